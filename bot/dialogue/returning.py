"""Going back in words: a step, to the stored version, to the version of somebody else; and the history of changes."""

from __future__ import annotations

import re

from bot.dialogue import choosing, saving
from bot.dialogue.context import Turn
from bot.dialogue.reply import Reply

UNDOING = {"cofnac", "cofac"}
REDOING = {"przywrocic", "ponowic"}
"""Lemmas of going back and of taking that back."""
FORWARD = re.compile(
    r"\bcofni[eę]t|\bnie cof"
    r"|\b(?:cofnij|cofn[ąa]ć?|cofa[jm]|odwo[łl]|anuluj|wycofa|przyw|pon[óo]w).*\bcof(?:ni[eę]ci|ani)"
)
"""What was taken back ("powtórz cofniętą zmianę", "cofnij cofnięcie") is wanted again."""
FORMER = {"poprzedni", "wczesny", "wczesniejszy"}
CONDITION = {"stan", "wersja", "ustawienie"}
"""Lemmas of the state before."""
AGAIN = re.compile(r"\bpon[oó]w")
STEPPING = ("undo", "redo", "previous", "deny", "restart_talk")
"""Intents that "wróć", said right after a change, is taken for."""
THINGS = {"dzialanie", "obszar", "pytanie", "temat", "rozmowa", "odpowiedz"}
"""Lemmas of what one may look at again, which undoes nothing."""
BACK = {*UNDOING, "wrocic", "wracac", "powrocic"}
STORED = {"do", "zapisany"}
"""Lemmas of going back to what is stored."""
THEIRS = re.compile(r"\b(nowsz|tamt|przyjm)")
NOT_THEIRS = re.compile(r"\bnie (chc|przyj|bior|wol|tamt|nowsz)")
"""Words that mean the version which somebody else stored, and that refuse it."""
CHANGED = {"zmienic", "zmieniac"}
VERSIONS = {"zmiana", "wersja", "wybor", "zapis"}
"""Lemmas of the history of a stored choice."""
SHORT = 8


def to_stored(turn: Turn) -> Reply | None:
    """ "wróć do zapisanej wersji", "przyjmuję tamtą": what is not stored is dropped, whatever question is open."""
    state, lemmas, words = turn.state, set(turn.u.lemmas), turn.said.text.lower()
    if not state.reference or _other(turn):
        return None
    asked = state.pending is not None and bool(state.pending.data.get("newer"))
    theirs = THEIRS.search(words) and not NOT_THEIRS.search(words) and (asked or "wersja" in lemmas)
    return saving.cancel(turn) if theirs or (lemmas & BACK and lemmas >= STORED) else None


def history(turn: Turn) -> Reply | None:
    """ "historia zmian", "kto to zmienił?"."""
    lemmas = set(turn.u.lemmas)
    if any(c.targets for c in turn.u.clauses) or len(turn.said.text.split()) > SHORT:
        return None
    asked = "kto" in lemmas and lemmas & CHANGED and turn.state.reference
    return saving.mine(turn) if asked or ("historia" in lemmas and lemmas & VERSIONS) else None


def step(turn: Turn) -> Reply | None:
    """ "cofnij …" in any company of words, but "cofnij cofnięcie" and "przywróć" go forward.

    Going back is undoing, too, when it is about a state ("wróć do poprzedniego stanu") or follows a change at once.
    """
    lemmas = set(turn.u.lemmas)
    if "?" in turn.said.text or any(c.targets for c in turn.u.clauses):
        return None
    if UNDOING & lemmas and not turn.u.question:
        return choosing.step(turn, forward=bool(REDOING & lemmas or FORWARD.search(turn.said.text.lower())))
    if len(turn.said.text.split()) > SHORT or THINGS & lemmas:
        return None
    if {*BACK, *REDOING} & lemmas and FORMER & lemmas and CONDITION & lemmas:
        return choosing.step(turn, forward=False)
    changed = turn.state.last.get("card", {}).get("kind") == "selection"
    if (BACK - UNDOING) & lemmas and changed and turn.u.top.intent in STEPPING:
        return choosing.step(turn, forward="niech" in lemmas)
    again = AGAIN.search(turn.said.text.lower()) or (turn.state.redo and {"przywrocic", "powrot"} & lemmas)
    return choosing.step(turn, forward=True) if again else None


def _other(turn: Turn) -> bool:
    """Whether the message is a question, long, or names things of its own."""
    return turn.u.question or len(turn.said.text.split()) > SHORT or any(c.targets for c in turn.u.clauses)
