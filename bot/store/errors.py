"""What the store may raise; each message is one clear line."""

from __future__ import annotations

from typing import Any


class StoreError(Exception):
    """Anything the store refuses or cannot do."""


class StoreUnavailable(StoreError):
    """The database is locked, unreachable, damaged or has no tables. Nothing of the failed transaction was kept."""


class Stale(StoreError):
    """Someone who shares this line of versions has stored a newer one; `newest` is that version, with its items."""

    def __init__(self, newest: dict[str, Any]) -> None:
        super().__init__(f"a newer version ({newest['version']}) of {newest['reference']} was stored meanwhile")
        self.newest = newest


class TooManyTries(StoreError):
    """Too many wrong resume codes, from this conversation or altogether; `seconds` is how long to wait at most."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many wrong codes: try again within {seconds} s")
        self.seconds = seconds


class BackupError(StoreError):
    """A backup that is damaged, foreign or newer than this program, or a restore into a database that holds data."""
