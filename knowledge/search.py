"""Finding statements, needs and terms by words, all readings of a word counting as one.

Imports nothing of the language tools: `lemmatise` is given, and turns a text into (word, its folded lemmas) pairs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.base import Base
from knowledge.names import Keys, Names
from knowledge.statements import NOTHING, Found, Statements

Lemmatise = Callable[[str], list[tuple[str, frozenset[str]]]]
BETTER = 0.03
"""So much better must another term be named than one found by other means."""
LEAST_SHARE = 0.5
"""A phrase of a need counts when the message holds this share of its words, by weight."""
APART = 2
"""So many other telling words may stand among those of a need's phrase."""
STOP = frozenset(
    (
        "i a w z na do o u od po za ze we to ten ta te nie sie byc miec czy jak co ktory jaki dla przez przy czyli "
        "oraz ale bo my wy on ona ono moc chciec nasz wasz juz jeszcze tylko tak sam ile kto gdzie kiedy taki swoj"
    ).split()
)


@dataclass(frozen=True, slots=True)
class NeedFound:
    """A need that a text describes; `words` are the text's own words that say so."""

    slug: str
    score: float
    words: tuple[str, ...]


class Search:
    """An index over the knowledge base; built once, read by many."""

    def __init__(self, base: Base, lemmatise: Lemmatise) -> None:
        self._lemmatise = lemmatise
        keys = cache(self._keys)  # while building: the same names and phrases are read several times
        self._statements = Statements(base, keys)
        words = self._statements.words
        self._count = len(words)
        self._spread = Counter(word for said in words for word in frozenset[str]().union(*said))
        self._needs = [
            (need.slug, [keys(phrase) for phrase in need.phrases]) for need in base.needs.values()
        ]  # fmt: skip
        self._names = Names(base, self._keys)

    def find(self, text: str, limit: int = 3, likely: Mapping[str, float] = NOTHING) -> list[Found]:
        """The best statements, best first; empty when no telling word of the text occurs in the base.

        `likely`: how probable each action is (0 to 1) from what else is known of the text.
        """
        return self._statements.find(self._keys(text), limit, likely)

    def needs(self, text: str, limit: int = 6) -> list[NeedFound]:
        """Needs whose phrases the text covers, best first; `score` is the best phrase's covered share."""
        said = [(word, readings - STOP) for word, readings in self._lemmatise(text)]
        said = [(word, readings) for word, readings in said if readings]
        found = []
        for slug, phrases in self._needs:
            best: float = 0.0
            words: tuple[str, ...] = ()
            for phrase in phrases:
                share, matched = self._cover(phrase, said)
                if share > best and share >= LEAST_SHARE:  # its words must also stand together
                    share, matched = self._near(phrase, said)
                if share > best:
                    best, words = share, matched
            if best >= LEAST_SHARE:
                found.append(NeedFound(slug, min(best, 1.0), words))
        return sorted(found, key=lambda n: (-n.score, n.slug))[:limit]

    def nearest_terms(self, text: str, limit: int = 3) -> list[str]:
        """Slugs of the terms that the text names best."""
        return [slug for slug, _ in self._names.rank(text, limit)]

    def term(self, text: str, among: Sequence[str] = ()) -> tuple[str, float]:
        """The term that the text names and how well (0 to 1); one of `among` unless another is named better.

        An empty slug with 0 when there is none.
        """
        exact = self._names.exact(text)
        if exact is not None:
            return exact, 1.0
        known = [(self._names.score(slug, text) + BETTER, slug) for slug in among]
        best = [(score, slug) for slug, score in self._names.rank(text, 1)]
        score, slug = max([*known, *best], key=lambda pair: pair[0], default=(0.0, ""))
        return slug, min(score, 1.0)

    def _cover(
        self, phrase: Sequence[frozenset[str]], said: Sequence[tuple[str, frozenset[str]]]
    ) -> tuple[float, tuple[str, ...]]:
        total = sum(self._rarity(readings) for readings in phrase)
        got, words = 0.0, []
        for readings in phrase:
            word = next((w for w, other in said if readings & other), None)
            if word is not None:
                got += self._rarity(readings)
                words.append(word)
        if len(phrase) > 1 and len(words) < 2:  # one word of several says too little
            return 0.0, ()
        return (got / total if total else 0.0), tuple(words)

    def _near(
        self, phrase: Sequence[frozenset[str]], said: Sequence[tuple[str, frozenset[str]]]
    ) -> tuple[float, tuple[str, ...]]:
        """The same within the best stretch of the text: "mała gmina, trzy stowarzyszenia" has no small associations."""
        width = len(phrase) + APART
        places = range(max(1, len(said) - width + 1))
        return max((self._cover(phrase, said[n : n + width]) for n in places), key=lambda found: found[0])

    def _rarity(self, readings: Iterable[str]) -> float:
        spread = max((self._spread[word] for word in readings), default=0)
        return math.log(1 + (self._count + 1) / (spread + 1))

    def _keys(self, text: str) -> Keys:
        return [kept for _, readings in self._lemmatise(text) if (kept := readings - STOP)]
