"""The recorded choices as rows, and as files that Polish Excel opens without harm."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.store.plain import iso
from bot.store.tables import selection
from bot.store.versions import items_of

if TYPE_CHECKING:
    from bot.store.store import Store

COLUMNS = (
    "reference",
    "version",
    "when",
    "channel",
    "role",
    "unit_kind",
    "unit_name",
    "actions",
    "notes",
    "kb",
    "withdrawn",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML document may hold them


def rows(store: Store, since: datetime | None = None) -> list[dict[str, Any]]:
    """The newest version of each line, oldest first; with `since` (aware) only those stored at or after it.

    Each row has COLUMNS: `when` is ISO UTC, `actions` the list of ids in the user's order, `notes` a list of
    `{"id", "note", "person", "quarter"}` of the items where any was given, `withdrawn` a bool.
    """
    newest = select(selection.c.line, func.max(selection.c.version).label("version")).group_by(selection.c.line)
    top = newest.subquery()
    wanted = (
        select(selection)
        .join(top, (selection.c.line == top.c.line) & (selection.c.version == top.c.version))
        .order_by(selection.c.created, selection.c.id)
    )
    if since is not None:
        wanted = wanted.where(selection.c.created >= since)
    with store.database.read() as connection:
        found = connection.execute(wanted).fetchall()
        items = items_of(connection, [row.id for row in found])
    return [
        {
            "reference": row.reference,
            "version": row.version,
            "when": iso(row.created),
            "channel": row.channel,
            "role": row.role or "",
            "unit_kind": row.unit_kind,
            "unit_name": row.unit_name,
            "actions": [item["id"] for item in items.get(row.id, [])],
            "notes": [item for item in items.get(row.id, []) if item["note"] or item["person"] or item["quarter"]],
            "kb": row.kb,
            "withdrawn": row.withdrawn,
        }
        for row in found
    ]


def write_csv(
    table: Iterable[Mapping[str, Any]], path: Path | str, headings: Mapping[str, str], columns: Sequence[str] = COLUMNS
) -> None:
    """Write rows as CSV with a byte order mark and semicolons. `headings`: column -> heading, "yes" and "no" too.

    The file is readable by its owner only; cells that a spreadsheet would run as a formula get an apostrophe.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([harmless(headings.get(column, column)) for column in columns])
        for row in table:
            writer.writerow(_cells(row, headings, columns))


def write_xlsx(
    table: Iterable[Mapping[str, Any]], path: Path | str, headings: Mapping[str, str], columns: Sequence[str] = COLUMNS
) -> None:
    """Write rows as an Excel workbook: bold first row, frozen and filterable; the same guard as in CSV."""
    from openpyxl import Workbook  # takes long to import and is needed here only
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([harmless(headings.get(column, column)) for column in columns])
    widest = [12] * len(columns)
    for row in table:
        cells = _cells(row, headings, columns)
        sheet.append(cells)
        widest = [max(old, min(60, len(str(cell)) + 2)) for old, cell in zip(widest, cells, strict=True)]
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, width in enumerate(widest, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    book.save(path)


def _cells(row: Mapping[str, Any], headings: Mapping[str, str], columns: Sequence[str]) -> list[str | int]:
    return [_cell(row[column], headings) for column in columns]


def _cell(value: Any, headings: Mapping[str, str]) -> str | int:
    if isinstance(value, bool):
        return headings.get("yes", "1") if value else headings.get("no", "0")
    if isinstance(value, int):
        return value
    if isinstance(value, list):
        return harmless("; ".join(_entry(entry) for entry in value))
    return harmless("" if value is None else str(value))


def _entry(entry: str | Mapping[str, str]) -> str:
    if isinstance(entry, str):
        return entry
    said: Sequence[str] = [entry[part] for part in ("note", "person", "quarter") if entry[part]]
    return f"{entry['id']}: {', '.join(said)}"


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula, and that an XML document can hold."""
    text = _FORBIDDEN.sub("", text)
    return "'" + text if text.startswith(_FORMULA) else text
