"""What was said, masked, so that a reloaded page can show it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.store.plain import dumps, iso, loads
from bot.store.tables import history

KEPT = 200

_ADD = insert(history)
_OLDEST_KEPT = (
    select(history.c.id)
    .where(history.c.conversation == bindparam("owner"))
    .order_by(history.c.id.desc())
    .offset(KEPT)
    .limit(1)
    .scalar_subquery()
)
_TRIM = delete(history).where(history.c.conversation == bindparam("owner"), history.c.id <= _OLDEST_KEPT)
_READ = select(history).where(history.c.conversation == bindparam("owner")).order_by(history.c.id)


def add(connection: Connection, key: str, who: str, content: Any, now: datetime) -> None:
    """Append one message and drop what is older than the newest 200."""
    connection.execute(_ADD, {"conversation": key, "who": who, "content": dumps(content), "created": now})
    connection.execute(_TRIM, {"owner": key})


def read(connection: Connection, key: str) -> list[dict[str, Any]]:
    """`{"who", "content", "created"}` of the newest 200 messages, oldest first."""
    rows = connection.execute(_READ, {"owner": key})
    return [{"who": row.who, "content": loads(row.content), "created": iso(row.created)} for row in rows]
