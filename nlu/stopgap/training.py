"""The training data: utterances by intent and author. The folder an utterance stands in names its author."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Example:
    """One authored utterance."""

    text: str
    intent: str
    author: str


@lru_cache(maxsize=4)
def examples(folder: Path = DATA) -> tuple[Example, ...]:
    """All utterances, in file order. Raises ValueError for a file that is not Rasa training data."""
    found: list[Example] = []
    for path in sorted(folder.rglob("*.yml")):
        rows = (yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) or {}).get("nlu")
        if not isinstance(rows, list):
            raise ValueError(f"{path}: no list under nlu")
        author = path.relative_to(folder).parts[0].removesuffix(".yml")
        for row in rows:
            for line in str(row["examples"]).splitlines():
                text = line.strip().removeprefix("-").strip()
                if text:
                    found.append(Example(text, str(row["intent"]), author))
    return tuple(found)


def intents() -> list[str]:
    """All intents of the training data, sorted."""
    return sorted({example.intent for example in examples()})
