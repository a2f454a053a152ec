"""Regularised least squares over words and meaning together: the model that reads the sentence embedding.

The similarity of two messages is a mix of their sparse rows' product and of exp(γ(cos−1)) of their centred embeddings.
Least squares has a closed form: training takes a second, gives the same answer every time, and its scores, times a
constant found by cross-validation, make better probabilities than the same features under logistic regression did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.classifier import Linear
from nlu.features import Vector

Floats = NDArray[np.float32]
SHARE = 0.8
"""Of the embedding in the similarity; the rest is the words'. Best of 0–1 by cross-validation."""
GAMMA = 2.0
RIDGE = 0.2
"""Regularisation of a class of median size; smaller classes get less, so that all have the same say."""
CONSTANT = 0.1
"""Added to every similarity: the model's bias."""


@dataclass(frozen=True)
class Joint:
    """A trained model: `words` maps sparse rows, `anchors` are the training messages' centred embeddings."""

    words: Linear
    anchors: NDArray[np.int8]  # messages × 384
    middle: Floats  # mean embedding
    effect: Linear  # messages × classes

    @classmethod
    def fit(cls, rows: Any, vectors: Floats, classes: NDArray[np.int64]) -> Joint:
        """Train on a sparse matrix (messages × features), embeddings (messages × 384) and class numbers."""
        middle = vectors.mean(axis=0)
        anchors = quantise(_unit(vectors - middle))
        read = _unit(anchors.astype(np.float32))
        similarity = (1 - SHARE) / 2 * (rows @ rows.T).toarray() + SHARE * np.exp(GAMMA * (read @ read.T - 1))
        similarity = similarity.astype(np.float64) + CONSTANT
        sizes = np.bincount(classes)
        similarity[np.diag_indices_from(similarity)] += RIDGE * (sizes / np.median(sizes))[classes]
        wanted = np.eye(int(classes.max()) + 1)[classes]
        effect = _solve(similarity, wanted)
        bias = CONSTANT * effect.sum(axis=0)
        words = Linear.of((1 - SHARE) / 2 * np.asarray(rows.T @ effect), bias)
        return cls(words, anchors, middle, Linear.of(SHARE * effect, np.zeros_like(bias)))

    def scores(self, row: Vector, vector: Floats) -> Floats:
        """Class scores (about 0 to 1) of one message by its sparse row and its embedding."""
        centred = _unit((vector - self.middle)[None])[0]
        return self.words.sparse(row) + self.effect.dense(np.exp(GAMMA * (self._read @ centred - 1)))

    @cached_property
    def _read(self) -> Floats:
        return _unit(self.anchors.astype(np.float32))

    def pack(self) -> dict[str, NDArray[Any]]:
        """As arrays, for saving without pickle."""
        own: dict[str, NDArray[Any]] = {"joint_anchors": self.anchors, "joint_middle": self.middle}
        return own | self.words.pack("joint_words") | self.effect.pack("joint_effect")

    @classmethod
    def unpack(cls, arrays: Mapping[str, NDArray[Any]]) -> Joint:
        """From `pack`."""
        words, effect = (Linear.unpack(arrays, f"joint_{name}") for name in ("words", "effect"))
        return cls(words, arrays["joint_anchors"], arrays["joint_middle"], effect)


def quantise(unit: Floats) -> NDArray[np.int8]:
    """Unit vectors in eight bits: only their direction is kept."""
    return np.asarray(np.round(unit / np.abs(unit).max(axis=1, keepdims=True) * 127), np.int8)


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def _solve(matrix: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.linalg import solve

    return np.asarray(solve(matrix, wanted, assume_a="pos"), np.float64)
