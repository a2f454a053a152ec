"""Rows in: a workbook or a folder of CSV files as text cells with their places, and faults of their form."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from knowledge.editing.content import Content
from knowledge.editing.export import RISKY
from knowledge.editing.tables import SHEETS, Sheet


@dataclass(frozen=True, slots=True)
class CellFault:
    """One thing wrong: Polish sheet title, row as the spreadsheet counts, Polish heading, Polish message.

    Row 0 and an empty column mean that the fault is of the whole sheet or row.
    """

    sheet: str
    row: int
    column: str
    message: str


class EditingError(Exception):
    """The edited file cannot be taken; `faults` lists all that is wrong and nothing was written."""

    def __init__(self, faults: list[CellFault]) -> None:
        super().__init__("\n".join(f"{f.sheet} {f.row} {f.column}: {f.message}" for f in faults))
        self.faults = faults


@dataclass(slots=True)
class Row:
    """A row: its number and its non-empty cells by column key."""

    number: int
    cells: dict[str, str]


@dataclass(slots=True)
class Tables:
    """All rows by sheet key, and the faults found so far."""

    content: Content
    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)

    def fault(self, sheet: Sheet | str, row: int, column: str, message: str, /, **values: object) -> None:
        """Note a fault; `column` is a column key, `message` a key of the texts."""
        title = sheet if isinstance(sheet, str) else self.content.say(f"sheet.{sheet.key}")
        heading = self.content.heading(column) if column else ""
        self.faults.append(CellFault(title, row, heading, self.content.say(f"fault.{message}", **values)))


Grid = list[list[str | None]]
FORMULA = "\0formula"


def tables(content: Content, path: Path) -> Tables:
    """Read an edited file (.xlsx) or folder (of .csv). Raises EditingError when it cannot be read at all."""
    made = Tables(content)
    try:
        grids = _csv(made, path) if path.is_dir() else _xlsx(path)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError):
        made.fault(path.name, 0, "", "unreadable")
        raise EditingError(made.faults) from None
    titles = {content.say(f"sheet.{sheet.key}"): sheet for sheet in SHEETS}
    for title in grids:
        if title not in titles and title != content.say("sheet.choices"):
            made.fault(title, 0, "", "sheet_unknown")
    for title, sheet in titles.items():
        if title in grids:
            made.rows[sheet.key] = _rows(made, sheet, grids[title])
        elif not any(f.sheet == title for f in made.faults):
            made.fault(sheet, 0, "", "sheet_missing")
    return made


def _xlsx(path: Path) -> dict[str, Grid]:
    book = load_workbook(path)
    return {
        page.title: [[FORMULA if c.data_type == "f" else _plain(c.value) for c in row] for row in page.iter_rows()]
        for page in book.worksheets
    }


def _plain(value: object) -> str | None:
    """A cell as text; a number that a spreadsheet made of "2" or "2.1" becomes that again."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv(made: Tables, folder: Path) -> dict[str, Grid]:
    found: dict[str, Grid] = {}
    for path in sorted(folder.glob("*.csv")):
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            made.fault(path.stem, 0, "", "encoding")
            continue
        found[path.stem] = [
            [c[1:] if c.startswith("'") and c[1:].startswith(RISKY) else c for c in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")
        ]
    return found


def _rows(made: Tables, sheet: Sheet, grid: Grid) -> list[Row]:
    keys = _header(made, sheet, grid[0] if grid else [])
    locked = {column.key for column in sheet.columns if column.locked or column.form == "order"}
    title = made.content.say(f"sheet.{sheet.key}")
    found: list[Row] = []
    for number, line in enumerate(grid[1:], 2):
        cells: dict[str, str] = {}
        for index, raw in enumerate(line):
            value = (raw or "").replace("\r\n", "\n").strip()
            if not value:
                continue
            key = keys[index] if index < len(keys) else ""
            if key is None:
                continue  # the whole column is at fault already
            if not key:
                made.faults.append(CellFault(title, number, str(index + 1), made.content.say("fault.outside")))
            elif value == FORMULA:
                made.fault(sheet, number, key, "formula")
                cells[key] = ""
            else:
                cells[key] = value
        if set(cells) - locked:  # with nothing but protected cells left, the record is removed
            found.append(Row(number, cells))
    return found


def _header(made: Tables, sheet: Sheet, line: list[str | None]) -> list[str | None]:
    """Column keys by position: "" where nothing is named, None where an unknown heading stands."""
    known = {made.content.heading(column.key): column.key for column in sheet.columns}
    title = made.content.say(f"sheet.{sheet.key}")
    keys: list[str | None] = []
    for raw in line:
        name = (raw or "").strip()
        key = known.get(name)
        if name and key is None:
            made.faults.append(CellFault(title, 1, name, made.content.say("fault.column_unknown")))
        elif key is not None and key in keys:
            made.fault(sheet, 1, key, "column_twice")
            key = None
        keys.append(key if name else "")
    for key in known.values():
        if key not in keys:
            made.fault(sheet, 1, key, "column_missing")
    return keys
