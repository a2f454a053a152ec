"""check: content, training data, domain and rules, and whether they agree."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from bot.settings import ROOT, Settings
from knowledge.base import Base, load

LEAST = {"action_": 12, "area_": 10, "term_": 8, "out_of_scope": 60}
LEAST_CONTROL = 10


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print every fault; the exit code is 1 when there is one."""
    from bot.engine import generator

    base = load()
    if arguments.stale is not None:
        return _stale(base)
    if arguments.write:
        for path in generator.write():
            print(f"written: {path.relative_to(ROOT)}")
    faults = [*_data(base)]
    faults += [f"{path.relative_to(ROOT)}: stale, run `drogowskaz check --write`" for path in generator.stale()]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults; knowledge base {base.version}" if faults else f"all agrees; {base.version}")
    return 1 if faults else 0


def _data(base: Base) -> Iterator[str]:
    """Faults of the training data and its agreement with the knowledge."""
    from nlu.training import read

    counts: dict[str, int] = {}
    for example in read():
        counts[example.intent] = counts.get(example.intent, 0) + 1
    for action_id in base.actions:
        counts.setdefault(f"action_{action_id.replace('.', '_')}", 0)
    for intent, count in sorted(counts.items()):
        least = next((n for prefix, n in LEAST.items() if intent.startswith(prefix)), LEAST_CONTROL)
        if count < least:
            yield f"nlu/data: {intent} has {count} utterances, at least {least} are needed"
        if intent.startswith("action_") and intent.removeprefix("action_").replace("_", ".") not in base.actions:
            yield f"nlu/data: {intent} names no action"
        if intent.startswith("term_") and intent.removeprefix("term_").replace("_", "-") not in base.terms:
            yield f"nlu/data: {intent} names no term"


def _stale(base: Base) -> int:
    """Statements marked to be checked, or whose source has been superseded."""
    table = Table("id", "field", "source", "seen", "certainty", "text")
    for owner, name, statement in base.statements():
        source = base.sources.get(statement.source or "")
        if statement.certainty == "to_check" or (source is not None and source.superseded):
            seen = source.seen if source else ""
            table.add_row(owner, name, statement.source or "", seen, statement.certainty, statement.text)
    Console(width=200).print(table)
    return 0
