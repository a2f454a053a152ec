"""Erasing a conversation, proving it, and retention."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData, Text, cast, delete, func, inspect, or_, select, update
from sqlalchemy.types import LargeBinary

from bot.store.plain import now
from bot.store.tables import (
    conversation,
    feedback,
    handover,
    history,
    resume_attempt,
    resume_code,
    seen_update,
    selection,
    selection_item,
    turn_log,
    unanswered,
)
from bot.store.versions import lock_line

if TYPE_CHECKING:
    from bot.store.store import Store

OWNED = (turn_log, feedback, handover, history)


def erase_conversation(connection: Connection, key: str, *, keep_selections: bool = False) -> dict[str, int]:
    """Delete all of one conversation; rows deleted by table (only tables that had any).

    With `keep_selections` its versions stay without maker, unit's name, notes and persons. Wrong tries lose their key
    but keep counting for the overall limit. The codes of a line go when nobody is left in it; while others share it,
    they only lose their maker, for they are the others' way back, and nothing of this conversation is left there.
    """
    gone: dict[str, int] = {}
    mine = selection.c.conversation == key
    lines = set(connection.scalars(select(selection.c.line).where(mine).distinct()))
    lines.update(connection.scalars(select(conversation.c.line).where(conversation.c.key == key)))
    for line in sorted(lines):  # always in one order: two erasures never wait for each other
        lock_line(connection, line)

    numbers = select(selection.c.id).where(mine)
    if keep_selections:
        connection.execute(
            update(selection_item).where(selection_item.c.selection.in_(numbers)).values(note="", person="")
        )
        connection.execute(update(selection).where(mine).values(conversation=None, unit_name=""))
    else:
        items = delete(selection_item).where(selection_item.c.selection.in_(numbers))
        _count(gone, "selection_item", connection.execute(items).rowcount)
        _count(gone, "selection", connection.execute(delete(selection).where(mine)).rowcount)
    for table in OWNED:
        _count(gone, table.name, connection.execute(delete(table).where(table.c.conversation == key)).rowcount)
    connection.execute(update(resume_code).where(resume_code.c.conversation == key).values(conversation=None))
    tries = update(resume_attempt).where(resume_attempt.c.conversation == key).values(conversation=None)
    _count(gone, "resume_attempt", connection.execute(tries).rowcount)
    _count(gone, "conversation", connection.execute(delete(conversation).where(conversation.c.key == key)).rowcount)
    for line in sorted(lines):
        if not _peopled(connection, line):
            _count(
                gone, "resume_code", connection.execute(delete(resume_code).where(resume_code.c.line == line)).rowcount
            )
    return gone


def _count(gone: dict[str, int], table: str, number: int) -> None:
    if number:
        gone[table] = gone.get(table, 0) + number


def _peopled(connection: Connection, line: str) -> bool:
    """Whether a conversation is in this line, or someone known stored a version of it."""
    joined = select(conversation.c.key).where(conversation.c.line == line).limit(1)
    stored = select(selection.c.id).where(selection.c.line == line, selection.c.conversation.is_not(None)).limit(1)
    return connection.scalar(joined) is not None or connection.scalar(stored) is not None


def rows_of(store: Store, key: str) -> dict[str, int]:
    """The proof: rows that hold the key in any column of any table of this database, Rasa's too; only non-zero ones."""
    found: dict[str, int] = {}
    with store.database.read() as connection:
        everything = MetaData()
        everything.reflect(connection)
        for table in everything.sorted_tables:
            columns = [column for column in table.columns if not isinstance(column.type, LargeBinary)]
            holds = or_(*(cast(column, Text).contains(key, autoescape=True) for column in columns))
            count = connection.scalar(select(func.count()).select_from(table).where(holds)) or 0
            if count:
                found[table.name] = count
    return found


def purge(store: Store, days: int, *, keep_selections: bool = False, moment: datetime | None = None) -> dict[str, int]:
    """Retention: delete conversations untouched for `days` days with all that hangs on them, and what is that old.

    Returns rows deleted by table. `keep_selections` leaves stored versions without maker, name, notes and persons.
    Rasa's `events` older than that go too, if that table is here. Raises ValueError for days < 1.
    """
    if days < 1:
        raise ValueError("days must be at least 1")
    edge = (moment or now()) - timedelta(days=days)
    gone: dict[str, int] = {}
    with store.database.read() as connection:
        old = list(connection.scalars(select(conversation.c.key).where(conversation.c.updated < edge)))
    for key in old:  # one transaction each: people who are talking do not wait for the broom
        with store.database.write() as connection:
            untouched = select(conversation.c.key).where(conversation.c.key == key, conversation.c.updated < edge)
            if connection.scalar(untouched.with_for_update()) is None:
                continue
            for table, number in erase_conversation(connection, key, keep_selections=keep_selections).items():
                _count(gone, table, number)
    with store.database.write() as connection:
        for dated in (turn_log, unanswered, resume_attempt, seen_update):
            _count(gone, dated.name, connection.execute(delete(dated).where(dated.c.created < edge)).rowcount)
        if inspect(connection).has_table("events"):
            events = MetaData()
            events.reflect(connection, only=["events"])
            dead = delete(events.tables["events"]).where(events.tables["events"].c.timestamp < edge.timestamp())
            _count(gone, "events", connection.execute(dead).rowcount)
    store.database.scrub()
    return gone
