"""Whether a question's statement is among the first three found: `python -m tests.nlu.search_score [SET ...]`.

A hit: one of the first three belongs to an acceptable action, directly or through its term or tool. The stricter figure
asks, too, that what must be said stands in one of the three.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from actions.surroundings import lemmas
from bot.engine import training
from knowledge.base import Base, load
from knowledge.search import Search
from nlu.understander import Understander

FOLDER = Path(__file__).parent
SETS = ("search_a", "search_b")


def owners(base: Base, owner: str) -> set[str]:
    """The actions a found statement belongs to."""
    kind, _, slug = owner.partition(":")
    if not slug:
        return {owner}
    record = base.terms.get(slug) if kind == "term" else base.tools.get(slug)
    return set(record.actions) if record else set()


def score(base: Base, search: Search, understander: Understander, name: str) -> tuple[int, int, int]:
    """(hits, hits that also say what they must, all)."""
    rows: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    hits = strict = 0
    for row in rows:
        understood = understander.understand(row["text"])
        likely = {one.intent: one.score for one in understood.ranked_actions}
        found = search.find(understood.repaired, likely=likely)
        hit = any(owners(base, one.owner) & set(map(str, row["ids"])) for one in found)
        hits += hit
        strict += hit and any(
            str(row.get("says", "")).casefold() in f"{one.text} {one.source}".casefold() for one in found
        )
    return hits, strict, len(rows)


def main() -> None:
    """Print the figures."""
    base = load()
    search = Search(base, lemmas)
    models = Path(__file__).parents[2] / "var" / "models"
    understander = Understander.load(training.nlu_folder(training.train(models, base)), base)
    for name in sys.argv[1:] or SETS:
        hits, strict, every = score(base, search, understander, name)
        print(f"{name}: {hits}/{every} = {hits / every:.1%}; with what must be said {strict}/{every}")


if __name__ == "__main__":
    main()
