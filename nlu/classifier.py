"""Multinomial logistic regression: trained with scikit-learn, applied with numpy, kept as eight-bit weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.features import Vector

Floats = NDArray[np.float32]
STRENGTH = 50.0
"""Inverse of the regularisation (C): best of 1–200 by grouped cross-validation."""


@dataclass(frozen=True)
class Linear:
    """A linear map to class scores, its weights in eight bits with one scale per class."""

    weights: NDArray[np.int8]  # inputs × classes
    scale: Floats  # per class
    bias: Floats

    @classmethod
    def of(cls, weights: Floats, bias: Floats) -> Linear:
        """Quantise float weights (inputs × classes)."""
        scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
        return cls(np.round(weights / scale).astype(np.int8), scale.astype(np.float32), bias.astype(np.float32))

    def sparse(self, row: Vector) -> Floats:
        """Class scores of a sparse row."""
        total = row.weights @ self.weights[row.places].astype(np.float32) if len(row.places) else 0.0
        return np.asarray(total * self.scale + self.bias, np.float32)

    def dense(self, row: Floats) -> Floats:
        """Class scores of a dense row."""
        return np.asarray((row @ self.weights.astype(np.float32)) * self.scale + self.bias, np.float32)

    def pack(self, name: str) -> dict[str, NDArray[Any]]:
        """As arrays, for saving without pickle."""
        return {f"{name}_weights": self.weights, f"{name}_scale": self.scale, f"{name}_bias": self.bias}

    @classmethod
    def unpack(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Linear:
        """From `pack`."""
        return cls(arrays[f"{name}_weights"], arrays[f"{name}_scale"], arrays[f"{name}_bias"])


def softmax(scores: NDArray[Any]) -> Floats:
    """Probabilities from scores, along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def matrix(rows: Sequence[Vector], width: int) -> Any:
    """Sparse rows as one scipy matrix."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0] + [len(row.places) for row in rows])
    places = np.concatenate([row.places for row in rows])
    weights = np.concatenate([row.weights for row in rows])
    return csr_matrix((weights, places, ends), shape=(len(rows), width))


def fit(inputs: Any, classes: NDArray[np.int64], strength: float = STRENGTH, iterations: int = 200) -> Linear:
    """Train on a matrix (sparse or dense, rows × inputs) and class numbers 0…n-1. Deterministic."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=iterations).fit(inputs, classes)
    weights, bias = model.coef_.T, model.intercept_
    if weights.shape[1] == 1:  # two classes: scikit-learn keeps one column
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    return Linear.of(weights.astype(np.float32), bias.astype(np.float32))
