"""What advisers and editors read: hand-overs, feedback, and words that found no answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, select

from bot.store import tables
from bot.store.plain import iso, loads

if TYPE_CHECKING:
    from bot.store.store import Store


def handovers(store: Store, since: datetime | None = None) -> list[dict[str, Any]]:
    """`{"created", "reference", "contact", "summary", "sent"}`, oldest first; ISO UTC, `sent` None while it waits.

    `since` is aware.
    """
    found = _read(store, tables.handover, ("reference", "contact", "summary", "sent"), since)
    return [{**row, "sent": row["sent"] and iso(row["sent"])} for row in found]


def feedback(store: Store, since: datetime | None = None) -> list[dict[str, Any]]:
    """`{"created", "rating", "comment", "about"}`, oldest first."""
    found = _read(store, tables.feedback, ("rating", "comment", "about"), since)
    return [{**row, "about": loads(row["about"])} for row in found]


def unanswered(store: Store, since: datetime | None = None) -> list[dict[str, Any]]:
    """`{"created" (to the hour), "text", "kind", "channel"}`, oldest first."""
    return _read(store, tables.unanswered, ("text", "kind", "channel"), since)


def _read(store: Store, table: Table, names: tuple[str, ...], since: datetime | None) -> list[dict[str, Any]]:
    wanted = select(table.c.created, *(table.c[name] for name in names)).order_by(table.c.created, table.c.id)
    if since is not None:
        wanted = wanted.where(table.c.created >= since)
    with store.database.read() as connection:
        return [{**row._mapping, "created": iso(row.created)} for row in connection.execute(wanted)]
