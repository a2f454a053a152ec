"""Words of a Polish text with all their Morfeusz lemmas, folded to ASCII so that lost diacritics do no harm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from nlu.polish.normalise import fold

WORD = re.compile(r"\d+(?:[.,/]\d+)*\*?|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+[^\W\d_]+")
"""Numbers with dots ("2.1", "1.5*") stay whole, and so do hyphenated words."""

_UNKNOWN = "ign"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text; `start` and `end` are character positions in that text."""

    form: str  # as written
    folded: str  # lower case, without diacritics
    lemmas: frozenset[str]  # every dictionary form it may have, folded; the word itself when it is unknown
    start: int
    end: int


@lru_cache(maxsize=1)
def _morfeusz() -> Any:
    """The analyser, opened once (about 37 MB of mapped dictionary)."""
    import morfeusz2

    return morfeusz2.Morfeusz(generate=False, whitespace=morfeusz2.SKIP_WHITESPACES)


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[tuple[str, str], ...]:
    """Every (lemma, grammatical tag) of a lower-case word; empty when the dictionary does not know it.

    Only readings that span the whole word count, so that agglutinated forms ("zrobiłbym") keep their verb.
    """
    found = _morfeusz().analyse(word)
    rows = []
    for start, _, (_, lemma, tag, _, _) in found:
        if tag == _UNKNOWN:
            return ()
        if start == 0:
            rows.append((lemma.split(":", 1)[0], tag))
    return tuple(dict.fromkeys(rows))


def known(word: str) -> bool:
    """Whether the dictionary has this form (any capitalisation)."""
    return bool(readings(word.lower())) or bool(readings(word.capitalize()))


@lru_cache(maxsize=65536)
def lemmas_of(word: str) -> frozenset[str]:
    """All lemmas of one word, folded and lower case; the folded word itself when unknown."""
    lower = word.lower()
    found = {fold(lemma) for lemma, _ in readings(lower)}
    return frozenset(found or {fold(lower)})


def tokens(text: str) -> list[Token]:
    """The words of `text` in order. Works on text as written; repair first for messages with typos."""
    return [
        Token(match.group(), fold(match.group()), lemmas_of(match.group()), match.start(), match.end())
        for match in WORD.finditer(text)
    ]
