"""Where the knowledge base in use stands. It is never changed, only replaced by another, whole."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from knowledge.base import Base

T = TypeVar("T")


class Shelf:
    """Whoever outlives a turn asks here for `base` each time, so that all of them see a new one at once."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self._watchers: list[Callable[[], None]] = []

    def put(self, base: Base) -> None:
        """Replace the base in use, and tell those who watch."""
        self.base = base
        for told in self._watchers:
            told()

    def watch(self, told: Callable[[], None]) -> None:
        """Call `told` after each replacement."""
        self._watchers.append(told)


class Made(Generic[T]):
    """Something made of the base in use: once, when first asked for, and anew when another base stands there."""

    def __init__(self, shelf: Shelf, make: Callable[[Base], T]) -> None:
        self._shelf, self._make = shelf, make
        self._kept: tuple[Base, T] | None = None
        self._lock = Lock()

    def get(self) -> T:
        """The thing; safe to ask from many threads."""
        base = self._shelf.base
        with self._lock:
            if self._kept is None or self._kept[0] is not base:
                self._kept = base, self._make(base)
            return self._kept[1]
