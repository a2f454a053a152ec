"""A text as numbers: tf-idf of folded lemmas and of folded character n-grams. Plain numpy at run time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from nlu.stopgap.polish.lemmas import tokens
from nlu.stopgap.polish.normalise import fold

SHORTEST, LONGEST = 2, 5
LEMMAS_WEIGHT, CHARS_WEIGHT = 1.0, 0.8
Sparse = tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]


def terms(repaired: str) -> tuple[Counter[str], Counter[str]]:
    """Lemmas ("w:…") and character n-grams ("c:…") of a repaired text with their counts."""
    lemmas: Counter[str] = Counter()
    for token in tokens(repaired):
        kept = ["<id>"] if token.form[0].isdigit() and "." in token.form else token.lemmas
        lemmas.update(f"w:{lemma}" for lemma in kept)
    chars: Counter[str] = Counter()
    for word in fold(repaired).split():
        padded = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            chars.update(f"c:{padded[n : n + size]}" for n in range(max(1, len(padded) - size + 1)))
    return lemmas, chars


class Features:
    """Vocabulary and weights; `vector` gives (indices int32, values float32)."""

    def __init__(self, vocabulary: dict[str, int], weights: npt.NDArray[np.float32]) -> None:
        self.vocabulary = vocabulary
        self.weights = weights

    @classmethod
    def learn(cls, texts: Iterable[str], least: int = 2) -> Features:
        """Keep terms that occur in `least` texts or more; weight = smoothed inverse document frequency."""
        spread: Counter[str] = Counter()
        count = 0
        for text in texts:
            count += 1
            for part in terms(text):
                spread.update(set(part))
        kept = sorted(t for t, n in spread.items() if n >= least or t.startswith("w:"))
        weights = np.array([math.log((1 + count) / (1 + spread[t])) + 1 for t in kept], np.float32)
        return cls({t: n for n, t in enumerate(kept)}, weights)

    def vector(self, text: str) -> Sparse:
        """The text's features; lemmas and n-grams are each brought to length one, then weighed."""
        places: list[int] = []
        values: list[float] = []
        for part, scale in zip(terms(text), (LEMMAS_WEIGHT, CHARS_WEIGHT), strict=True):
            known = [(self.vocabulary[t], 1 + math.log(n)) for t, n in part.items() if t in self.vocabulary]
            if not known:
                continue
            row = np.array([n * self.weights[p] for p, n in known], np.float32)
            row *= scale / float(np.linalg.norm(row))
            places.extend(p for p, _ in known)
            values.extend(row.tolist())
        return np.array(places, np.int32), np.array(values, np.float32)
