"""content: what users would see, and editing it as a workbook or CSV files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from bot.settings import Settings
from knowledge.base import CONTENT, Base, load


def preview(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print an action with all its facets, or an area, or a term, as a user would read it."""
    from actions.preview import shown

    for text in shown(load(), arguments.id, settings.shown):
        print(f"{text}\n")
    return 0


def book(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the reference book that a centre can hand out."""
    from bot.documents.book import write_book

    return _write(write_book, arguments)


def table(arguments: argparse.Namespace, settings: Settings) -> int:
    """Draw the results table; the suffix says how."""
    from bot.documents.table import write_table

    return _write(write_table, arguments)


def _write(make: Callable[[Base, Path], object], arguments: argparse.Namespace) -> int:
    try:
        make(load(), arguments.file)
    except ValueError as error:
        print(f"drogowskaz: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        return _unusable(error)
    print(f"{arguments.file}: {arguments.file.stat().st_size} B")
    return 0


def export(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the content to `file`: a workbook when it ends in .xlsx, else a folder of CSV files."""
    from knowledge.editing import content
    from knowledge.editing.export import to_csv, to_xlsx

    found = content.read(CONTENT)
    try:
        (to_xlsx if arguments.file.suffix.lower() == ".xlsx" else to_csv)(found, arguments.file)
    except OSError as error:
        return _unusable(error)
    print(found.say("done.exported", path=arguments.file))
    return 0


def import_(arguments: argparse.Namespace, settings: Settings) -> int:
    """Show what an edited file changes and write it; with any fault, list all and write nothing (exit code 1)."""
    from knowledge.editing.diff import prepare
    from knowledge.editing.read import EditingError

    try:
        made = prepare(CONTENT, arguments.file)
    except EditingError as error:
        base = load()
        for fault in error.faults:
            place = "where" if fault.row and fault.column else "where_row" if fault.row else "where_sheet"
            print(base.text(
                f"editing.{place}", sheet=fault.sheet, row=fault.row, column=fault.column, message=fault.message
            ))  # fmt: skip
        print(base.text("editing.done.refused", count=len(error.faults)), file=sys.stderr)
        return 1
    for line in made.lines:
        print(line)
    try:
        backup = made.write(settings.data)
    except OSError as error:
        return _unusable(error)
    if backup is None:
        print(made.content.say("done.none"))
        return 0
    print(made.content.say("done.backup", path=backup))
    print(made.content.say("done.written", count=len(made.lines), files=", ".join(made.files)))
    return 0


def _unusable(error: OSError) -> int:
    print(f"drogowskaz: {error.filename}: {error.strerror}", file=sys.stderr)
    return 2
