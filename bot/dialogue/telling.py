"""A situation told in a few words: who one is ("jestem prezesem fundacji") or what is missing ("nie ma u nas CIS")."""

from __future__ import annotations

import re

from bot.dialogue import guide
from bot.dialogue.context import Turn
from bot.dialogue.reply import Reply

WHO = re.compile(
    r"^(?:dzień dobry,? )?(?:jestem|jesteśmy|my jesteśmy|prowadzę|prowadzimy|reprezentuję|reprezentujemy)\b"
)
BRIEF, SHORT = 4, 7
"""So many words at most only say who one is; up to the second, unless they clearly speak of some action."""
SURE = 0.9
"""From this probability on they do."""
HAVING = {"miec"}
MISSING = re.compile(r"\b(?:nie ma(?:my|m)?|brak(?:uje)?|żadn\w+)\b")


def told(turn: Turn) -> Reply | None:
    """Where such a person may begin, or what helps against the lack; None for anything else, and while choosing."""
    text, u, state = turn.u.repaired, turn.u, turn.state
    if state.choosing or state.draft or state.pending is not None or u.question or u.language != "pl":
        return None
    if state.guide and state.offered_as == "proposals" and HAVING & set(u.lemmas) and u.facet == "time":
        return guide.listen(turn, turn.said.text)  # "mamy czas, nawet dwa lata" asks nothing
    words = len(text.split())
    sure = u.top.intent.startswith("action_") and u.top.score >= SURE
    if u.role is not None and WHO.search(text) and (words <= BRIEF or (words <= SHORT and not sure)):
        return guide.listen(turn, "")
    if MISSING.search(text) and u.top.intent == "select_none" and words > len(("nie", "ma")) and not state.offered:
        return guide.listen(turn, turn.said.text)
    return None
