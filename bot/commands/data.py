"""report, feedback, backup, restore, purge: the recorded data."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.front.masking import mask
from bot.settings import Settings
from bot.store import backup as backups
from bot.store import erase, inbox
from bot.store import report as reports
from bot.store.store import Store
from knowledge.base import load

HANDOVERS = ("reference", "created", "summary", "contact", "sent")
FEEDBACK = ("created", "rating", "comment", "kind", "ids")


def _store(settings: Settings) -> Store:
    store = Store(settings.database_url, secret=settings.secret)
    store.migrate()
    return store


def report(arguments: argparse.Namespace, settings: Settings) -> int:
    """The recorded choices, or what people left for advisers, as a table, CSV or XLSX."""
    if arguments.handover:
        return _give(inbox.handovers(_store(settings)), "handovers", HANDOVERS, arguments)
    return _give(reports.rows(_store(settings)), "report", reports.COLUMNS, arguments)


def feedback(arguments: argparse.Namespace, settings: Settings) -> int:
    """Thumbs and comments with what they are about; personal numbers are masked once more."""
    rows = [
        {**row, "kind": "", "ids": [], **row["about"], "comment": mask(row["comment"])}
        for row in inbox.feedback(_store(settings))
    ]
    return _give(rows, "feedback", FEEDBACK, arguments)


def _give(rows: Sequence[Mapping[str, Any]], name: str, columns: Sequence[str], arguments: argparse.Namespace) -> int:
    """Write rows to the files named, or print them; headings are the texts <name>.<column>."""
    texts = load().texts
    headings = {column: str(texts[f"{name}.{column}"]) for column in columns}
    headings |= {word: str(texts[f"report.{word}"]) for word in ("yes", "no")}
    if arguments.csv:
        reports.write_csv(rows, arguments.csv, headings, columns)
    if arguments.xlsx:
        reports.write_xlsx(rows, arguments.xlsx, headings, columns)
    if not arguments.csv and not arguments.xlsx:
        table = Table(*(headings[column] for column in columns))
        for row in rows:
            table.add_row(*(_cell(row[column]) for column in columns))
        Console(width=max(160, Console().width)).print(table)
    return 0


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return ": ".join(str(part) for part in value.values() if part)
    return "" if value is None else str(value)


def backup(arguments: argparse.Namespace, settings: Settings) -> int:
    """Everything to one file."""
    print(f"{backups.backup(_store(settings), arguments.file)} rows written to {arguments.file}")
    return 0


def restore(arguments: argparse.Namespace, settings: Settings) -> int:
    """Everything from one file."""
    print(f"{backups.restore(_store(settings), arguments.file, arguments.force)} rows read from {arguments.file}")
    return 0


def purge(arguments: argparse.Namespace, settings: Settings) -> int:
    """What is older than the retention goes."""
    for table, count in erase.purge(_store(settings), settings.retention_days).items():
        print(f"{table}: {count}")
    return 0
