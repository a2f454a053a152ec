"""Figures about understanding: right at once, right within one click, asked, refused, accepted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.classifier import softmax
from nlu.crossval import Held
from nlu.decision import OUT, Decision, Thresholds, candidate, decide
from nlu.understanding import Ranked

LISTED = 12


@dataclass(frozen=True, slots=True)
class Case:
    """One message: what it means, what was understood (intents best first), what was decided."""

    meant: str
    group: str
    intents: tuple[Ranked, ...]
    decision: Decision

    @property
    def right(self) -> bool:
        """Answered, and right; for off-topic: refused."""
        if self.meant == OUT:
            return self.decision.kind == OUT
        return self.decision.kind == "answer" and self.answered == self.meant

    @property
    def answered(self) -> str:
        """The intent that would be answered: the best that is not out_of_scope."""
        return next((row.intent for row in self.intents if row.intent != OUT), "")

    @property
    def one_click(self) -> bool:
        """Right, or the right one is among the readings offered."""
        return self.right or (self.decision.kind == "clarify" and candidate(self.meant) in self.decision.candidates)

    @property
    def accepted(self) -> bool:
        """Answered or asked about, with anything but help: what off-topic must not be."""
        return self.decision.kind != OUT and self.answered != "help"


def chances(held: Held, by: Thresholds, *, embedding: bool = True) -> NDArray[np.float32]:
    """Calibrated probabilities of every held-out example, through the cascade."""
    words = softmax(held.words * by.words_sharpness)
    if held.joint is None or not embedding:
        return words
    joint = softmax(held.joint * by.joint_sharpness)
    sure = words.max(axis=1) >= by.sure
    if OUT in held.labels:
        sure &= words.argmax(axis=1) != held.labels.index(OUT)
    return np.where(sure[:, None], words, joint)


def cases(held: Held, by: Thresholds, *, embedding: bool = True) -> list[Case]:
    """What would have been decided for every held-out example."""
    found = []
    table = chances(held, by, embedding=embedding)
    out = held.labels.index(OUT) if OUT in held.labels else -1
    for example, row in zip(held.examples, table, strict=True):
        order = np.argsort(-row, kind="stable")[:LISTED]
        intents = tuple(Ranked(held.labels[n], float(row[n])) for n in order)
        in_scope = 1.0 if out < 0 else 1 - float(row[out])
        found.append(Case(example.intent, example.group, intents, decide(intents, in_scope, by)))
    return found


def kind(intent: str) -> str:
    """The family of an intent: actions, areas, terms, facets, off-topic, controls."""
    for start, name in (("action_", "actions"), ("area_", "areas"), ("term_", "terms"), ("facet_", "facets")):
        if intent.startswith(start):
            return name
    return "off-topic" if intent == OUT else "controls"


def share(found: Iterable[Case], holds: Callable[[Case], bool]) -> float:
    """The share of cases for which something holds; 0 for none."""
    values = [holds(case) for case in found]
    return sum(values) / len(values) if values else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The main figures, as shares from 0 to 1; `count` per family."""

    count: dict[str, int]
    right: dict[str, float]
    one_click: dict[str, float]
    third: float  # right action among the three likeliest intents
    asked: float  # clarify on in-scope messages
    asked_right: float  # of these, the right one offered
    refused: float  # in-scope refused
    accepted: float  # off-topic accepted

    def floor(self) -> dict[str, float]:
        """The figures a test holds up, by name."""
        return {"actions": self.right.get("actions", 0.0), "one click": self.one_click.get("actions", 0.0)}


def figures(found: Sequence[Case]) -> Figures:
    """Count once, by family."""
    families: dict[str, list[Case]] = defaultdict(list)
    for case in found:
        families[kind(case.meant)].append(case)
    inside = [case for case in found if case.meant != OUT]
    asked = [case for case in inside if case.decision.kind == "clarify"]
    return Figures(
        {name: len(rows) for name, rows in sorted(families.items())},
        {name: share(rows, lambda c: c.right) for name, rows in families.items()},
        {name: share(rows, lambda c: c.one_click) for name, rows in families.items()},
        share(families["actions"], lambda c: c.meant in [r.intent for r in c.intents[:3]]),
        len(asked) / max(len(inside), 1),
        share(asked, lambda c: candidate(c.meant) in c.decision.candidates),
        share(inside, lambda c: c.decision.kind == OUT),
        share(families["off-topic"], lambda c: c.accepted),
    )


def worst_pairs(found: Iterable[Case], limit: int = 10) -> list[tuple[str, str, int]]:
    """The commonest (meant, answered or refused as, times), wrong ones only."""
    wrong = Counter(
        (case.meant, OUT if case.decision.kind == OUT else case.answered) for case in found if not case.one_click
    )
    return [(meant, said, times) for (meant, said), times in sorted(wrong.items(), key=lambda p: (-p[1], p[0]))[:limit]]


def curve(held: Held, by: Thresholds, *, embedding: bool = True) -> list[tuple[float, float, float]]:
    """The off-topic curve: (threshold on 1 - in_scope, in-scope refused, off-topic accepted)."""
    table = chances(held, by, embedding=embedding)
    outside = np.array([example.intent == OUT for example in held.examples])
    score = table[:, held.labels.index(OUT)]
    steps = [n / 50 for n in range(1, 50)]
    return [(t, float((score[~outside] >= t).mean()), float((score[outside] < t).mean())) for t in steps]
