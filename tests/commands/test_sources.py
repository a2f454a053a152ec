"""`drogowskaz content sources` and `drogowskaz check`: where every article and figure comes from."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from bot.cli import main
from bot.commands.sources import rows
from knowledge import claims
from knowledge.base import CONTENT, Base


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content that the commands read."""
    copy = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    monkeypatch.setenv("DROGOWSKAZ_CONTENT", str(copy))
    monkeypatch.setenv("DROGOWSKAZ_DATA", str(tmp_path / "data"))
    return copy


def plant(content: Path, file: str, field: str, value: object) -> None:
    path = content / file
    record = yaml.safe_load(path.read_text("utf-8"))
    record[field] = [*record[field], value] if isinstance(record[field], list) else value
    path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")


def test_every_claim_of_every_statement_is_listed(base: Base) -> None:
    listed = [(row.owner, row.facet, row.claim) for row in rows(base)]
    assert listed == [(owner, facet, claim) for owner, facet, s in base.statements() for claim in claims.of(s)]
    assert len(listed) > 900
    assert all(row.statement.source in base.sources for row in rows(base))


def test_each_claim_goes_back_to_the_nearest_line_with_its_source(base: Base) -> None:
    row = next(r for r in rows(base) if r.owner == "2.2" and r.claim.text == "14 dni")
    assert row.statement.source == "UDPP24"
    facts = [
        "| UDPP24 | art. 16a ust. 4 | 14 dni",
        "- 14 dni na co innego [potwierdzone: USG24, art. 16a ust. 4]",
        "- 14 dni na opinię [potwierdzone: UDPP24]",
        "- pieniądze dla realizatora do 14 dni od umowy [potwierdzone: UDPP24, art. 16a ust. 4]",
    ]
    found = {r.claim.text: r.lines for r in rows(base, facts) if r.statement is row.statement}
    assert found == {"14 dni": (4, 3, 1), "art. 16a ust. 4": (4, 1)}


def test_what_is_not_in_the_file_is_told(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    every = sorted({code for _, _, s in rows_of(content) for code in (s.source, *s.also) if code})
    lines = [f"{c.text} [{' '.join(every)}]" for _, _, s in rows_of(content) for c in claims.of(s)]
    facts = tmp_path / "facts.md"
    facts.write_text("\n".join(lines), "utf-8")
    assert main(["content", "sources", "--facts", "--against", str(facts)]) == 0
    assert "Nie odnaleziono w pliku facts.md: 0." in capsys.readouterr().out
    planted = {"text": "Termin wynosi 77 dni.", "source": "UDPP24", "place": "art. 999", "certainty": "verified"}
    plant(content, "actions/2.2.yml", "figures", planted)
    assert main(["content", "sources", "--facts", "--against", str(facts)]) == 1
    told = capsys.readouterr().out.splitlines()[-3:]
    assert told[0] == "Nie odnaleziono w pliku facts.md: 2."
    assert [line.split(" – ")[0] for line in told[1:]] == ["  2.2 › liczby: art. 999", "  2.2 › liczby: 77 dni"]


def rows_of(content: Path):
    from knowledge.base import load

    return [*load(content).statements()]


def test_without_a_file_the_table_stands_alone(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "sources", "--facts"]) == 0
    out = capsys.readouterr().out
    assert "Artykuły i liczby: " in out
    assert "Wiersz" not in out
    assert main(["content", "sources"]) == 0
    assert "UDPP24" in capsys.readouterr().out
    assert main(["content", "sources", "--against", str(content / "none.md")]) == 2


BARE = {
    "a figure told as practice": ("pitfall", {"text": "Termin wynosi 77 dni."}, "2.2 › pitfall: 77 dni without"),
    "an article told as practice": ("who", {"text": "Decyduje rada (art. 999)."}, "2.2 › who: art. 999 without"),
    "law without a source": ("legal", {"text": "Tak mówi ustawa.", "certainty": "verified"}, "2.2 › legal: statement without"),
    "law among the steps": ("steps", "Złożyć wniosek z art. 999.", "2.2 › steps: art. 999 without"),
    "a sum among the documents": ("documents", "Wniosek do 77 000 zł.", "2.2 › documents: 77 000 zł without"),
    "a percentage in an obstacle": ("difficulty", {"problem": "Wkład.", "advice": "Dać 77%."}, "2.2 › difficulty: 77% without"),
}  # fmt: skip


@pytest.mark.parametrize("name", BARE)
def test_the_check_fails_on_law_and_figures_without_a_source(
    content: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    field, value, told = BARE[name]
    plant(content, "actions/2.2.yml", field, value)
    assert main(["check"]) == 3
    assert f"actions/2.2.yml › {told}" in capsys.readouterr().err


def test_what_needs_a_lawyer_is_listed_and_handed_over(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    year = date.today().year
    path = content / "sources.yml"
    acts = {act["code"]: act for act in yaml.safe_load(path.read_text("utf-8"))}
    fresh = {"seen": f"1 stycznia {year + 1} r.", "superseded": False}
    acts = {code: {**act, **fresh} for code, act in acts.items()}
    acts["PLANTED"] = {**acts["UDPP24"], "code": "PLANTED", "superseded": True}
    acts["ANCIENT"] = {**acts["UDPP24"], "code": "ANCIENT", "seen": "2 maja 1999 r."}
    acts["UNDATED"] = {**acts["UDPP24"], "code": "UNDATED", "seen": "kiedyś"}
    path.write_text(yaml.safe_dump([*acts.values()], allow_unicode=True, sort_keys=False), "utf-8")
    for code, certainty in (("PLANTED", "verified"), ("ANCIENT", "verified"), ("UNDATED", "verified"), ("UDPP24", "to_check"), ("UDPP24", "verified")):  # fmt: skip
        statement = {"text": f"Zdanie {code} {certainty}.", "source": code, "certainty": certainty}
        plant(content, "actions/2.2.yml", "legal", statement)
    workbook = tmp_path / "stale.xlsx"
    assert main(["check", "--stale", "365", "--xlsx", str(workbook)]) == 0
    printed = capsys.readouterr().out
    page = load_workbook(workbook).active
    assert page is not None
    head, *listed = [[cell.value or "" for cell in row] for row in page.iter_rows()]
    assert head == ["Zapis", "Rodzaj", "Źródło", "Miejsce w źródle", "Stan na", "Stan źródła", "Powód", "Treść"]
    reasons = {row[-1]: row[-2] for row in listed}
    assert reasons["Zdanie PLANTED verified."] == "źródło zastąpione nowszym tekstem"
    assert reasons["Zdanie ANCIENT verified."] == "tekst widziany dawniej niż 365 dni temu"
    assert reasons["Zdanie UNDATED verified."] == "nieznana data tekstu"
    assert reasons["Zdanie UDPP24 to_check."] == "do sprawdzenia"
    assert "Zdanie UDPP24 verified." not in reasons
    assert all("do sprawdzenia" in row[-2] for row in listed if not row[-1].startswith("Zdanie"))
    assert printed.count("│ 2.2 ") >= 4
    assert "Zdanie ANCIENT" in printed
