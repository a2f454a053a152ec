"""The ledger of one turn: everything durable a turn may do beside its state, in the turn's own transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, Text, bindparam, cast, insert, select, update

from bot.store import codes, versions
from bot.store.engine import Database
from bot.store.erase import erase_conversation
from bot.store.errors import Stale
from bot.store.plain import clean, dumps, iso
from bot.store.tables import (
    conversation,
    feedback,
    handover,
    meta,
    resume_code,
    selection,
    selection_item,
    unanswered,
)
from bot.store.transcript import add as add_history

_WRITE_ITEMS = insert(selection_item)
_JOIN = update(conversation).where(conversation.c.key == bindparam("own")).values(line=bindparam("joined"))


class Ledger:
    """Handed to a turn's `work`; valid only inside it. Nothing is kept unless the turn is committed."""

    def __init__(
        self,
        database: Database,
        connection: Connection,
        *,
        key: str,
        channel: str,
        line: str,
        now: datetime,
        secret: bytes,
        limits: codes.Limits,
    ) -> None:
        self._database = database
        self._connection = connection
        self._key = key
        self._channel = channel
        self._now = now
        self._secret = secret
        self._limits = limits
        self.line = line  # the line of versions this conversation writes to
        self.erased = False
        self.durable = False  # something was done that the user will be told has happened

    def save_selection(
        self,
        items: Sequence[Mapping[str, Any]],
        *,
        unit_kind: str = "",
        unit_name: str = "",
        role: str | None = None,
        kb: str = "",
        withdrawn: bool = False,
        expected_version: int | None = None,
    ) -> dict[str, Any]:
        """Store the next version of this line; items are `{"id", "note", "person", "quarter"}` (only id is required).

        Returns `{"version": int, "reference": "D-2026-000123", "created": ISO UTC}`; the reference stays the same for
        all versions of a line. Raises Stale when `expected_version` is given and the line has a newer one.
        """
        versions.lock_line(self._connection, self.line)
        newest = versions.newest(self._connection, self.line, self._key)
        if newest is not None and expected_version is not None and newest["version"] > expected_version:
            raise Stale(newest)
        version = newest["version"] + 1 if newest else 1
        reference = newest["reference"] if newest else self._next_number("reference", "D")
        row = {
            "conversation": self._key,
            "line": self.line,
            "version": version,
            "reference": reference,
            "created": self._now,
            "channel": self._channel,
            "role": role,
            "unit_kind": clean(unit_kind),
            "unit_name": clean(unit_name),
            "kb": kb,
            "withdrawn": withdrawn,
        }
        number = self._connection.execute(insert(selection).values(row)).inserted_primary_key
        assert number is not None
        if items:
            rows = [
                {
                    "selection": number[0],
                    "position": position,
                    "action_id": item["id"],
                    "note": clean(item.get("note") or ""),
                    "person": clean(item.get("person") or ""),
                    "quarter": clean(item.get("quarter") or ""),
                }
                for position, item in enumerate(items, 1)
            ]
            self._connection.execute(_WRITE_ITEMS, rows)
        self.durable = True
        return {"version": version, "reference": reference, "created": iso(self._now)}

    def _next_number(self, counter: str, letter: str) -> str:
        """The next number of this year. The counter is never set back, so a number is never given twice."""
        year = self._now.year
        count = self._database.insert(meta).values(name=f"{counter}:{year}", value="1")
        count = count.on_conflict_do_update(
            index_elements=[meta.c.name], set_={"value": cast(cast(meta.c.value, Integer) + 1, Text)}
        )
        number = self._connection.scalar(count.returning(meta.c.value))
        return f"{letter}-{year}-{int(number or 0):06d}"

    def newest(self) -> dict[str, Any] | None:
        """The newest version of this line with its items (see versions.Version), or None."""
        return versions.newest(self._connection, self.line, self._key)

    def history(self) -> list[dict[str, Any]]:
        """All versions of this line, oldest first; `own` tells whether this conversation stored it."""
        return versions.all_of(self._connection, self.line, self._key)

    def keep_content(self, kb: str, content: Mapping[str, Any]) -> None:
        """Keep what the content of this version looked like (any JSON value), so that a return can be compared."""
        new = self._database.insert_new(meta).values(name=f"content:{kb}", value=dumps(dict(content)))
        self._connection.execute(new)

    def content(self, kb: str) -> dict[str, Any]:
        """What was kept of this version of the content; empty when nothing was."""
        kept = self._connection.scalar(select(meta.c.value).where(meta.c.name == f"content:{kb}"))
        found: dict[str, Any] = json.loads(kept) if kept else {}
        return found

    def add_feedback(self, rating: int, comment: str = "", about: Mapping[str, Any] | None = None) -> None:
        """Keep a thumb (-1, 0, 1), a comment (masked) and what it is about."""
        row = {"rating": rating, "comment": clean(comment), "about": dumps(dict(about or {}))}
        self._connection.execute(insert(feedback).values(conversation=self._key, created=self._now, **row))

    def add_handover(self, contact: str, summary: str) -> str:
        """Leave a summary and a contact for an adviser; returns its number, "P-2026-000012"."""
        number = self._next_number("handover", "P")
        row = {"contact": clean(contact), "summary": clean(summary), "reference": number}
        self._connection.execute(insert(handover).values(conversation=self._key, created=self._now, **row))
        self.durable = True
        return number

    def note_unanswered(self, text: str, kind: str) -> None:
        """Keep (masked) words that found no answer. The time is kept to the hour, so that it points at nobody."""
        hour = self._now.replace(minute=0, second=0, microsecond=0)
        row = {"text": clean(text), "kind": kind, "channel": self._channel, "created": hour}
        self._connection.execute(insert(unanswered).values(row))

    def note(self, who: str, content: Any) -> None:
        """Add a message ("user" or "bot", any JSON value, masked) to what the page shows when it is reloaded."""
        add_history(self._connection, self._key, who, content, self._now)

    def new_code(self, code: str) -> bool:
        """Let this code lead to this line. False when the code is in use already: make another one."""
        row = {"digest": self._digest(code), "line": self.line}
        new = self._database.insert_new(resume_code).values(conversation=self._key, created=self._now, **row)
        self.durable = True
        return self._connection.scalar(new.returning(resume_code.c.digest)) is not None

    def resolve_code(self, code: str) -> dict[str, Any] | None:
        """Join this conversation to the line a code leads to; its newest version and `line`, or None if unknown.

        Raises TooManyTries when too many wrong codes were given, by this conversation or by all together.
        """
        codes.check_tries(self._connection, self._key, self._limits, self._now)
        known = select(resume_code.c.line).where(resume_code.c.digest == self._digest(code))
        line = self._connection.scalar(known)
        if line is not None:
            versions.lock_line(self._connection, line)
            line = self._connection.scalar(known)  # it may have been erased while the lock was waited for
        newest = versions.newest(self._connection, line, self._key) if line is not None else None
        if line is None or newest is None:
            codes.count_wrong(self._connection, self._key, self._limits, self._now)
            return None
        self._connection.execute(_JOIN, {"own": self._key, "joined": line})
        self.line = line
        return {**newest, "line": line}

    def _digest(self, code: str) -> str:
        """What stands for a code; keyed by the given secret, else by a random one kept in the database."""
        if self._secret:
            return codes.digest(self._secret, code)
        fresh = self._database.insert_new(meta).values(name="code_secret", value=secrets.token_hex(32))
        self._connection.execute(fresh)
        kept = self._connection.scalar(select(meta.c.value).where(meta.c.name == "code_secret"))
        return codes.digest(str(kept).encode(), code)

    def erase(self) -> dict[str, int]:
        """Delete everything of this conversation in all our tables; rows deleted by table.

        Versions that others stored in a shared line stay theirs. Texts in `unanswered` carry no key and stay.
        """
        gone = erase_conversation(self._connection, self._key)
        self.erased = True
        self.durable = True
        return gone
