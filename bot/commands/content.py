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

    for text in shown(load(settings.content), arguments.id, settings.shown):
        print(f"{text}\n")
    return 0


def book(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write the reference book that a centre can hand out."""
    from bot.documents.book import write_book

    return _write(write_book, arguments, settings)


def table(arguments: argparse.Namespace, settings: Settings) -> int:
    """Draw the results table; the suffix says how."""
    from bot.documents.table import write_table

    return _write(write_table, arguments, settings)


def _write(make: Callable[[Base, Path], object], arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        make(load(settings.content), arguments.file)
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

    found = content.read(settings.content)
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
        made = prepare(settings.content, arguments.file)
    except EditingError as error:
        base = load(settings.content)
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


def reload(arguments: argparse.Namespace, settings: Settings) -> int:
    """Have the running bot take the content as it stands now; exit code 1 when it refuses, 9 when no bot answers."""
    import httpx

    from bot.front import renewal
    from knowledge.editing import content
    from knowledge.editing.diff import compared

    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 (asked, not bound)
    address = f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
    try:
        with httpx.Client(trust_env=False, timeout=120) as client:
            answer = client.post(f"{address}{renewal.PATH}", headers=renewal.show_pass(settings))
        if answer.status_code not in (200, 409):
            raise httpx.HTTPError(str(answer.status_code))
        outcome = renewal.Outcome(**answer.json())
    except (httpx.HTTPError, ValueError, TypeError):
        print(load(CONTENT).text("editing.reload.nobody", address=address), file=sys.stderr)
        return 9
    base = load(settings.copies / outcome.kb)
    if outcome.faults:
        for fault in outcome.faults:
            print(fault)
        print(base.text("editing.reload.refused", count=len(outcome.faults), kb=outcome.kb), file=sys.stderr)
        return 1
    if outcome.kb != outcome.before:
        old, new = (content.read(settings.copies / version) for version in (outcome.before, outcome.kb))
        for line in compared(old, new.records):
            print(line)
    print(base.text(f"editing.reload.{'same' if outcome.kb == outcome.before else 'done'}", kb=outcome.kb))
    if outcome.stale:
        print(base.text("editing.reload.stale"))
    return 0


def _unusable(error: OSError) -> int:
    print(f"drogowskaz: {error.filename}: {error.strerror}", file=sys.stderr)
    return 2
