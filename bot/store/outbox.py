"""What waits to be e-mailed to the advisers. Each row has its own mark, so nothing is lost and hardly any doubled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, select, update

from bot.store.plain import iso, now
from bot.store.tables import handover, meta, selection
from bot.store.versions import items_of

if TYPE_CHECKING:
    from bot.store.store import Store

_LEASE = "post"
_BATCH = 500


def new_choices(store: Store) -> list[dict[str, Any]]:
    """The newest version of each line in which something is not sent yet, oldest first.

    `{"reference", "when" (ISO UTC), "role", "unit_name", "actions": [ids], "remarks": how many items carry a note,
    person or quarter, "withdrawn", "known": an earlier version was sent, "rows": to be given to `mark_choices`}`.
    """
    wanted = select(selection).where(selection.c.line.in_(select(selection.c.line).where(selection.c.sent.is_(None))))
    lines: dict[str, list[Any]] = {}
    with store.database.read() as connection:
        for row in connection.execute(wanted.order_by(selection.c.line, selection.c.version)):
            lines.setdefault(row.line, []).append(row)
        items = items_of(connection, [rows[-1].id for rows in lines.values()])
    found = []
    for rows in sorted(lines.values(), key=lambda rows: (rows[-1].created, rows[-1].id)):
        newest = rows[-1]
        chosen = items.get(newest.id, [])
        found.append(
            {
                "reference": newest.reference,
                "when": iso(newest.created),
                "role": newest.role or "",
                "unit_name": newest.unit_name,
                "actions": [item["id"] for item in chosen],
                "remarks": sum(bool(item["note"] or item["person"] or item["quarter"]) for item in chosen),
                "withdrawn": newest.withdrawn,
                "known": any(row.sent is not None for row in rows),
                "rows": [row.id for row in rows if row.sent is None],
            }
        )
    return found


def next_handover(store: Store) -> dict[str, Any] | None:
    """The oldest of what people left and was not sent: `{"row", "reference", "when", "contact", "summary"}`.

    Read one by one, right before sending: what is erased meanwhile does not go out.
    """
    wanted = select(handover).where(handover.c.sent.is_(None)).order_by(handover.c.created, handover.c.id).limit(1)
    with store.database.read() as connection:
        row = connection.execute(wanted).first()
    if row is None:
        return None
    kept = {"reference": row.reference or "", "contact": row.contact, "summary": row.summary}
    return {"row": row.id, "when": iso(row.created), **kept}


def mark_choices(store: Store, rows: Sequence[int]) -> None:
    """These versions were taken by the mail server."""
    _mark(store, selection, rows)


def mark_handover(store: Store, row: int) -> None:
    """This hand-over was taken by the mail server."""
    _mark(store, handover, [row])


def _mark(store: Store, table: Table, rows: Sequence[int]) -> None:
    with store.database.write() as connection:
        for start in range(0, len(rows), _BATCH):  # SQLite takes only so many values in one statement
            wanted = table.c.id.in_(rows[start : start + _BATCH])
            connection.execute(update(table).where(wanted).values(sent=now()))


@contextmanager
def alone(store: Store, seconds: int = 300) -> Iterator[bool]:
    """True for one process at a time (a server, a timer), so that nothing goes out twice; False for the others.

    Whoever dies inside frees the place after so many seconds.
    """
    mine = _take(store, seconds)
    try:
        yield mine is not None
    finally:
        if mine is not None:
            with store.database.write() as connection:
                held = (meta.c.name == _LEASE) & (meta.c.value == mine)
                connection.execute(update(meta).where(held).values(value=""))


def _take(store: Store, seconds: int) -> str | None:
    until = (now() + timedelta(seconds=seconds)).isoformat()
    with store.database.write() as connection:
        connection.execute(store.database.insert_new(meta).values(name=_LEASE, value=""))
        held = connection.scalar(select(meta.c.value).where(meta.c.name == _LEASE).with_for_update())
        if held and datetime.fromisoformat(held) > now():
            return None
        connection.execute(update(meta).where(meta.c.name == _LEASE).values(value=until))
    return until
