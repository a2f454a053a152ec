"""Every question of `benchmarks/answers.yml` about the content, with the card that answers it rightly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.base import Base
from knowledge.schema import FACETS

WORDINGS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("answers.yml").read_text("utf-8"))
BY_ID, BY_NAME, CONTEXT = "by_id", "by_name", "context"
WAYS = (BY_ID, BY_NAME, CONTEXT)


@dataclass(frozen=True, slots=True)
class Question:
    """What is said in a new conversation, the last line being judged, and the card wanted: kind, ids and facet."""

    way: str
    about: str
    said: tuple[str, ...]
    kind: str
    facet: str | None = None

    def wrong(self, card: dict[str, Any]) -> str:
        """What is wrong with a card; nothing when it is right."""
        got = (card["kind"], list(card["ids"]), card["facet"])
        want = (self.kind, [self.about], self.facet)
        return "" if got == want else f"{got[0]} {', '.join(got[1])} {got[2] or ''}".strip()


def facets(base: Base) -> Iterator[Question]:
    """All twelve facets of all actions, in every way and wording."""
    for facet in FACETS:
        for way in WAYS:
            for wording in WORDINGS["facets"][facet][way]:
                for action in base.actions.values():
                    said = wording.format(id=action.id, name=action.name, gen=action.name_gen)
                    before = (f"pokaż {action.id}",) if way == CONTEXT else ()
                    yield Question(way, action.id, (*before, said), "facet", facet)


def terms(base: Base, aliases: int | None = 1) -> Iterator[Question]:
    """All terms by name, and by so many of their other names (all of them for None)."""
    for slug, term in base.terms.items():
        for way, names in ((BY_NAME, [term.name]), ("by_alias", term.aliases[:aliases])):
            for wording in WORDINGS["terms"][way]:
                for name in names:
                    yield Question(way, slug, (wording.format(name=name),), "glossary")
