"""Giving back what hurried typing lost: diacritics, and letters swapped, dropped or doubled.

A right word is never touched: a word the dictionary or the domain knows stays as it is, and so do numbers, ids and
short words. Only the form is repaired; what is meant is for others to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import ogonki
from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.stopgap.polish.lemmas import known
from nlu.stopgap.polish.normalise import fold, normalise, words

SHORTEST = 4
"""Words shorter than this are never taken for typing errors: most are abbreviations or particles."""
DIACRITICS = frozenset("ąćęłńóśźż")


class Repair:
    """Repairs texts against a lexicon of folded forms (`lexicon`: preferred spelling, most frequent first)."""

    def __init__(self, lexicon: Iterable[str]) -> None:
        self._spelling: dict[str, str] = {}
        for word in lexicon:
            self._spelling.setdefault(fold(word), word)
        self._by_length: dict[int, list[str]] = {}
        for folded in self._spelling:
            self._by_length.setdefault(len(folded), []).append(folded)
        self._nearest = lru_cache(maxsize=20_000)(self._find)

    def __call__(self, text: str) -> str:
        """The text lower-cased and repaired."""
        clean = normalise(text)
        bare = not DIACRITICS & set(clean)
        restored = ogonki.restore(clean) if bare else clean
        if len(restored) != len(clean):
            restored = clean
        parts: list[str] = []
        last = 0
        for word, start, end in words(clean):
            parts.append(clean[last:start])
            parts.append(self._word(word, restored[start:end]))
            last = end
        return "".join([*parts, clean[last:]])

    def _word(self, word: str, restored: str) -> str:
        if not word.isalpha():
            return word
        if restored != word and known(restored):
            return restored
        if known(word) or len(word) < SHORTEST or word in self._spelling.values():
            return word
        alone = ogonki.restore(word) if not DIACRITICS & set(word) else word
        if known(alone):
            return alone
        return self._nearest(word)

    def _find(self, word: str) -> str:
        folded = fold(word)
        if folded in self._spelling:
            return self._spelling[folded]
        limit = 1 if len(folded) < 7 else 2
        near = [w for n in range(len(folded) - limit, len(folded) + limit + 1) for w in self._by_length.get(n, ())]
        found = process.extractOne(folded, near, scorer=OSA.distance, score_cutoff=limit)
        return self._spelling[found[0]] if found else word
