"""One line per chat: its updates are answered one after another in Telegram's order, chats beside each other."""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections.abc import Awaitable, Callable

from bot.front.telegram.incoming import Incoming
from bot.front.telegram.spool import Spool
from bot.store.errors import StoreUnavailable
from bot.store.store import Store

SETTLE = 0.3
"""Seconds to wait for an earlier update when the numbers show a gap (webhook calls may overtake one another)."""

log = logging.getLogger("drogowskaz.telegram")
Answer = Callable[[Incoming, int], Awaitable[None]]


class Queue:
    """Takes updates over once and for all, and hands them to `answer(item, sent)`."""

    def __init__(self, store: Store, spool: Spool, answer: Answer, settle: float = SETTLE) -> None:
        self._store, self._spool, self._answer, self._settle = store, spool, answer, settle
        self._lines: dict[int, list[tuple[int, float, Incoming, int]]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._held: set[int] = set()
        self._newest = 0

    def resume(self) -> None:
        """Go on with what a former run left."""
        for item, sent in self._spool.waiting():
            if item.update not in self._held:
                self._enter(item, sent, 0.0)

    async def accept(self, item: Incoming) -> bool:
        """Take it over: once this returned, it will be answered, whatever happens. False: it came before.

        Raises StoreUnavailable or OSError when it cannot be taken over now; Telegram repeats it then.
        """
        if item.update in self._held:
            return False
        self._held.add(item.update)
        try:
            self._spool.put(item)
            fresh = await asyncio.to_thread(self._store.first_sight, item.update)
        except (StoreUnavailable, OSError):
            self._held.discard(item.update)
            self._spool.drop(item.update)
            raise
        if not fresh:
            self._held.discard(item.update)
            self._spool.drop(item.update)
            return False
        gap = bool(self._newest) and item.update > self._newest + 1
        self._newest = max(self._newest, item.update)
        self._enter(item, 0, asyncio.get_running_loop().time() + self._settle if gap else 0.0)
        return True

    async def idle(self) -> None:
        """Until nothing waits."""
        while self._workers:
            await asyncio.wait(set(self._workers.values()))

    async def aclose(self) -> None:
        """Stop; what is unanswered stays in the spool."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    def _enter(self, item: Incoming, sent: int, ripe: float) -> None:
        self._held.add(item.update)
        heapq.heappush(self._lines.setdefault(item.chat, []), (item.update, ripe, item, sent))
        if item.chat not in self._workers:
            self._workers[item.chat] = asyncio.create_task(self._work(item.chat))

    async def _work(self, chat: int) -> None:
        loop = asyncio.get_running_loop()
        line = self._lines[chat]
        try:
            while line:
                early = line[0][1] - loop.time()
                if early > 0:
                    await asyncio.sleep(early)  # an earlier one may come meanwhile: look again
                    if line[0][1] > loop.time():
                        continue
                update, _, item, sent = heapq.heappop(line)
                try:
                    await self._answer(item, sent)
                except Exception as error:  # one update must not stop the chat
                    log.error("telegram: an update failed: %s", type(error).__name__, exc_info=True)
                self._spool.drop(update)
                self._held.discard(update)
        finally:
            del self._workers[chat], self._lines[chat]
