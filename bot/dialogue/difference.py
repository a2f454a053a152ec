"""Two words of the glossary asked for their difference: "czym się różni działalność odpłatna od gospodarczej"."""

from __future__ import annotations

import re

from bot.dialogue import glossary
from bot.dialogue.context import Turn
from bot.dialogue.named import named_things
from bot.dialogue.reply import Reply
from bot.dialogue.world import Search

ASKED = re.compile(r"\br[oó][zż]ni\w*(?:\s+si[eę])?(?:\s+(?:po)?mi[eę]dzy)?\s*")
BETWEEN = re.compile(r"\s+(?:od|a|i|oraz|czy|ni[zż])\s+")
SURE = 0.75
"""How much of a term's name a side must say."""


def asked(turn: Turn) -> Reply | None:
    """Both terms side by side; None when no difference is asked, or when it is one of actions or areas."""
    found = ASKED.search(turn.u.repaired)
    things = named_things(turn)
    if found is None or things.actions_by_id or len(things.actions) > 1 or len(things.areas) > 1:
        return None
    after, before = turn.u.repaired[found.end() :], turn.u.repaired[: found.start()]
    slugs = _sides(turn.world.search, after) or _sides(turn.world.search, before)
    return glossary.compare(turn, slugs) if slugs else None


def _sides(search: Search, text: str) -> list[str]:
    sides = BETWEEN.split(text.strip(" ?.!,-–"))
    if len(sides) != 2:
        return []
    left, right = (side.strip(" ?.!,-–") for side in sides)
    head = left.split()[0] if left else ""
    first = _term(search, left)
    second = _term(search, right, f"{head} {right}")  # the noun need not come twice
    return [first, second] if first and second and first != second else []


def _term(search: Search, *readings: str) -> str:
    slug, score = max((search.term(text) for text in readings), key=lambda found: found[1])
    return slug if score >= SURE else ""
