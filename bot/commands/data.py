"""report, backup, restore, purge: the recorded data."""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.table import Table

from bot.settings import Settings
from bot.store import backup as backups
from bot.store import erase
from bot.store import report as reports
from bot.store.store import Store
from knowledge.base import load


def _store(settings: Settings) -> Store:
    store = Store(settings.database_url, secret=settings.secret)
    store.migrate()
    return store


def report(arguments: argparse.Namespace, settings: Settings) -> int:
    """The recorded choices as a table, CSV or XLSX."""
    headings = {
        key.removeprefix("report."): str(text) for key, text in load().texts.items() if key.startswith("report.")
    }
    rows = reports.rows(_store(settings))
    if arguments.csv:
        reports.write_csv(rows, arguments.csv, headings)
    if arguments.xlsx:
        reports.write_xlsx(rows, arguments.xlsx, headings)
    if not arguments.csv and not arguments.xlsx:
        table = Table(*(headings.values()))
        for row in rows:
            table.add_row(*(_cell(row.get(name, "")) for name in headings))
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
