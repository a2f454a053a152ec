"""Numbers from repaired text: tf-idf over all folded lemmas and over folded character n-grams inside words.

One vocabulary for both parts; lemma features are written "=lemma", n-grams as they are. Each part has length one, so
both count the same.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.polish.lemmas import tokens

Floats = NDArray[np.float32]
Indices = NDArray[np.int32]
LONGEST = 5
LEAST_TEXTS = 2
"""A feature must occur in this many training texts: rarer ones carry nothing over to other people's words."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A sparse row: positions in the vocabulary and their weights."""

    places: Indices
    weights: Floats


def lemma_counts(text: str) -> Counter[str]:
    """Every reading of every word of repaired text; a word of several readings gives one to each."""
    found: Counter[str] = Counter()
    for token in tokens(text):
        found.update("=" + lemma for lemma in token.lemmas)
    return found


def gram_counts(text: str) -> Counter[str]:
    """Character n-grams of 2 to 5 inside the folded words, a space marking each end."""
    found: Counter[str] = Counter()
    for token in tokens(text):
        word = f" {token.folded} "
        size = len(word)
        found.update(word[i : i + n] for n in range(2, LONGEST + 1) for i in range(max(size - n + 1, 0)))
    return found


class Featuriser:
    """Turns repaired text into a sparse row over a fixed vocabulary."""

    def __init__(self, vocabulary: Sequence[str], rarity: Floats) -> None:
        self.vocabulary = list(vocabulary)
        self.rarity = rarity.astype(np.float32)
        self._place: Mapping[str, int] = {feature: n for n, feature in enumerate(self.vocabulary)}

    @classmethod
    def fit(cls, texts: Iterable[str]) -> Featuriser:
        """Learn vocabulary and rarity from repaired texts."""
        texts = list(texts)
        spread: Counter[str] = Counter()
        for text in texts:
            spread.update(lemma_counts(text).keys())
            spread.update(gram_counts(text).keys())
        kept = sorted(feature for feature, count in spread.items() if count >= LEAST_TEXTS)
        rarity = [math.log((1 + len(texts)) / (1 + spread[feature])) + 1 for feature in kept]
        return cls(kept, np.array(rarity, np.float32))

    def vector(self, text: str) -> Vector:
        """The row of one repaired text."""
        places: list[int] = []
        weights: list[float] = []
        for counts in (lemma_counts(text), gram_counts(text)):
            rows = [(self._place[f], 1 + math.log(n)) for f, n in counts.items() if f in self._place]
            values = [weight * float(self.rarity[place]) for place, weight in rows]
            length = math.sqrt(sum(v * v for v in values)) or 1.0
            places += [place for place, _ in rows]
            weights += [value / length for value in values]
        return Vector(np.array(places, np.int32), np.array(weights, np.float32))

    def pack(self) -> dict[str, NDArray[np.generic]]:
        """As arrays, for saving without pickle."""
        return {
            "vocabulary": np.frombuffer("\n".join(self.vocabulary).encode(), np.uint8),
            "rarity": self.rarity.astype(np.float16),
        }

    @classmethod
    def unpack(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Featuriser:
        """From `pack`."""
        vocabulary = bytes(arrays["vocabulary"]).decode().split("\n")
        return cls(vocabulary, arrays["rarity"].astype(np.float32))
