"""Softmax regression on sparse features, averaged with the same on a sentence embedding, calibrated, in cascade.

Trained with scikit-learn, kept as plain arrays (no pickle), run with numpy.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlu.stopgap import embedding
from nlu.stopgap.features import Features, Sparse

Floats = npt.NDArray[np.float32]
SPARSE_C, DENSE_C = 40.0, 60.0
SURE = 0.75
"""When the sparse model alone is this sure, the embedding is not asked (measured: no loss)."""


@dataclass
class Head:
    """One softmax regression: coefficients (features × classes) and intercepts."""

    coefficients: Floats
    intercepts: Floats

    def sparse(self, vector: Sparse) -> Floats:
        """Class scores (logits) of a sparse vector."""
        places, values = vector
        return values @ self.coefficients[places] + self.intercepts if len(places) else self.intercepts

    def dense(self, vector: Floats) -> Floats:
        """Class scores (logits) of a dense vector."""
        return vector @ self.coefficients + self.intercepts


@dataclass
class Classifier:
    """Probabilities over `labels`."""

    labels: list[str]
    features: Features
    words: Head
    meaning: Head | None
    temperature: float = 1.0

    @classmethod
    def train(
        cls, texts: Sequence[str], labels: Sequence[str], *, with_embedding: bool | None = None,
        vectors: Floats | None = None, temperature: float = 1.0, weights: Sequence[float] | None = None,
    ) -> Classifier:  # fmt: skip
        """Learn from repaired texts. `vectors`: their embeddings, when already computed."""
        features = Features.learn(texts)
        names = sorted(set(labels))
        words = _fit(_matrix(features, texts), labels, SPARSE_C, weights)
        use = embedding.available() if with_embedding is None else with_embedding
        meaning = None
        if use:
            meaning = _fit(embedding.embed(list(texts)) if vectors is None else vectors, labels, DENSE_C, weights)
        return cls(names, features, words, meaning, temperature)

    def probabilities(self, text: str, vector: Floats | None = None) -> Floats:
        """Calibrated probabilities of a repaired text, shape (labels,)."""
        first = _softmax(self.words.sparse(self.features.vector(text)))
        if self.meaning is None or (vector is None and (first.max() >= SURE or not embedding.available())):
            return _sharpen(first, self.temperature)
        if vector is None:
            vector = embedding.embed([text])[0]
        both = (first + _softmax(self.meaning.dense(vector))) / 2
        return _sharpen(both, self.temperature)

    def save(self, folder: Path, name: str) -> None:
        """Write `<name>.npz` and `<name>.json`."""
        half = np.float16
        arrays = {
            "weights": self.features.weights,
            "w": self.words.coefficients.astype(half),
            "wb": self.words.intercepts,
        }
        if self.meaning is not None:
            arrays |= {"m": self.meaning.coefficients.astype(half), "mb": self.meaning.intercepts}
        np.savez_compressed(folder / f"{name}.npz", **arrays)
        rows = {"labels": self.labels, "vocabulary": list(self.features.vocabulary), "temperature": self.temperature}
        (folder / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False))

    @classmethod
    def load(cls, folder: Path, name: str) -> Classifier:
        """Read what `save` wrote. Raises FileNotFoundError."""
        rows = json.loads((folder / f"{name}.json").read_text())
        with np.load(folder / f"{name}.npz") as kept:
            arrays = {key: kept[key].astype(np.float32) for key in kept.files}
        features = Features({t: n for n, t in enumerate(rows["vocabulary"])}, arrays["weights"])
        meaning = Head(arrays["m"], arrays["mb"]) if "m" in arrays else None
        return cls(rows["labels"], features, Head(arrays["w"], arrays["wb"]), meaning, rows["temperature"])


def _matrix(features: Features, texts: Sequence[str]):  # type: ignore[no-untyped-def]
    from scipy.sparse import csr_matrix

    places, values, ends = [], [], [0]
    for text in texts:
        row = features.vector(text)
        places.extend(row[0].tolist())
        values.extend(row[1].tolist())
        ends.append(len(places))
    return csr_matrix((values, places, ends), shape=(len(texts), len(features.vocabulary)), dtype=np.float64)


def _fit(matrix, labels: Sequence[str], c: float, weights: Sequence[float] | None) -> Head:  # type: ignore[no-untyped-def]
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=c, max_iter=150, tol=1e-3)
    model.fit(matrix, list(labels), sample_weight=weights)
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.hstack([-intercepts, intercepts])
    return Head(coefficients.T.astype(np.float32), intercepts.astype(np.float32))


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    return (powers / powers.sum()).astype(np.float32)


def _sharpen(probabilities: Floats, temperature: float) -> Floats:
    if temperature == 1.0:
        return probabilities
    return _softmax(np.log(probabilities + 1e-9) / temperature)
