"""How many messages of the mention sets change the draft exactly as their authors meant.

Run as `python -m tests.nlu.mentions_score [--sealed|--all] [--show] [--plain]`. Each message is parsed, its clauses go
through `bot.dialogue.choosing` with choosing on, and what was added and removed is compared. Every third item is
sealed: tuning looks at the others only, and of the sealed ones only the figure is ever printed.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir
from typing import cast

import yaml

from bot.dialogue import choosing
from bot.dialogue.context import Turn
from bot.dialogue.named import bare_targets
from bot.dialogue.state import Item, State
from bot.dialogue.world import Journal, Said, Search, World
from knowledge.base import Base, load
from nlu.mentions import Parser
from nlu.mentions.describe import Classify
from nlu.understanding import Clause, Understanding

FOLDER = Path(__file__).parent
SETS = ("mentions_a", "mentions_b", "mentions_c", "mentions_d", "mentions_e")
CHANGING = ("add", "remove", "replace", "keep", "move")


@dataclass(frozen=True)
class Row:
    """One message with what it should do; ids in no particular order."""

    text: str
    offered: list[str]
    draft: list[str]
    add: set[str]
    remove: set[str]


def rows(name: str, sealed: bool | None = False) -> list[Row]:
    """The messages of a set: the open ones, the sealed ones (True), or all (None)."""
    found = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    kept = [row for n, row in enumerate(found) if sealed is None or (n % 3 == 2) == sealed]
    return [
        Row(row["text"], row["offered"], row["draft"], set(row["add"]), set(row["remove"]) & set(row["draft"]))
        for row in kept
    ]


def outcome(base: Base, clauses: Sequence[Clause], row: Row) -> tuple[set[str], set[str]]:
    """Ids added and removed when the clauses are carried out while choosing."""
    chosen = set(after(base, clauses, row))
    return chosen - set(row.draft), set(row.draft) - chosen


def after(base: Base, clauses: Sequence[Clause], row: Row) -> list[str]:
    """The draft once the clauses are carried out while choosing; a question asked once is agreed to."""
    state = State(draft=[Item(i) for i in row.draft], choosing=True)
    if row.offered:
        state.offer(list(row.offered), "proposals")
    world = World(base, cast(Journal, None), cast(Search, None), datetime.now(UTC))
    turn = Turn(world, state, Said(row.text, Understanding(row.text, clauses=tuple(clauses))))
    named = [c for c in clauses if c.operation in CHANGING and c.targets]
    bare = bare_targets(turn)
    if named:
        choosing.operate(turn, named)
    elif bare is not None and not bare[1]:
        choosing.operate(turn, [Clause("add", c.targets, bare=True) for c in bare[0]])
    if state.pending is not None and state.pending.kind in ("all", "drop"):
        choosing.confirmed(turn, state.pending)
    return state.selected


def score(parser: Parser, base: Base, name: str, sealed: bool | None, show: bool) -> tuple[int, int]:
    """(right, all) of a set; prints the wrong ones when asked, never sealed ones."""
    right = 0
    chosen = rows(name, sealed)
    for row in chosen:
        clauses = parser.parse(row.text)
        got = outcome(base, clauses, row)
        if got == (row.add, row.remove):
            right += 1
        elif show and sealed is False:
            print(
                f"- {row.text}\n    want +{sorted(row.add)} -{sorted(row.remove)}  offered {row.offered} draft {row.draft}"
            )
            print(f"    got  +{sorted(got[0])} -{sorted(got[1])}")
            for clause in clauses:
                print(f"      {brief(clause)}")
    return right, len(chosen)


def brief(clause: Clause) -> str:
    """A clause on one line."""
    things = [
        f"{'!' if t.excluded else ''}{t.kind}:{t.id or t.ordinal or ''}{'~%.2f' % t.score if t.how == 'loose' else ''}"
        for t in clause.targets
    ]
    flags = f"{' bare' if clause.bare else ''}{f' at {clause.position}' if clause.position is not None else ''}"
    return f"{clause.operation}{flags} {' '.join(things)}  «{clause.text}»"


def classifier(base: Base, folder: Path) -> Classify:
    """The classifier's reading of loose descriptions, from a model kept in `folder` (trained when missing)."""
    from nlu.understander import Understander

    if not (folder / "model.json").exists():
        Understander.train(base).save(folder)
    return Understander.load(folder).actions_of


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser()
    options.add_argument("--sealed", action="store_true")
    options.add_argument("--all", action="store_true")
    options.add_argument("--show", action="store_true")
    options.add_argument("--plain", action="store_true", help="names and numbers only, no loose descriptions")
    options.add_argument("--model", type=Path, default=Path(gettempdir()) / "drogowskaz-mentions", help="kept model")
    chosen = options.parse_args()
    base = load()
    parser = Parser(base, None if chosen.plain else classifier(base, chosen.model))
    sealed = None if chosen.all else chosen.sealed
    for name in SETS:
        right, total = score(parser, base, name, sealed, chosen.show)
        print(f"{name}: {right}/{total} = {100 * right / total:.1f} %")


if __name__ == "__main__":
    main()
