"""`drogowskaz report --handover`, `feedback` and `purge`, as staff run them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from bot.cli import main
from bot.settings import Settings
from bot.store import Ledger, Store, TurnResult, rows_of
from bot.store.plain import now
from bot.store.tables import conversation

ANN, BOB = "a" * 32, "b" * 32


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The database that the commands open, with two conversations in it."""
    monkeypatch.setenv("DROGOWSKAZ_DATA", str(tmp_path))
    settings = Settings.from_env()
    with Store(settings.database_url, secret=settings.secret) as made:
        made.migrate()

        def work(state: object, ledger: Ledger) -> TurnResult:
            ledger.add_handover("=proszę o telefon", "Kto: Gmina Łąka\n2.1 Lokale")
            ledger.add_feedback(-1, "", {"kind": "action", "ids": ["2.1", "4.5"]})
            ledger.add_feedback(0, "mój PESEL to 44051401359, e-mail jan@gmina.example", {"kind": "help"})
            return TurnResult({}, {})

        for key in (ANN, BOB):
            made.turn(key, None, "web", work)
        yield made


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_what_people_left_for_advisers(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--handover", "--csv", str(tmp_path / "h.csv"), "--xlsx", str(tmp_path / "h.xlsx")]) == 0
    head, first, second = table(tmp_path / "h.csv")
    assert head[0] == "Numer zgłoszenia"
    assert first[0] != second[0]
    assert first[0].startswith("P-")
    assert first[2:] == ["Kto: Gmina Łąka\n2.1 Lokale", "'=proszę o telefon", ""]
    sheet = load_workbook(tmp_path / "h.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][2] == first[2]
    assert main(["report", "--handover"]) == 0
    assert "Gmina Łąka" in capsys.readouterr().out


def test_thumbs_and_comments_are_masked(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback", "--csv", str(tmp_path / "f.csv"), "--xlsx", str(tmp_path / "f.xlsx")]) == 0
    head, thumb, comment = table(tmp_path / "f.csv")[:3]
    assert head[1].startswith("Ocena")
    assert thumb[1:] == ["-1", "", "action", "2.1; 4.5"]
    assert comment[2] == "mój PESEL to [PESEL], e-mail [e-mail]"
    sheet = load_workbook(tmp_path / "f.xlsx").active
    assert sheet is not None
    assert sheet["B2"].value == -1
    assert main(["feedback"]) == 0
    shown = capsys.readouterr().out
    assert "[PESEL]" in shown
    assert "44051401359" not in shown


def test_purge_takes_the_old_and_leaves_the_new(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DROGOWSKAZ_RETENTION_DAYS", "30")
    with store.database.write() as connection:
        old = now() - timedelta(days=31)
        connection.execute(update(conversation).where(conversation.c.key == ANN).values(updated=old))
    assert main(["purge"]) == 0
    assert "conversation: 1" in capsys.readouterr().out
    assert rows_of(store, ANN) == {}
    assert set(rows_of(store, BOB)) == {"conversation", "feedback", "handover"}
