"""Delivering what waits: each thing is marked as sent only after the mail server took it."""

from __future__ import annotations

import asyncio
import logging

from bot.post import letters
from bot.post.mail import PostError, connected
from bot.settings import Settings
from bot.store import outbox
from bot.store.errors import StoreUnavailable
from bot.store.store import Store
from knowledge.base import Base
from knowledge.shelf import Shelf

EVERY = 30.0
"""Seconds between two looks at what people left."""
LONGEST = 600.0
"""Seconds between two tries while the mail server fails."""

log = logging.getLogger("drogowskaz.post")


def handovers(settings: Settings, base: Base, store: Store) -> int:
    """Send what people left for advisers; how many went. Raises PostError (the rest waits), StoreUnavailable."""
    if outbox.next_handover(store) is None:
        return 0
    count = 0
    with outbox.alone(store) as ours:
        if not ours:
            return 0
        with connected(settings) as mail:
            while (row := outbox.next_handover(store)) is not None:
                mail.send(letters.handover(base, row, settings.shown))
                outbox.mark_handover(store, row["row"])
                count += 1
    return count


def digest(settings: Settings, base: Base, store: Store) -> int:
    """Send the choices stored since the last digest, if any; how many. Raises PostError, StoreUnavailable."""
    with outbox.alone(store) as ours:
        choices = outbox.new_choices(store) if ours else []
        if not choices:
            return 0
        with connected(settings) as mail:
            mail.send(letters.digest(base, choices, settings.shown))
        outbox.mark_choices(store, [number for row in choices for number in row["rows"]])
    return len(choices)


class Postman:
    """A task beside the conversations that sends what people left; whatever fails, it tries again later."""

    def __init__(self, settings: Settings, shelf: Shelf, store: Store, *, every: float = EVERY) -> None:
        self._settings, self._shelf, self._store, self._every = settings, shelf, store, every
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, where a mail server is set."""
        if self._settings.smtp_host:
            self._task = asyncio.create_task(self._run())

    async def aclose(self) -> None:
        """Stop. What was not sent waits for the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        pause = self._every
        while True:
            try:
                await asyncio.to_thread(handovers, self._settings, self._shelf.base, self._store)
                pause = self._every
            except (PostError, StoreUnavailable) as error:
                pause = min(pause * 2, LONGEST)
                log.warning("post: %s; again in %.0f s", error, pause)
            await asyncio.sleep(pause)
