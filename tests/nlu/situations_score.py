"""How situations told by other authors are answered: proposals of the first reply against acceptable and wrong actions.

Run as `python -m tests.nlu.situations_score [FILE ...] [--ids]`. Files are lists of {text, role, good, bad}. The first
four ids of the card and its alternatives count as shown. Texts are never printed.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from nlu.evaluate import Text
from tests.nlu.dialogue_score import Core

FOLDER = Path(__file__).parent
FIRST = 4


@dataclass(frozen=True, slots=True)
class Scored:
    """A situation's kind of answer, the actions shown first, and which of them are acceptable or wrong."""

    kind: str
    shown: tuple[str, ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]


def score(core: Core, path: Path) -> list[Scored]:
    """Every situation of a file, told in a conversation of its own."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text())
    return [_one(core.answer(Text(row["text"], "recommend", ()), row["text"]).card, row) for row in rows]


def _one(card: dict[str, Any], row: dict[str, Any]) -> Scored:
    actions = [i for i in dict.fromkeys([*card["ids"], *card["alternatives"]]) if "." in i][:FIRST]
    good = tuple(i for i in actions if i in row["good"])
    return Scored(card["kind"], tuple(actions), good, tuple(i for i in actions if i in row["bad"]))


def figures(rows: Sequence[Scored]) -> dict[str, float]:
    """Shares: acceptable among the first four, a wrong one shown (per situation and per action shown)."""
    shown = sum(len(row.shown) for row in rows)
    return {
        "acceptable": sum(bool(row.good) for row in rows) / len(rows),
        "wrong_situations": sum(bool(row.bad) for row in rows) / len(rows),
        "wrong_shown": sum(len(row.bad) for row in rows) / max(shown, 1),
    }


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", default=[str(FOLDER / "situations_a.yml")])
    options.add_argument("--ids", action="store_true", help="what was shown for each situation, by number")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        core = Core(folder)
        for name in chosen.files:
            rows = score(core, Path(name))
            print(Path(name).name, len(rows), {key: f"{value:.1%}" for key, value in figures(rows).items()})
            print("  ", dict(Counter(row.kind for row in rows)))
            for number, row in enumerate(rows, 1) if chosen.ids else ():
                print(f"  {number}: {row.kind} {row.shown} good {row.good} wrong {row.bad}")


if __name__ == "__main__":
    main()
