"""Accuracy on texts by an author who wrote none of the training data. Figures only, never a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.evaluate import Text, texts
from nlu.understander import Understander

FILE = Path(__file__).parent.parent / "tests" / "nlu" / "other_author.yml"
OUT = "out_of_scope"
FALLBACK = "nlu_fallback"
MEANING = ("term", "glossary_unknown")
"""Our intents that ask what a word means; which word is said by the mention, the one and only term named."""
FAMILIES = ("action", "area", "glossary", "control")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one system made of a text: the intent it would act on ("" for a question back), and intents best first."""

    acted: str
    ranking: tuple[str, ...]
    offered: tuple[str, ...] = ()  # intents offered as buttons when it asks back


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares from 0 to 1. `right` by family; `third`: the right action among the first three of the ranking."""

    right: dict[str, float]
    third: float
    one_click: float
    asked: float
    refused: float
    accepted: float


def family(row: Text) -> str:
    """action, area, glossary, out_of_scope, or control for all else."""
    return row.kind if row.kind in ("action", "area", "glossary", OUT) else "control"


def meant(row: Text) -> str:
    """The intent a text stands for."""
    if row.kind == "action":
        return "action_" + row.ids[0].replace(".", "_")
    if row.kind == "area":
        return "area_" + row.ids[0]
    return "term_" + row.ids[0].replace("-", "_") if row.kind == "glossary" and row.ids else row.kind


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else float("nan")


def score(read: Callable[[list[str]], list[Reading]]) -> Accuracy:
    """Let a system read all texts and count."""
    rows = texts(FILE)
    pairs = list(zip(rows, read([row.text for row in rows]), strict=True))
    inside = [(row, got) for row, got in pairs if row.kind != OUT]
    actions = [(meant(row), got) for row, got in inside if row.kind == "action"]
    return Accuracy(
        {name: _share([got.acted == meant(row) for row, got in inside if family(row) == name]) for name in FAMILIES},
        _share([wanted in got.ranking[:3] for wanted, got in actions]),
        _share([wanted == got.acted or wanted in got.offered for wanted, got in actions]),
        _share([not got.acted for _, got in inside]),
        _share([got.acted in (OUT, FALLBACK) for _, got in inside]),
        _share([got.acted not in (OUT, FALLBACK, "help") for row, got in pairs if row.kind == OUT]),
    )


def stock_reader(parse: Callable[[list[str]], list[tuple[str, list[str]]]]) -> Callable[[list[str]], list[Reading]]:
    """Stock Rasa: its first intent is acted on; out_of_scope and its own fallback refuse."""
    return lambda said: [Reading(intent, tuple(ranking)) for intent, ranking in parse(said)]


def our_reader(understander: Understander) -> Callable[[list[str]], list[Reading]]:
    """Ours, at the shipped thresholds: answered, asked back or refused."""

    def read(said: list[str]) -> list[Reading]:
        found = []
        for text in said:
            made = understander.understand(text)
            ranking = tuple(row.intent for row in made.intents)
            best = next((name for name in ranking if name != OUT), OUT)
            named = {target.id for clause in made.clauses for target in clause.targets if target.kind == "term"}
            if best in MEANING and len(named) == 1:
                best = "term_" + str(*named).replace("-", "_")
            offered = tuple(_intent(name) for name in made.candidates)
            acted = {"answer": best, "clarify": "", OUT: OUT}[made.decision]
            found.append(Reading(acted, ranking, offered))
        return found

    return read


def _intent(candidate: str) -> str:
    """The intent of an id offered as a button ("2.1", "area:2")."""
    if candidate.startswith("area:"):
        return "area_" + candidate.removeprefix("area:")
    return "action_" + candidate.replace(".", "_")
