"""Content out: as rows of text, as a workbook, as a folder of CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.editing.content import Content, Entry
from knowledge.editing.tables import SHEETS, Column, Sheet

LINE = "⏎"  # stands for a line break inside one item of a cell that holds an item a line
RISKY = ("=", "+", "-", "@", "'", "\t")
SPARE = 300  # empty rows below the last that still offer the closed lists


def rows(content: Content, sheet: Sheet) -> Iterator[list[str]]:
    """The rows of a sheet, cells as text, in the order of the columns."""
    for key, entry in content.records[sheet.kind].items():
        for item in _items(sheet, key, entry):
            yield [_cell(content, column, _reach(item, column.key)) for column in sheet.columns]


def _items(sheet: Sheet, key: str, entry: Entry) -> Iterator[dict[str, Any]]:
    file = Path(entry.file).stem
    if sheet.kind == "texts":
        if isinstance(entry.value, str):
            yield {"file": file, "key": key, "text": entry.value}
            return
        for number, text in enumerate(entry.value, 1):
            yield {"file": file, "key": key, "order": number, "text": text}
    elif not sheet.fields:
        yield {"file": file, **entry.value}
    else:
        for name in sheet.fields:
            for number, item in enumerate(entry.value.get(name, ()), 1):
                own = {"text": item} if sheet.plain else {"certainty": "practice", **item}
                yield {sheet.columns[0].key: key, "facet": name, "order": number, **own}


def _reach(item: Any, path: str) -> Any:
    for part in path.split("."):
        if item is None:
            return None
        item = item[int(part)] if isinstance(item, list) else item.get(part)
    return item


def _cell(content: Content, column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.form == "flag":
        return content.say("yes" if value else "no")
    if column.form == "choice":
        return content.choice(column.key, str(value))
    if column.form == "choices":
        return ", ".join(content.choice(column.key, v) for v in value)
    if column.form == "refs":
        return ", ".join(value)
    if column.form == "lines":
        return "\n".join(v.replace("\n", LINE) for v in value)
    if column.form == "number":
        return f"{value:g}".replace(".", ",") if float(f"{value:g}") == value else repr(value).replace(".", ",")
    return str(value)


def closed(content: Content, sheet: Sheet, column: Column) -> tuple[str, ...]:
    """What a cell may hold, where that is a closed list of single values; else empty."""
    if column.form == "flag":
        return content.say("yes"), content.say("no")
    if column.form == "choice":
        return tuple(content.choice(column.key, value) for value in column.choices)
    if column.form == "file":
        return content.files(sheet.kind)
    if column.form == "ref" and column.ref:
        return tuple(content.records[column.ref])
    return ()


def to_csv(content: Content, folder: Path) -> None:
    """Write one CSV file per sheet (UTF-8 with BOM, semicolons); what a spreadsheet could run gets an apostrophe."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        path = folder / f"{content.say(f'sheet.{sheet.key}')}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([content.heading(column.key) for column in sheet.columns])
            for row in rows(content, sheet):
                writer.writerow([f"'{cell}" if cell.startswith(RISKY) else cell for cell in row])


def to_xlsx(content: Content, path: Path) -> None:
    """Write the workbook: headings with help, closed lists, protected ids."""
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    lists = _Lists(book.create_sheet(content.say("sheet.choices")))
    for sheet in SHEETS:
        _sheet(book.create_sheet(content.say(f"sheet.{sheet.key}")), content, sheet, lists)
    lists.page.sheet_state = "hidden"
    book.move_sheet(lists.page, len(SHEETS))
    book.active = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


class _Lists:
    """The hidden sheet that holds the closed lists; each distinct list stands there once."""

    def __init__(self, page: Worksheet) -> None:
        self.page = page
        self.ranges: dict[tuple[str, ...], str] = {}

    def range(self, values: tuple[str, ...]) -> str:
        if values not in self.ranges:
            letter = get_column_letter(len(self.ranges) + 1)
            for number, value in enumerate(values, 1):
                cell = self.page[f"{letter}{number}"]
                cell.value = value
                cell.data_type = "s"
            self.ranges[values] = f"'{self.page.title}'!${letter}$1:${letter}${len(values)}"
        return self.ranges[values]


def _sheet(page: Worksheet, content: Content, sheet: Sheet, lists: _Lists) -> None:
    wrap = Alignment(wrap_text=True, vertical="top")
    locked, free = Protection(locked=True), Protection(locked=False)
    grey, bold = PatternFill("solid", fgColor="EEEEEE"), Font(bold=True)
    for number, column in enumerate(sheet.columns, 1):
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.number_format = "@"  # or "2.1" would become a date
        dimension.protection = free
        head = page.cell(1, number, content.heading(column.key))
        head.font, head.fill, head.protection, head.alignment = bold, grey, locked, wrap
        head.comment = Comment(_help(content, column), content.say("title"), height=160, width=320)
    count = 1
    for count, row in enumerate(rows(content, sheet), 2):
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True), 1):
            cell = page.cell(count, number, value or None)
            if value:
                cell.data_type = "s"  # a text that begins with "=" stays a text
            cell.number_format = "@"
            cell.alignment = wrap
            cell.protection = locked if column.locked else free
            if column.locked:
                cell.fill = grey
    for number, column in enumerate(sheet.columns, 1):
        values = closed(content, sheet, column)
        if values:
            letter = get_column_letter(number)
            offered = DataValidation(type="list", formula1=lists.range(values), allow_blank=not column.required)
            offered.error, offered.showErrorMessage = content.say("fault.choice_short"), True
            offered.add(f"{letter}2:{letter}{count + SPARE}")
            page.add_data_validation(offered)
    page.freeze_panes = "A2"
    guard = page.protection  # without a password: against slips, not against the editor
    guard.sheet = True
    guard.formatColumns = guard.formatRows = guard.sort = guard.autoFilter = guard.insertRows = False


def _help(content: Content, column: Column) -> str:
    parts = [content.say(f"help.{column.key}")]
    if column.form in ("lines", "choices", "refs", "flag", "choice"):
        parts.append(content.say(f"form.{column.form}"))
    if column.form == "choices":
        parts.append(", ".join(content.choice(column.key, value) for value in column.choices))
    if column.form in ("text", "lines") and column.limit < 5000:
        parts.append(content.say("form.limit", limit=column.limit))
    parts.append(content.say("form.required" if column.required else "form.optional"))
    if column.locked:
        parts.append(content.say("form.locked"))
    return "\n".join(parts)
