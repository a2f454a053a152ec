"""Does a message ask what a word means: "co to jest CIS", "walne zebranie, czyli co", "użyczenie po ludzku"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.polish.lemmas import Token, readings
from nlu.polish.words import words

ASKING = {"co", "kto"}
BEING = {"byc", "znaczyc", "oznaczac"}
LONGEST = 4
"""Words of the longest phrase in nlu/words.yml."""
FINITE = ("fin", "praet", "bedzie", "impt")
"""Morfeusz tags of verbs that make "co to" ask for something else: "co to daje", "kto to prowadzi"."""
MATTER, REACH = "chodzic", 5
""" "o jaki program tu chodzi": the verb, and how many words may stand between it and its "o"."""
ANNOUNCED = 4
"""Words of a name that follow "słowo", "skrót", "pojęcie"."""


def asked_meaning(tokens: Sequence[Token]) -> str | None:
    """The words whose meaning is asked, without those that ask; None when no meaning is asked."""
    asking = {n for n, token in enumerate(tokens) if token.lemmas & words("meaning_lemmas")}
    folded = [token.folded for token in tokens]
    for place in range(len(folded)):
        for length in range(2, LONGEST + 1):
            if " ".join(folded[place : place + length]) in words("meaning_phrases"):
                asking.update(range(place, min(place + length, len(folded))))
        if folded[place] in ASKING and folded[place + 1 : place + 2] == ["to"] and not _acts(tokens, place + 2):
            asking.update((place, place + 1))
        if MATTER in tokens[place].lemmas and "o" in folded[max(0, place - REACH) : place]:
            asking.add(place)
    if not asking:
        return None
    announced = _announced(tokens, asking)
    if announced:
        return announced
    return " ".join(token.form for n, token in enumerate(tokens) if n not in asking)


def _announced(tokens: Sequence[Token], asking: set[int]) -> str:
    """The name that a word for words introduces: "słyszałem słowo regranting na sesji"; empty without one."""
    for place, token in enumerate(tokens):
        if not token.lemmas & words("meaning_nouns"):
            continue
        name = []
        for n in range(place + 1, min(place + 1 + ANNOUNCED, len(tokens))):
            if n in asking or tokens[n].folded in words("meaning_ends"):
                break
            name.append(tokens[n].form)
        if name:
            return " ".join(name)
    return ""


def _acts(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb other than "to be" or "to mean" stands there."""
    if place >= len(tokens) or tokens[place].lemmas & BEING:
        return False
    if _finite(tokens[place].form.lower()):
        return True
    return tokens[place - 2].folded == "kto" and _finite(tokens[place].folded)  # "kto to uchwala", repaired to a noun


def _finite(word: str) -> bool:
    tags = [tag.split(":")[0] for _, tag in readings(word)]
    return bool(tags) and all(tag in FINITE for tag in tags)
