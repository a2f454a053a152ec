"""Rasa's tracker store in our database: loads only the newest events, appends only new ones, erases for good."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import bot.engine.prepare  # noqa: F401  (before rasa)
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import ActionExecuted, BotUttered, Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.store.engine import Database

NEWEST = 8
"""Events loaded per turn; rules look at the last message only, lasting state is ours."""


class TrackerStore(SQLTrackerStore):
    """Events of the last few turns, in the same database as everything else.

    A turn costs the same however long the conversation is. When a turn has erased the conversation (its reply says
    so), `save` deletes all its events and stores none of the turn.
    """

    def __init__(self, domain: Any = None, host: str | None = None, event_broker: Any = None, **kwargs: Any) -> None:
        super().__init__(domain=domain, host=host, event_broker=event_broker, **kwargs)
        self.engine.dispose()
        self.database = Database(str(host or "sqlite://"))  # the same settings and the same queue as all our tables
        self.engine = self.database.engine

    @staticmethod
    def get_db_url(dialect: str = "sqlite", host: str | None = None, *args: Any, **kwargs: Any) -> sa.engine.URL:
        """The one database setting, given as `url` of the endpoint (Rasa passes it as host)."""
        return sa.engine.make_url(host or "sqlite://")

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker with the newest events, from an action_listen on; None for an unknown conversation."""
        table = self.SQLEvent.__table__
        query = sa.select(table.c.data).where(table.c.sender_id == sender_id).order_by(table.c.id.desc()).limit(NEWEST)
        with self.database.read() as connection:
            rows = [json.loads(row[0]) for row in connection.execute(query)]
        if not rows or not self.domain:
            return None
        rows.reverse()
        if len(rows) == NEWEST:  # cut in the middle of a turn: begin where the bot was listening
            first = next((n for n, row in enumerate(rows) if row.get("name") == "action_listen"), 0)
            rows = rows[first:]
        tracker = DialogueStateTracker.from_dict(sender_id, rows, self.domain.slots)
        tracker.stored_events = len(tracker.events)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new since `retrieve`, or erase everything when the turn erased the conversation."""
        known = getattr(tracker, "stored_events", 0)
        fresh = list(tracker.events)[known:]
        # In a thread: waiting for another turn's transaction must not stop the loop that all turns share.
        await asyncio.to_thread(self._write, tracker.sender_id, fresh)
        tracker.stored_events = len(tracker.events)

    def _write(self, sender_id: str, fresh: list[Event]) -> None:
        table = self.SQLEvent.__table__
        erased = any(_erases(event) for event in fresh)
        with self.database.write() as connection:
            if erased:
                connection.execute(table.delete().where(table.c.sender_id == sender_id))
            elif fresh:
                connection.execute(table.insert(), [_row(sender_id, event) for event in fresh])
        if erased:
            self.database.scrub()


def _erases(event: Event) -> bool:
    if not isinstance(event, BotUttered):
        return False
    custom = (event.data or {}).get("custom") or {}
    return "erased" in (custom.get("extras") or {})


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    parsed = data.get("parse_data")
    if parsed:  # what was understood can be computed again; it need not be kept
        data["parse_data"] = {key: parsed[key] for key in ("intent", "entities", "text") if key in parsed}
    custom = (data.get("data") or {}).get("custom")
    if custom:
        data["data"] = {"custom": {"card": custom.get("card")}}
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": (parsed or {}).get("intent", {}).get("name"),
        "action_name": event.action_name if isinstance(event, ActionExecuted) else None,
        "data": json.dumps(data),
    }
