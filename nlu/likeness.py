"""Groups of messages that ask the same, in whatever words: by lemmas and meaning together, without any training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlu import embedding
from nlu.classifier import matrix
from nlu.features import Featuriser

Floats = NDArray[np.float32]
WORDS = 0.2
"""Share of the words in the likeness; the rest is the meaning's, where the embedding is there."""
NEAR = 0.18
"""Mean likeness of two groups from which on they are one."""
STEADY = 10
"""So many texts' weight has the mean embedding of the training data."""
WORDS_NEAR = 0.12
"""The same by words alone."""


def groups(texts: Sequence[str]) -> list[list[int]]:
    """Numbers of repaired texts that ask the same, largest group first, each group in the order given.

    Average linkage over a mix of two cosines: of tf-idf over lemmas and character n-grams, and of embeddings less
    their mean, which the training data steady where the texts are few.
    """
    if len(texts) < 2:
        return [[n] for n in range(len(texts))]
    near, likeness = NEAR, _words(texts)
    vectors = embedding.embed_all(list(texts))
    if vectors is None:
        near = WORDS_NEAR
    else:
        centred = vectors - (vectors.sum(axis=0) + STEADY * embedding.middle()) / (len(texts) + STEADY)
        centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
        likeness = WORDS * likeness + (1 - WORDS) * (centred @ centred.T)
    return _linked(likeness, near)


def _words(texts: Sequence[str]) -> Floats:
    features = Featuriser.fit([*texts, *texts])  # twice: a word of one message alone still tells it from the others
    rows = matrix([features.vector(text) for text in texts], len(features.vocabulary))
    return np.asarray((rows @ rows.T).toarray() / 2, np.float32)


def _linked(likeness: Floats, near: float) -> list[list[int]]:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    apart = np.clip(1 - (likeness + likeness.T) / 2, 0, 2)
    np.fill_diagonal(apart, 0)
    labels = fcluster(linkage(squareform(apart, checks=False), "average"), 1 - near, "distance")
    found: dict[int, list[int]] = {}
    for number, label in enumerate(labels):
        found.setdefault(int(label), []).append(number)
    return sorted(found.values(), key=lambda group: (-len(group), group))
