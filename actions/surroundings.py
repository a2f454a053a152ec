"""What a turn needs around it, made once per process: knowledge, search, store, the centre's settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from actions.journal import LedgerJournal
from bot.dialogue.world import World
from bot.settings import Settings
from bot.store.journal import Ledger
from bot.store.store import Store
from knowledge.base import Base, load
from knowledge.search import Search
from nlu.polish.quantities import counted


def utc() -> datetime:
    """The time now."""
    return datetime.now(UTC)


def lemmas(text: str) -> list[tuple[str, frozenset[str]]]:
    """Words of a text with their folded lemmas, quantities in one form, as `knowledge.search` wants them."""
    return [(token.form, token.lemmas) for token in counted(text)]


@dataclass(frozen=True)
class Surroundings:
    """Everything that outlives a turn."""

    base: Base
    search: Search
    store: Store
    centre: Mapping[str, str]
    clock: Callable[[], datetime] = utc

    @classmethod
    def make(cls, settings: Settings) -> Surroundings:
        """Load the knowledge and open the store. Raises KnowledgeError, StoreUnavailable."""
        base = load(settings.content)
        return cls(base, Search(base, lemmas), Store(settings.database_url, secret=settings.secret), settings.shown)

    def about(self, base: Base) -> Surroundings:
        """The same with another knowledge base."""
        return replace(self, base=base, search=Search(base, lemmas))

    def world(self, ledger: Ledger, channel: str) -> World:
        """The surroundings of one turn."""
        journal = LedgerJournal(ledger, self.base)
        return World(self.base, journal, self.search, self.clock(), self.centre, channel)
