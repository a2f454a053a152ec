"""Changed content for a running bot: copied aside and checked, taken by Rasa, then by the front door; or not at all."""

from __future__ import annotations

import asyncio

from bot.engine import training
from bot.engine.supervise import Child
from bot.front.renewal import Outcome
from bot.settings import Settings
from knowledge.base import Base, KnowledgeError
from knowledge.replacing import take
from knowledge.shelf import Shelf


class Renewing:
    """One renewal at a time."""

    def __init__(self, settings: Settings, shelf: Shelf, child: Child) -> None:
        self._settings, self._shelf, self._child = settings, shelf, child
        self._alone = asyncio.Lock()

    async def renew(self) -> Outcome:
        """Take what stands in the content folder. With any fault the content in use stays, in both processes."""
        async with self._alone:
            old = self._shelf.base
            try:
                new, folder = await asyncio.to_thread(
                    take, self._settings.content, self._settings.copies, instead_of=old
                )
                if new.version != old.version:
                    await self._child.adopt(folder)
                    self._shelf.put(new)
            except KnowledgeError as error:
                return Outcome(old.version, old.version, list(map(str, error.faults)))
            except (OSError, RuntimeError) as error:
                return Outcome(old.version, old.version, [str(error)])
            return Outcome(new.version, old.version, stale=self._stale(new))

    def _stale(self, base: Base) -> bool:
        return training.model_path(self._settings.models, base).name != self._child.model.name
