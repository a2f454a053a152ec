"""The content as users read it, without a conversation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import cast

from bot.dialogue import answers, glossary
from bot.dialogue.context import Turn
from bot.dialogue.state import State
from bot.dialogue.world import Journal, Said, Search, World
from knowledge.base import Base
from knowledge.schema import FACETS
from nlu.understanding import Understanding


def shown(base: Base, wanted: str, centre: Mapping[str, str]) -> Iterator[str]:
    """Paragraphs of an action (with every facet), an area or a term. Raises KeyError for an unknown id."""
    world = World(base, cast(Journal, None), cast(Search, None), datetime.now(UTC), centre)
    turn = Turn(world, State(), Said("", Understanding("")))
    if wanted in base.areas:
        yield from answers.area(turn, wanted).texts
    elif wanted in base.actions:
        yield from answers.action(turn, wanted).texts
        for facet in FACETS:
            yield from answers.facet(turn, wanted, facet).texts
    else:
        yield from glossary.term(turn, wanted, whole=True).texts
