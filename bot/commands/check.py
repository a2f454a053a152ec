"""check: content, training data, domain and rules, and whether they agree."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.settings import ROOT, Settings
from knowledge.base import CONTENT, Base, load
from knowledge.replacing import missing
from knowledge.schema import Source, Statement

LEAST = {"action_": 12, "area_": 10, "term_": 8, "out_of_scope": 60}
LEAST_CONTROL = 10
MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print every fault; the exit code is 1 when there is one."""
    from bot.engine import generator

    base = load(settings.content)
    if arguments.stale is not None or arguments.xlsx is not None:
        return _stale(base, 365 if arguments.stale is None else arguments.stale, arguments.xlsx)
    if arguments.write:
        for path in generator.write():
            print(f"written: {path.relative_to(ROOT)}")
    faults = [*map(str, missing(load(CONTENT), base)), *_data(base)]
    faults += [f"{path.relative_to(ROOT)}: stale, run `drogowskaz check --write`" for path in generator.stale()]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults; knowledge base {base.version}" if faults else f"all agrees; {base.version}")
    return 1 if faults else 0


def _data(base: Base) -> Iterator[str]:
    """Faults of the training data and its agreement with the knowledge."""
    from nlu.overlap import overlaps
    from nlu.training import read

    examples = read()
    for pair in overlaps(examples):
        yield f"nlu/data: {pair.intent}: overlap {pair.share:.2f}: {pair.first!r} and {pair.second!r}"
    counts: dict[str, int] = {}
    for example in examples:
        counts[example.intent] = counts.get(example.intent, 0) + 1
    for action_id in base.actions:
        counts.setdefault(f"action_{action_id.replace('.', '_')}", 0)
    for intent, count in sorted(counts.items()):
        least = next((n for prefix, n in LEAST.items() if intent.startswith(prefix)), LEAST_CONTROL)
        if count < least:
            yield f"nlu/data: {intent} has {count} utterances, at least {least} are needed"
        if intent.startswith("action_") and intent.removeprefix("action_").replace("_", ".") not in base.actions:
            yield f"nlu/data: {intent} names no action"
        if intent.startswith("term_") and intent.removeprefix("term_").replace("_", "-") not in base.terms:
            yield f"nlu/data: {intent} names no term"


def _stale(base: Base, days: int, path: Path | None) -> int:
    """What needs a lawyer's look: marked so, of a superseded source, or seen more than `days` days ago."""
    names = (
        "stale.owner",
        "col.facet",
        "col.source",
        "col.place",
        "col.seen",
        "stale.status",
        "stale.reason",
        "col.text",
    )
    heads = [base.text(f"editing.{name}") for name in names]
    rows = [
        [owner, word(base, name), s.source or "", s.place or "", found.seen if found else "",
         found.status if found else "", ", ".join(reasons), s.text]
        for owner, name, s in base.statements()
        for found in [base.sources.get(s.source or "")]
        if (reasons := list(_reasons(base, s, found, days)))
    ]  # fmt: skip
    table = Table(*heads)
    for row in rows:
        table.add_row(*map(escape, row))
    Console(width=220).print(table)
    if path is not None:
        from openpyxl import Workbook

        book = Workbook()
        page = book.active
        assert page is not None
        page.title = base.text("editing.stale.sheet")
        for number, row in enumerate([heads, *rows], 1):
            for column, value in enumerate(row, 1):
                cell = page.cell(number, column, value)
                cell.data_type, cell.number_format = "s", "@"
        page.freeze_panes = "A2"
        try:
            book.save(path)
        except OSError as error:
            print(f"drogowskaz: {path}: {error.strerror}", file=sys.stderr)
            return 2
    return 0


def word(base: Base, name: str) -> str:
    """The Polish word for a field that holds statements."""
    keys = (f"editing.choice.facet.{name}", f"editing.col.{name}")
    return next((base.text(key) for key in keys if key in base.texts), name)


def _reasons(base: Base, statement: Statement, source: Source | None, days: int) -> Iterator[str]:
    """Why a statement is stale, in Polish; nothing for advice without a source."""
    if statement.certainty == "to_check":
        yield base.text("editing.stale.to_check")
    if source is None:
        return
    if source.superseded:
        yield base.text("editing.stale.superseded")
    seen = _day(source.seen)
    if seen is None:
        yield base.text("editing.stale.unknown_date")
    elif (datetime.now().astimezone().date() - seen).days > days:
        yield base.text("editing.stale.old", days=days)


def _day(seen: str) -> date | None:
    """The first date in words such as "17 stycznia 2024 r."; a month or a year alone means its first day."""
    full = re.search(r"(?:(\d{1,2}) )?([^\W\d]{3})\w* (20\d\d|19\d\d)", seen)
    if full and full[2].lower() in MONTHS:
        return date(int(full[3]), MONTHS.index(full[2].lower()) + 1, int(full[1] or 1))
    year = re.search(r"\b(19|20)\d\d\b", seen)
    return date(int(year[0]), 1, 1) if year else None
