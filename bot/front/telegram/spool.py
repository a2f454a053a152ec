"""Updates that were taken over but not yet answered, kept as small files so that a restart loses none."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from bot.front.telegram.incoming import Incoming

log = logging.getLogger("drogowskaz.telegram")


class Spool:
    """A folder with one file per waiting update (masked text, readable by the owner only); gone once answered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, item: Incoming, sent: int = 0) -> None:
        """Keep it, with how many messages of its answer were sent. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(item.update)
        fresh = path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"item": item.plain(), "sent": sent}, file)
        fresh.replace(path)

    def drop(self, update: int) -> None:
        """It is answered."""
        self._path(update).unlink(missing_ok=True)

    def waiting(self) -> list[tuple[Incoming, int]]:
        """What a former run left, oldest first, with how many messages of each answer were sent."""
        found = []
        for path in self._folder.glob("*.json"):
            try:
                kept = json.loads(path.read_text())
                found.append((Incoming.read(kept["item"]), int(kept["sent"])))
            except (ValueError, KeyError, TypeError):
                log.error("telegram: a waiting update cannot be read and is left out")
                path.unlink(missing_ok=True)
        return sorted(found, key=lambda pair: pair[0].update)

    def _path(self, update: int) -> Path:
        return self._folder / f"{update}.json"
