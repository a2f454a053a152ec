"""The store: what the rest of the program calls."""

from __future__ import annotations

from datetime import timedelta
from types import TracebackType
from typing import Any, Self

from sqlalchemy import delete, select

from bot.store import schema, transcript, turns
from bot.store.codes import Limits
from bot.store.engine import BUSY_MS, Database
from bot.store.plain import now
from bot.store.tables import conversation, seen_update


class Store:
    """Conversations, their journal and all that hangs on them, in one SQLite file or one PostgreSQL database.

    `url`: "sqlite:///path" or "postgresql://user:password@host:port/name". `secret` keys the digests of resume codes;
    without it a random one is kept in the database. Safe to share between threads and between processes.
    Everything may raise StoreUnavailable.
    """

    def __init__(self, url: str, *, secret: str = "", limits: Limits | None = None, busy_ms: int = BUSY_MS) -> None:
        self.database = Database(url, busy_ms=busy_ms)
        self._limits = limits or Limits()
        self._secret = secret.encode()

    def __enter__(self) -> Self:
        """For `with Store(url) as store`."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Close."""
        self.close()

    def migrate(self) -> None:
        """Bring the tables to the newest version; quick when there is nothing to do."""
        schema.migrate(self.database)

    def close(self) -> None:
        """Give all connections back."""
        self.database.close()

    def ping(self) -> None:
        """Raise StoreUnavailable unless the database answers and has our tables."""
        with self.database.read() as connection:
            connection.execute(select(conversation.c.key).limit(1)).all()

    def turn(self, key: str, message_id: str | None, channel: str, work: turns.Work) -> dict[str, Any]:
        """Answer one message in one transaction, and only once.

        The conversation is locked; if `message_id` was answered before, the stored reply is returned and `work` is not
        called. Else `work(state, ledger)` is called (state None: a new conversation), its state and reply are stored
        and committed, and the reply returned. If `work` raises, nothing is kept. `work` must not call the store.
        """
        return turns.turn(self.database, key, message_id, channel, work, secret=self._secret, limits=self._limits)

    def state(self, key: str) -> dict[str, Any] | None:
        """The state as last committed, or None when there is no such conversation."""
        with self.database.read() as connection:
            return turns.state(connection, key)

    def history(self, key: str) -> list[dict[str, Any]]:
        """The newest 200 messages, `{"who": "user"|"bot", "content": JSON, "created": ISO UTC}`, oldest first."""
        with self.database.read() as connection:
            return transcript.read(connection, key)

    def remember(self, key: str, who: str, content: Any) -> bool:
        """Add a (masked) message to the history of a conversation; False, and nothing kept, when there is none."""
        with self.database.write() as connection:
            # Locked, so that an erasure at the same time leaves nothing behind.
            there = select(conversation.c.key).where(conversation.c.key == key).with_for_update()
            if connection.scalar(there) is None:
                return False
            transcript.add(connection, key, who, content, now())
        return True

    def first_sight(self, update_id: int) -> bool:
        """True once for each Telegram update id, however often and wherever it is asked."""
        moment = now()
        with self.database.write() as connection:
            # Telegram stops repeating an update after a day.
            connection.execute(delete(seen_update).where(seen_update.c.created < moment - timedelta(days=7)))
            new = self.database.insert_new(seen_update).values(update_id=update_id, created=moment)
            return connection.scalar(new.returning(seen_update.c.update_id)) is not None
