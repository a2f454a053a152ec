"""What a turn may consult and do beside the state: knowledge, search, the centre's settings, the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.dialogue.state import Item
from knowledge.base import Base
from nlu.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the journal gives back for a stored version."""

    version: int
    reference: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A stored version of a choice; `own` tells whether this conversation stored it, `when` is aware."""

    items: list[Item]
    version: int
    reference: str
    kb: str
    when: datetime
    channel: str
    own: bool
    unit_kind: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: the action or term it belongs to, which facet, and the statement's words."""

    owner: str  # action id, "term:<slug>" or "tool:<slug>"
    facet: str
    text: str
    source: str | None
    score: float


class TooManyTries(Exception):
    """Too many wrong codes; the user has to wait."""


class Newer(Exception):
    """Someone who shares this choice stored `version` meanwhile; nothing was stored."""

    def __init__(self, version: Version) -> None:
        super().__init__(f"version {version.version} of {version.reference} was stored meanwhile")
        self.version = version


class Journal(Protocol):
    """Durable deeds of a turn, done in the turn's own transaction."""

    def save(
        self, items: Sequence[Item], *, unit_kind: str, unit_name: str, role: str | None, kb: str, expected: int
    ) -> Receipt:
        """Store a new version (an empty one is a withdrawal). Raises Newer when one after `expected` is there."""

    def versions(self) -> Sequence[Version]:
        """All versions of this choice, oldest first, whoever stored them."""

    def content(self, kb: str) -> Mapping[str, Mapping[str, str]]:
        """What the actions looked like when something was stored with this content (see knowledge.changes)."""

    def feedback(self, rating: int, comment: str, about: Mapping[str, Any]) -> None:
        """Keep a thumb (-1, 0, 1) and a comment."""

    def handover(self, contact: str, summary: str) -> str:
        """Leave a summary for an adviser; returns the number under which it waits."""

    def unanswered(self, text: str, kind: str) -> None:
        """Remember (masked) words that ended in `clarify` or `out_of_scope`."""

    def resume(self, code: str) -> Version | None:
        """Find a stored choice by its code; None when there is none. Raises TooManyTries."""

    def erase(self) -> Mapping[str, int]:
        """Erase everything of this conversation; returns rows erased per kind of data."""


@dataclass(frozen=True, slots=True)
class NeedHit:
    """A need of the knowledge base that the message speaks of, and the words that say so."""

    slug: str
    score: float  # 0–1
    words: tuple[str, ...]  # the message's own words that matched


class Search(Protocol):
    """Finds statements, needs and terms by words."""

    def find(self, text: str, limit: int = 3, likely: Mapping[str, float] = ...) -> Sequence[Hit]:
        """Statements, best first; empty when nothing fits."""

    def needs(self, text: str, limit: int = 6) -> Sequence[NeedHit]:
        """Needs that the text describes, best first; empty when none is recognised."""

    def nearest_terms(self, text: str, limit: int = 3) -> Sequence[str]:
        """Slugs of the glossary terms nearest to the text, best first."""

    def term(self, text: str, among: Sequence[str] = ...) -> tuple[str, float]:
        """The term that the text names and how well, 0 to 1; one of `among` unless another is named better."""


@dataclass(frozen=True)
class World:
    """The surroundings of a turn. `centre` holds the centre's settings (name, phone, …) as shown to users."""

    base: Base
    journal: Journal
    search: Search
    now: datetime
    centre: Mapping[str, str] = field(default_factory=dict)
    channel: str = "web"


@dataclass(frozen=True, slots=True)
class Said:
    """One message: the (masked) text, what was understood of it, and whether it came from a channel's own menu."""

    text: str
    understanding: Understanding
    menu: bool = False
