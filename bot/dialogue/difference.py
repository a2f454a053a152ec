"""What differs, asked of two words of the glossary or of two actions: "czym się różni odpłatna od gospodarczej"."""

from __future__ import annotations

from bot.dialogue import answers, glossary
from bot.dialogue.context import Turn
from bot.dialogue.named import named_things
from bot.dialogue.reply import Reply
from bot.dialogue.world import Search

SURE = 0.75
"""How much of a term's name a side must say."""
LIKELY = 0.5
"""The probability an action needs that a side only describes."""


def asked(turn: Turn) -> Reply | None:
    """Both things side by side; None when no difference is asked or a side is not known."""
    things = named_things(turn)
    if not turn.u.sides or things.actions_by_id or len(things.actions) > 1 or len(things.areas) > 1:
        return None
    for left, right in turn.u.sides:
        slugs = _terms(turn.world.search, left.text, right.text)
        if slugs:
            return glossary.compare(turn, slugs)
    left, right = max(turn.u.sides, key=lambda pair: min(side.score for side in pair))
    sure = min(left.score, right.score) >= LIKELY
    known = left.action in turn.base.actions and right.action in turn.base.actions
    if not (sure and known) or left.action == right.action:
        return None
    return answers.compare(turn, [str(left.action), str(right.action)])


def _terms(search: Search, left: str, right: str) -> list[str]:
    first = _term(search, left)
    second = _term(search, right, f"{left.split(maxsplit=1)[0]} {right}")  # the noun need not come twice
    return [first, second] if first and second and first != second else []


def _term(search: Search, *readings: str) -> str:
    slug, score = max((search.term(text) for text in readings), key=lambda found: found[1])
    return slug if score >= SURE else ""
