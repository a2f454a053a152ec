"""Words with all their dictionary forms, by Morfeusz (SGJP). All readings are kept: matching any of them is enough."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from nlu.stopgap.polish.normalise import fold, words


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text. `form` as written, `folded` lower-case without diacritics, `lemmas` folded."""

    form: str
    folded: str
    lemmas: frozenset[str]
    start: int
    end: int


@cache
def _morfeusz() -> Any:
    import morfeusz2

    return morfeusz2.Morfeusz(generate=False)


@lru_cache(maxsize=50_000)
def readings(word: str) -> frozenset[str]:
    """Folded lemmas of a lower-case word; the word itself when the dictionary does not know it."""
    found = {
        fold(reading[1].split(":", 1)[0].casefold())
        for _, _, reading in _morfeusz().analyse(word)
        if reading[2] != "ign"
    }
    return frozenset(found) if found else frozenset({fold(word)})


@lru_cache(maxsize=50_000)
def known(word: str) -> bool:
    """Whether the dictionary knows the (lower-case) word."""
    return all(reading[2] != "ign" for _, _, reading in _morfeusz().analyse(word))


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text with their lemmas."""
    made = []
    for form, start, end in words(text):
        lower = form.casefold()
        made.append(Token(form, fold(lower), readings(lower), start, end))
    return made
