"""Rows to records: every cell checked against its column, every fault noted with sheet, row and column."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

from pydantic import ValidationError

from knowledge import claims
from knowledge.editing.content import FILES, Content, Entry, Records, canonical
from knowledge.editing.export import LINE
from knowledge.editing.read import EditingError, Row, Tables
from knowledge.editing.tables import KEYS, SHEETS, Column, Kind, Sheet

SPLIT = re.compile(r"[,;/\n]\s*|\s+")


def records(tables: Tables) -> Records:
    """All records that the rows make. Raises EditingError with every fault found, those of reading included."""
    made = _Builder(tables).build()
    if tables.faults:
        raise EditingError(tables.faults)
    return made


class _Builder:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.content: Content = tables.content
        self.known: dict[Kind, set[str]] = {kind: set() for kind in FILES}
        self.raw: dict[Kind, dict[str, dict[str, Any]]] = {kind: {} for kind in FILES}
        self.rows: dict[tuple[Kind, str], int] = {}
        self.broken: set[tuple[Kind, str]] = set()

    def build(self) -> Records:
        main = [s for s in SHEETS if not s.fields and s.kind != "texts"]
        for sheet in main:
            for row in self.tables.rows.get(sheet.key, ()):
                key = row.cells.get(KEYS[sheet.kind], "")
                self.known[sheet.kind].add("/".join(SPLIT.split(key)) if sheet.kind == "comparisons" else key)
        for sheet in main:
            self._main(sheet)
        for sheet in SHEETS:
            if sheet.fields:
                self._items(sheet)
        made: Records = {kind: {} for kind in FILES}
        for kind, found in self.raw.items():
            for key, value in found.items():
                self._record(made, kind, key, value)
        self._texts(made)
        return made

    def _main(self, sheet: Sheet) -> None:
        for row in self.tables.rows.get(sheet.key, ()):
            before = len(self.tables.faults)
            values = {c.key: self._value(sheet, row, c) for c in sheet.columns}
            raw = values[KEYS[sheet.kind]]
            if not raw:
                continue
            key = "/".join(raw) if isinstance(raw, list) else str(raw)
            if key in self.raw[sheet.kind]:
                self.tables.fault(sheet, row.number, KEYS[sheet.kind], "key_twice", value=key)
                continue
            value: dict[str, Any] = {}
            for name, cell in values.items():
                first, _, rest = name.partition(".")
                if first == "months":
                    value.setdefault(first, []).append(cell)
                elif rest:
                    value.setdefault(first, {})[rest] = cell
                elif cell is not None or name == "link":
                    value[name] = cell
            self.raw[sheet.kind][key] = value
            self.rows[sheet.kind, key] = row.number
            self._agree(sheet, row, value)
            if len(self.tables.faults) > before:
                self.broken.add((sheet.kind, key))

    def _agree(self, sheet: Sheet, row: Row, value: dict[str, Any]) -> None:
        months = value.get("months", ())
        if len(months) == 2 and None not in months and months[0] > months[1]:
            self.tables.fault(sheet, row.number, "months.1", "months")
        if sheet.kind == "comparisons" and len(value.get("ids") or ()) != len(value.get("lines") or ()):
            self.tables.fault(sheet, row.number, "lines", "lines_count")

    def _items(self, sheet: Sheet) -> None:
        found: dict[tuple[str, str], list[tuple[float, Any]]] = {}
        for row in self.tables.rows.get(sheet.key, ()):
            before = len(self.tables.faults)
            values = {c.key: self._value(sheet, row, c) for c in sheet.columns}
            owner = values.pop(sheet.columns[0].key)
            facet = values.pop("facet", sheet.fields[0])
            if owner is None or facet is None:
                continue
            if "certainty" in values:
                self._provenance(sheet, row, facet, values)
            if len(self.tables.faults) > before:
                self.broken.add((sheet.kind, owner))
            order = values.pop("order")
            item = values["text"] if sheet.plain else {k: v for k, v in values.items() if v not in (None, [])}
            found.setdefault((owner, facet), []).append((float("inf") if order is None else order, item))
        for (owner, facet), items in found.items():
            if owner in self.raw[sheet.kind]:
                ordered = sorted(items, key=lambda pair: pair[0])
                self.raw[sheet.kind][owner][facet] = [item for _, item in ordered]
        for key, value in self.raw[sheet.kind].items() if sheet.key in self.tables.rows else ():
            for facet in sheet.fields:
                value.setdefault(facet, [])
                if not value[facet] and sheet.filled and (sheet.kind, key) not in self.broken:
                    name = self.content.choice("facet", facet) if len(sheet.fields) > 1 else self.content.heading(facet)
                    self.tables.fault(sheet, 0, "", "no_rows", id=key, facet=name)

    def _provenance(self, sheet: Sheet, row: Row, facet: str, values: dict[str, Any]) -> None:
        certainty = values["certainty"]
        if certainty in ("verified", "to_check") and "source" not in row.cells:
            self.tables.fault(sheet, row.number, "source", "no_source")
        text = values["text"] or ""
        if certainty == "practice" and "source" not in row.cells and (claims.articles(text) or claims.figures(text)):
            self.tables.fault(sheet, row.number, "source", "no_source")
        if certainty == "practice" and facet in ("legal", "figures", "definition"):
            self.tables.fault(sheet, row.number, "certainty", "practice")

    def _record(self, made: Records, kind: Kind, key: str, value: dict[str, Any]) -> None:
        stem = value.pop("file", None)
        old = self.content.records[kind].get(key)
        if (kind, key) in self.broken or any(s.kind == kind and s.key not in self.tables.rows for s in SHEETS):
            return
        name = FILES[kind].replace("*", str(stem or key))
        try:
            fitted = canonical(kind, value)
        except ValidationError as error:
            for problem in error.errors():
                main = next(s for s in SHEETS if s.kind == kind and not s.fields)
                place = ".".join(map(str, problem["loc"]))
                column = place if main.column(place) else ""
                message = f"{place}: {problem['msg']}"
                self.tables.fault(main, self.rows[kind, key], column, "invalid", message=message)
            return
        # A record's file is its place only; an emptied cell leaves the record where it was.
        made[kind][key] = Entry(name if stem or old is None else old.file, fitted)

    def _texts(self, made: Records) -> None:
        sheet = next(s for s in SHEETS if s.kind == "texts")
        old = self.content.records["texts"]
        found: dict[str, list[tuple[float | None, str, Row]]] = {}
        for row in self.tables.rows.get(sheet.key, ()):
            values = {c.key: self._value(sheet, row, c) for c in sheet.columns}
            key = values["key"]
            if key is not None and key not in old:
                self.tables.fault(sheet, row.number, "key", "text_new", key=key)
            elif key is not None and values["text"] is not None:
                found.setdefault(key, []).append((values["order"], values["text"], row))
                self._placeholders(sheet, row, old[key], values["text"])
        for key, variants in found.items():
            if len(variants) == 1 and variants[0][0] is None:
                made["texts"][key] = Entry(old[key].file, variants[0][1])
                continue
            for order, _, row in variants:
                if order is None:
                    self.tables.fault(sheet, row.number, "order", "variants")
            ordered = sorted(variants, key=lambda v: float("inf") if v[0] is None else v[0])
            made["texts"][key] = Entry(old[key].file, [text for _, text, _ in ordered])
        if sheet.key in self.tables.rows:
            mentioned = {row.cells.get("key") for row in self.tables.rows[sheet.key]}
            for key in old.keys() - mentioned:
                self.tables.fault(sheet, 0, "", "text_removed", key=key)

    def _placeholders(self, sheet: Sheet, row: Row, old: Entry, text: str) -> None:
        before = [old.value] if isinstance(old.value, str) else old.value
        if text in before:
            return
        allowed = set().union(*map(_names, before))
        strange = _names(text) ^ allowed if len(before) == 1 else _names(text) - allowed
        if strange:
            self.tables.fault(sheet, row.number, "text", "placeholders", names=", ".join(sorted(strange)))

    def _value(self, sheet: Sheet, row: Row, column: Column) -> Any:
        """The value of a cell; None for an empty or a faulty one."""
        text = row.cells.get(column.key)
        if text is None:
            is_key = sheet.kind != "texts" and column.key == KEYS[sheet.kind] and not sheet.fields
            owner = bool(sheet.fields) and column is sheet.columns[0]
            if is_key or owner or (sheet.kind == "texts" and column.key == "key"):
                self.tables.fault(sheet, row.number, column.key, "key_missing")
            elif column.required:
                self.tables.fault(sheet, row.number, column.key, "empty")
            return [] if column.form in ("lines", "refs") and not column.required else None
        return self._read(sheet, row, column, text) if text else None

    def _read(self, sheet: Sheet, row: Row, column: Column, text: str) -> Any:
        if column.form in ("order", "number", "int"):
            return self._number(sheet, row, column, text)
        if column.form in ("flag", "choice", "choices", "file"):
            return self._choice(sheet, row, column, text)
        if column.form in ("ref", "refs"):
            items = [text] if column.form == "ref" else [item for item in SPLIT.split(text) if item]
            assert column.ref is not None
            for item in items:
                if item not in self.known[column.ref]:
                    self.tables.fault(sheet, row.number, column.key, f"unknown.{column.ref}", value=item)
            if column.form == "refs":
                return items
            return text if text in self.known[column.ref] else None
        lines = column.form == "lines"
        items = [line.strip() for line in text.split("\n") if line.strip()] if lines else [text]
        for item in items:
            if len(item) > column.limit:
                self.tables.fault(
                    sheet, row.number, column.key, "too_long", length=len(item), limit=column.limit
                )  # fmt: skip
            if column.pattern and not re.fullmatch(column.pattern, item):
                self.tables.fault(sheet, row.number, column.key, "pattern", value=item)
        return [item.replace(LINE, "\n") for item in items] if lines else text

    def _number(self, sheet: Sheet, row: Row, column: Column, text: str) -> float | int | None:
        shape = r"\d{1,3}" if column.form == "int" else r"\d{1,6}([.,]\d{1,17})?"
        value = float(text.replace(",", ".")) if re.fullmatch(shape, text) else None
        if value is None or (column.key == "weight" and not 0 < value <= 1):
            self.tables.fault(sheet, row.number, column.key, "number", value=text)
            return None
        return int(value) if column.form == "int" else value

    def _choice(self, sheet: Sheet, row: Row, column: Column, text: str) -> Any:
        if column.form == "file":
            offered: dict[str, Any] = {name: name for name in self.content.files(sheet.kind)}
        elif column.form == "flag":
            offered = {self.content.say("yes"): True, self.content.say("no"): False}
        else:
            offered = {self.content.choice(column.key, value): value for value in column.choices}
            if column.key == "effort":
                offered = {word: int(value) for word, value in offered.items()}
        words = [w.strip() for w in text.split(",")] if column.form == "choices" else [text]
        for word in words:
            if word not in offered:
                self.tables.fault(
                    sheet, row.number, column.key, "choice", value=word, choices=", ".join(offered)
                )  # fmt: skip
        values = [offered[word] for word in words if word in offered]
        return values if column.form == "choices" else (values[0] if values else None)


def _names(text: str) -> set[str]:
    """The placeholders of a text; a text with broken braces has the one name "{}"."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{}"}
