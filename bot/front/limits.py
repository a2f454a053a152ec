"""How fast one conversation, or one address, may go: a token bucket per key, bounded in memory."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable


class Buckets:
    """`burst` at once, then `per_second`; the `most` newest keys are remembered."""

    def __init__(
        self, burst: float, per_second: float, most: int = 20_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst, self._rate, self._most, self._clock = burst, per_second, most, clock
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Whether one more is allowed now."""
        now = self._clock()
        tokens, then = self._kept.pop(key, (self._burst, now))
        tokens = min(self._burst, tokens + (now - then) * self._rate)
        allowed = tokens >= 1
        self._kept[key] = (tokens - 1 if allowed else tokens, now)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return allowed

    def spent(self, key: str) -> bool:
        """Whether nothing is left for this key; takes nothing."""
        tokens, then = self._kept.get(key, (self._burst, 0.0))
        return min(self._burst, tokens + (self._clock() - then) * self._rate) < 1
