"""One turn is one transaction: lock the conversation, answer once, keep state and reply together."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.store.codes import Limits
from bot.store.engine import Database
from bot.store.errors import StoreUnavailable
from bot.store.journal import Ledger
from bot.store.plain import dumps, loads, now, short
from bot.store.tables import conversation, turn_log

KEPT = 50  # replies remembered per conversation, for messages that come twice

_OWN = conversation.c.key == bindparam("own")
_FIND = (
    select(conversation.c.state, conversation.c.line, conversation.c.role, conversation.c.kb)
    .where(_OWN)
    .with_for_update()
)
_STATE = select(conversation.c.state).where(_OWN)
_WRITE = (
    update(conversation)
    .where(_OWN)
    .values({name: bindparam(f"new_{name}") for name in ("state", "channel", "role", "kb", "updated")})
)
_ANSWERED = select(turn_log.c.reply).where(turn_log.c.conversation == bindparam("own"))
_ANSWERED = _ANSWERED.where(turn_log.c.message_id == bindparam("message"))
_LOG = insert(turn_log)
_OLDEST_KEPT = (
    select(turn_log.c.id)
    .where(turn_log.c.conversation == bindparam("own"))
    .order_by(turn_log.c.id.desc())
    .offset(KEPT)
    .limit(1)
    .scalar_subquery()
)
_TRIM = delete(turn_log).where(turn_log.c.conversation == bindparam("own"), turn_log.c.id <= _OLDEST_KEPT)


@dataclass(frozen=True, slots=True)
class TurnResult:
    """What a turn leaves behind. `state=None`: the conversation was erased; role None and kb "" change nothing."""

    state: dict[str, Any] | None
    reply: dict[str, Any]
    role: str | None = None
    kb: str = ""


Work = Callable[[dict[str, Any] | None, Ledger], TurnResult]


def turn(
    database: Database, key: str, message_id: str | None, channel: str, work: Work, *, secret: bytes, limits: Limits
) -> dict[str, Any]:
    """See Store.turn."""
    message = None if message_id is None else short(message_id)
    with database.write() as connection:
        moment = now()
        row = _lock(database, connection, key, channel, moment)
        if message is not None:
            known = connection.scalar(_ANSWERED, {"own": key, "message": message})
            if known is not None:
                return _reply(known)
        ledger = Ledger(
            database,
            connection,
            key=key,
            channel=channel,
            line=row.line,
            now=moment,
            secret=secret,
            limits=limits,
        )
        result = work(None if row.state is None else loads(row.state), ledger)
        reply = dumps(result.reply)
        if result.state is None:
            ledger.erase()
        else:
            if ledger.erased:
                row = _lock(database, connection, key, channel, moment)
            kept = {
                "new_state": dumps(result.state),
                "new_channel": channel,
                "new_role": result.role or row.role,
                "new_kb": result.kb or row.kb,
                "new_updated": moment,
            }
            connection.execute(_WRITE, {"own": key, **kept})
            if message is not None:
                connection.execute(
                    _LOG, {"conversation": key, "message_id": message, "reply": reply, "created": moment}
                )
                connection.execute(_TRIM, {"own": key})
    if ledger.durable:
        database.sync()
    if ledger.erased:
        database.scrub()
    return _reply(reply)


def state(connection: Connection, key: str) -> dict[str, Any] | None:
    """The state as last committed."""
    return _plain(connection.scalar(_STATE, {"own": key}))


def _lock(database: Database, connection: Connection, key: str, channel: str, moment: datetime) -> Row[Any]:
    """The conversation's row, locked; made if it is not there. Another turn may make or erase it at the same time."""
    for _ in range(10):
        row = connection.execute(_FIND, {"own": key}).first()
        if row is not None:
            return row
        fresh = {"state": None, "kb": "", "line": secrets.token_hex(16), "created": moment, "updated": moment}
        connection.execute(database.insert_new(conversation).values(key=key, channel=channel, **fresh))
    raise StoreUnavailable(f"the database {database.name} is unavailable: the conversation is erased again and again")


def _reply(text: str) -> dict[str, Any]:
    """The reply as it was stored, so that the first answer and a repeated one are equal."""
    reply: dict[str, Any] = loads(text)
    return reply


def _plain(text: str | None) -> dict[str, Any] | None:
    return None if text is None else _reply(text)
