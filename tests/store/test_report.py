"""The recorded choices, and files that do no harm when opened."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.store import Store, rows, write_csv, write_xlsx
from bot.store.plain import now
from bot.store.report import COLUMNS

ANN, BOB = "a" * 32, "b" * 32
HEADINGS = {"reference": "Numer", "actions": "Działania", "withdrawn": "Wycofano", "yes": "tak", "no": "nie"}


def row(**changed: Any) -> dict[str, Any]:
    return {
        "reference": "D-2026-000001",
        "version": 2,
        "when": "2026-11-23T04:48:13Z",
        "channel": "web",
        "role": "jst",
        "unit_kind": "gmina",
        "unit_name": "Żółta Łąka",
        "actions": ["2.1", "1.4"],
        "notes": [{"id": "2.1", "note": "od razu", "person": "", "quarter": "2027-Q1"}],
        "kb": "2026.11",
        "withdrawn": False,
        **changed,
    }


def test_the_newest_version_of_each_line(store: Store, do: Any) -> None:
    note = {"id": "2.1", "note": "n", "person": "p", "quarter": ""}
    do(ANN, lambda ledger: ledger.save_selection([{"id": "1.1"}], unit_name="stara"))
    do(BOB, lambda ledger: ledger.save_selection([{"id": "4.7"}, note], role="ngo"), "telegram")
    do(ANN, lambda ledger: ledger.save_selection([], unit_name="nowa", kb="k", withdrawn=True))
    first, second = rows(store)
    assert tuple(first) == tuple(second) == COLUMNS
    assert (first["channel"], first["role"], first["actions"], first["notes"]) == (
        "telegram",
        "ngo",
        ["4.7", "2.1"],
        [note],
    )
    assert (second["version"], second["unit_name"], second["withdrawn"]) == (2, "nowa", True)
    assert (second["actions"], second["kb"], second["role"]) == ([], "k", "")
    assert second["when"].endswith("Z")
    assert rows(store, since=now() - timedelta(hours=1)) == [first, second]
    assert rows(store, since=now() + timedelta(hours=1)) == []


def test_csv_for_polish_excel(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    write_csv([row(), row(withdrawn=True, unit_name='a;b\n"c"')], path, HEADINGS)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfNumer;version;")
    head, first, second = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")
    assert head[COLUMNS.index("actions")] == "Działania"
    expected = ["D-2026-000001", "2", "2026-11-23T04:48:13Z", "web", "jst", "gmina", "Żółta Łąka"]
    assert first == [*expected, "2.1; 1.4", "2.1: od razu, 2027-Q1", "2026.11", "nie"]
    assert (second[6], second[10]) == ('a;b\n"c"', "tak")
    assert path.stat().st_mode & 0o077 == 0


def test_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    write_xlsx([row(unit_name="=1+1", notes=[]), row(unit_name="zły\x07znak")], path, HEADINGS)
    sheet = load_workbook(path).active
    assert sheet is not None
    head, first, second = sheet.iter_rows(values_only=True)
    assert head[0] == "Numer"
    assert (first[1], first[6], first[8]) == (2, "'=1+1", None)
    assert second[6] == "złyznak"
    assert sheet.freeze_panes == "A2"
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0=", "\x0b="])
@pytest.mark.parametrize("column", ["unit_name", "role", "channel", "notes", "actions"])
def test_no_cell_begins_like_a_formula(tmp_path: Path, start: str, column: str) -> None:
    evil = start + "cmd|' /C calc'!A0"
    value: Any = evil
    if column == "actions":
        value = [evil]
    elif column == "notes":
        value = [{"id": evil, "note": evil, "person": "", "quarter": ""}]
    write_csv([row(**{column: value})], tmp_path / "r.csv", {})
    write_xlsx([row(**{column: value})], tmp_path / "r.xlsx", {})
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.reader(file, delimiter=";"))[1]
    assert cells[COLUMNS.index(column)].startswith("'")
    sheet = load_workbook(tmp_path / "r.xlsx").active
    assert sheet is not None
    cell = sheet.cell(2, COLUMNS.index(column) + 1)
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(said=st.text(st.characters()))
def test_any_text_can_be_written(tmp_path: Path, said: str) -> None:
    write_csv([row(unit_name=said)], tmp_path / "r.csv", {})
    write_xlsx([row(unit_name=said)], tmp_path / "r.xlsx", {})
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        cell = list(csv.reader(file, delimiter=";"))[1][6]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert load_workbook(tmp_path / "r.xlsx").active is not None
