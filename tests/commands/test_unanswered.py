"""`drogowskaz unanswered`: like messages together, in a file that a spreadsheet may open."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.cli import main
from bot.settings import Settings
from bot.store import tables
from bot.store.plain import now
from bot.store.store import Store
from knowledge.base import Base

SAID = (
    "czy na sali gimnastycznej można urządzić wesele",
    "ubezpieczenie wolontariuszy kto płaci",
    "wynajem hali sportowej na przyjęcie weselne",
    "=czy trzeba ubezpieczyć wolontariusza",
)


def test_like_messages_stand_together(
    tmp_path: Path, base: Base, monkeypatch: pytest.MonkeyPatch, understander: object
) -> None:
    from tests.conftest import MODELS

    monkeypatch.setenv("DROGOWSKAZ_DATA", str(tmp_path))
    monkeypatch.setenv("DROGOWSKAZ_MODELS", str(MODELS))
    settings = Settings.from_env()
    store = Store(settings.database_url, secret=settings.secret)
    store.migrate()
    with store.database.write() as connection:
        for text in SAID:
            row = {"text": text, "kind": "out_of_scope", "channel": "web", "created": now()}
            connection.execute(insert(tables.unanswered), row)
    store.close()
    assert main(["unanswered", "--csv", str(tmp_path / "list.csv")]) == 0
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) == 5
    groups = {row[2].lstrip("'="): row[0] for row in rows[1:]}
    assert groups[SAID[0]] == groups[SAID[2]] != groups[SAID[1]] == groups[SAID[3].lstrip("=")]
    assert not any(cell.startswith("=") for row in rows for cell in row)
