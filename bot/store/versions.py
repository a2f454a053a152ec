"""Reading stored versions of a line.

A version is `{"version", "reference", "created" (ISO UTC), "channel", "role", "unit_kind", "unit_name", "kb",
"withdrawn", "own", "items": [{"id", "note", "person", "quarter"}]}`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, func, select

from bot.store.plain import iso
from bot.store.tables import selection, selection_item


def lock_line(connection: Connection, line: str) -> None:
    """Let one transaction at a time change a line (SQLite has one writer anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(line, 0))))


def newest(connection: Connection, line: str, key: str) -> dict[str, Any] | None:
    """The newest version of a line, or None."""
    row = connection.execute(
        select(selection).where(selection.c.line == line).order_by(selection.c.version.desc()).limit(1)
    ).first()
    return None if row is None else _version(row, items_of(connection, [row.id]).get(row.id, []), key)


def all_of(connection: Connection, line: str, key: str) -> list[dict[str, Any]]:
    """All versions of a line, oldest first."""
    rows = connection.execute(
        select(selection).where(selection.c.line == line).order_by(selection.c.version)
    ).fetchall()
    items = items_of(connection, [row.id for row in rows])
    return [_version(row, items.get(row.id, []), key) for row in rows]


def items_of(connection: Connection, numbers: list[int]) -> dict[int, list[dict[str, str]]]:
    """The items of these selections, each in its order."""
    found: dict[int, list[dict[str, str]]] = {}
    for start in range(0, len(numbers), 500):  # SQLite takes only so many values in one statement
        wanted = selection_item.c.selection.in_(numbers[start : start + 500])
        order = (selection_item.c.selection, selection_item.c.position)
        for row in connection.execute(select(selection_item).where(wanted).order_by(*order)):
            item = {"id": row.action_id, "note": row.note, "person": row.person, "quarter": row.quarter}
            found.setdefault(row.selection, []).append(item)
    return found


def _version(row: Row[Any], items: list[dict[str, str]], key: str) -> dict[str, Any]:
    return {
        "version": row.version,
        "reference": row.reference,
        "created": iso(row.created),
        "channel": row.channel,
        "role": row.role,
        "unit_kind": row.unit_kind,
        "unit_name": row.unit_name,
        "kb": row.kb,
        "withdrawn": row.withdrawn,
        "own": row.conversation == key,
        "items": items,
    }
