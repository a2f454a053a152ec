"""Answer, clarify or refuse: the one place that decides, by the numbers of nlu/thresholds.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from nlu.understanding import Ranked

FILE = Path(__file__).parent / "thresholds.yml"
OUT = "out_of_scope"
MOST = 3
"""Readings offered in one question."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers, as named and explained in thresholds.yml."""

    words_sharpness: float
    joint_sharpness: float
    sure: float
    out_of_scope: float
    weak: float
    weak_out: float
    weak_control: float
    clarify_below: float
    clarify_margin: float
    clarify_floor: float
    facet: float
    facet_told: float
    facet_wished: float
    facet_opened: float
    facet_numbered: float
    told: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a message; `candidates` are two or three ids ("2.1", "area:2") for a question."""

    kind: Literal["answer", "clarify", "out_of_scope"]
    candidates: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """The shipped numbers. Raises TypeError when one is missing or unknown."""
    rows: Mapping[str, float] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Thresholds(**rows)


def candidate(intent: str) -> str | None:
    """The id a question may offer for an intent: an action's or "area:n"; None for all else."""
    if intent.startswith("action_"):
        return intent.removeprefix("action_").replace("_", ".")
    if intent.startswith("area_"):
        return "area:" + intent.removeprefix("area_")
    return None


def decide(intents: Sequence[Ranked], in_scope: float, by: Thresholds | None = None) -> Decision:
    """Decide by the ranked intents (best first, calibrated) and the probability of being in the domain."""
    by = by or thresholds()
    if not intents or 1 - in_scope >= by.out_of_scope:
        return Decision("out_of_scope")
    if intents[0].score < by.weak and 1 - in_scope >= by.weak_out:
        return Decision("out_of_scope")
    best = next((row for row in intents if row.intent != OUT), intents[0])
    if candidate(best.intent) is None:  # what is no story of a need must be recognised to be followed
        return Decision("answer") if best.score >= by.weak_control else Decision("out_of_scope")
    others = [row for row in intents if row.intent != best.intent and candidate(row.intent)]
    offered = [best, *(row for row in others if row.score >= by.clarify_floor)][:MOST]
    near = bool(others) and best.score - others[0].score < by.clarify_margin
    if len(offered) > 1 and (near or best.score < by.clarify_below):
        return Decision("clarify", tuple(candidate(row.intent) or "" for row in offered))
    return Decision("answer")
