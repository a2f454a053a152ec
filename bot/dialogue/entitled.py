"""Who can use a tool of the matrix: "czy fundacja może dostać mały grant", "kto może wejść do inicjatywy lokalnej"."""

from __future__ import annotations

import re

from bot.dialogue import glossary
from bot.dialogue.context import Turn
from bot.dialogue.named import FOLD, Named, named_things
from bot.dialogue.reply import Reply
from knowledge.schema import ROLES

ASKED = re.compile(
    r"\b(?:czy|kto|komu|kogo)\b(?P<who>.*?)\b(?:mo[zż]e|mog[aą]|mo[zż]emy|mog[eę]|wolno|przys[lł]uguj\w+"
    r"|ma\w* prawo)\b",
    re.I | re.S,
)
STEM = 5
"""Letters by which a word is known in all its forms."""
CHOOSING = {"dodac", "dodawac", "wybrac", "wziac", "dopisac", "zapisac", "usunac", "zamienic"}
"""Lemmas of choosing, which ask for no right."""
LONGEST = 16
"""Words of such a question; a longer one tells a story."""


def asked(turn: Turn) -> Reply | None:
    """The row of the matrix, for the one who is asked about or the speaker; None when no tool is named."""
    things = named_things(turn)
    changing = any(c.operation not in (None, "show") for c in turn.u.clauses)
    found = ASKED.search(turn.said.text)
    if found is None or things.actions_by_id or changing or len(turn.said.text.split()) > LONGEST:
        return None
    if CHOOSING & set(turn.u.lemmas):
        return None  # "czy możemy dodać regranting?"
    tools = things.tools or _of_terms(turn, things)
    return glossary.tool(turn, tools[0], _role(turn, found["who"])) if tools else None


def _role(turn: Turn, who: str) -> str | None:
    """The role of the one who is asked about ("czy fundacja może"); else what the speaker said to be."""
    words = [word[:STEM] for word in who.casefold().translate(FOLD).split()]
    for role in ROLES:
        if any(name[:STEM] in words for name in turn.base.texts.get(f"role_words.{role}", ())):
            return role
    return turn.u.role


def _of_terms(turn: Turn, things: Named) -> list[str]:
    """Tools that a term of the glossary is the general name of: "zamówienie zastrzeżone"."""
    return [tool for term in things.terms for tool in turn.base.tools if tool.startswith(term)]
