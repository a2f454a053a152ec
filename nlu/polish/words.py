"""The word lists of nlu/words.yml, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent.parent / "words.yml"


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@lru_cache(maxsize=32)
def words(name: str) -> frozenset[str]:
    """One list as a set. Raises KeyError for an unknown name."""
    return frozenset(_lists()[name])


@lru_cache(maxsize=1)
def roles() -> dict[str, frozenset[str]]:
    """Lemmas per role, the most telling roles first."""
    return {name: frozenset(lemmas) for name, lemmas in _lists()["roles"].items()}
