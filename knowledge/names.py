"""Which term of the glossary some words name: shared lemmas weighed by how rare they are among the names."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

from knowledge.base import Base

Keys = list[frozenset[str]]
"""The telling words of a text, each as the set of its lemmas."""
SAID = 0.4
"""Share of the score that goes by how much of the message the name covers; the rest by how much of the name is said."""
ALIKE = 80
"""Words that no name holds are read as one of the names' words from this likeness on (0-100)."""
UNKNOWN = 1.0
"""Weight of a word that no name holds."""


class Names:
    """The glossary's names and aliases, ready to be compared with messages."""

    def __init__(self, base: Base, keys: Callable[[str], Keys]) -> None:
        self._keys = keys
        self._written = {_written(name): t.slug for t in base.terms.values() for name in (t.name, *t.aliases)}
        self._names = [(t.slug, keys(name)) for t in base.terms.values() for name in (t.name, *t.aliases)]
        self._names = [(slug, name) for slug, name in self._names if name]
        self._spread: Counter[str] = Counter()
        for _, name in self._names:
            self._spread.update(lemma for word in name for lemma in word)
        self._words = sorted(self._spread)

    def exact(self, text: str) -> str | None:
        """The term called just so, letter for letter but for capitals and marks; None when there is none."""
        return self._written.get(_written(text))

    def rank(self, text: str, limit: int = 3) -> list[tuple[str, float]]:
        """(slug, score from 0 to 1) of the terms that the text names best, best first; empty when none is near."""
        said = [self._spelt(word) for word in self._keys(text)]
        best: dict[str, float] = {}
        for slug, name in self._names:
            best[slug] = max(best.get(slug, 0.0), self._score(name, said))
        ranked = sorted(
            ((slug, score) for slug, score in best.items() if score > 0), key=lambda pair: (-pair[1], pair[0])
        )
        return ranked[:limit]

    def score(self, slug: str, text: str) -> float:
        """How well the text names one term, from 0 to 1."""
        said = [self._spelt(word) for word in self._keys(text)]
        return max((self._score(name, said) for other, name in self._names if other == slug), default=0.0)

    def _score(self, name: Sequence[frozenset[str]], said: Sequence[frozenset[str]]) -> float:
        shared = sum(self._weight(word) for word in name if any(word & other for other in said))
        if not shared:
            return 0.0
        covered = sum(self._weight(word) for word in said if any(word & other for other in name))
        whole = sum(self._weight(word) for word in name)
        heard = sum(self._weight(word) for word in said)
        return (1 - SAID) * shared / whole + SAID * covered / heard

    def _spelt(self, word: frozenset[str]) -> frozenset[str]:
        if any(lemma in self._spread for lemma in word):
            return word
        found = process.extractOne(max(word, key=len), self._words, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return frozenset((found[0],)) if found else word

    def _weight(self, word: frozenset[str]) -> float:
        spread = max((self._spread[lemma] for lemma in word), default=0)
        return math.log(1 + len(self._names) / spread) if spread else UNKNOWN


def _written(text: str) -> str:
    """Its words; a letter said three times or more is said once, as repaired messages have it ("III sektor")."""
    return " ".join(re.findall(r"\w+", re.sub(r"([^\W\d])\1{2,}", r"\1", text.casefold())))
