"""Calls to Telegram that are tried again: after a 429 when it says so, after a failure with growing pauses."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, NetworkError, RetryAfter

T = TypeVar("T")
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0

log = logging.getLogger("drogowskaz.telegram")


def pause_after(error: Exception, tries: int) -> float:
    """Seconds to wait before trying again; `tries` counts failures so far, from 1."""
    if isinstance(error, RetryAfter):
        wanted = error.retry_after
        return wanted.total_seconds() if isinstance(wanted, timedelta) else float(wanted)
    return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(tries - 1, 10)))


async def insist(call: Callable[[], Awaitable[T]], what: str, most: int | None = None) -> T | None:
    """The result, however often it takes (`most`: give up after so many tries).

    None when Telegram refuses for good: the request is wrong, the person blocked the bot, the chat is gone. A request
    that timed out may have arrived; it is sent again, since a message twice harms less than none.
    """
    tries = 0
    while True:
        try:
            return await call()
        except (BadRequest, Forbidden, ChatMigrated) as error:
            log.warning("telegram refused %s: %s", what, type(error).__name__)
            return None
        except (NetworkError, RetryAfter, Conflict) as error:
            tries += 1
            if most is not None and tries >= most:
                log.warning("telegram: gave up %s: %s", what, type(error).__name__)
                return None
            pause = pause_after(error, tries)
            log.warning("telegram: %s failed (%s), again in %.1f s", what, type(error).__name__, pause)
            await asyncio.sleep(pause)
