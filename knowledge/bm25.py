"""BM25 over words that have several readings each: a word of the query counts once, by its best reading."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.names import Keys

K1, B = 1.4, 0.6


class Bm25:
    """An index of documents, each given as its telling words; built once, read by many."""

    def __init__(self, documents: Sequence[Keys]) -> None:
        self._count = len(documents)
        counted = [Counter(reading for word in document for reading in word) for document in documents]
        spread: Counter[str] = Counter()
        for words in counted:
            spread.update(words.keys())
        mean = sum(map(len, documents)) / max(self._count, 1)
        self._weights: dict[str, list[tuple[int, float]]] = {}
        for place, (document, words) in enumerate(zip(documents, counted, strict=True)):
            damping = K1 * (1 - B + B * len(document) / max(mean, 1))
            for word, times in words.items():
                rarity = math.log(1 + (self._count - spread[word] + 0.5) / (spread[word] + 0.5))
                weight = rarity * times * (K1 + 1) / (times + damping)
                self._weights.setdefault(word, []).append((place, weight))

    def shares(self, wanted: Iterable[frozenset[str]]) -> list[float]:
        """How well each document fits, as a share (0 to 1) of the best one; all 0 when no word occurs anywhere."""
        total = [0.0] * self._count
        for readings in wanted:
            best: dict[int, float] = {}
            for reading in readings:
                for place, weight in self._weights.get(reading, ()):
                    best[place] = max(best.get(place, 0.0), weight)
            for place, weight in best.items():
                total[place] += weight
        most = max(total, default=0.0)
        return [score / most for score in total] if most else total
