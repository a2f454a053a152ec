"""Which actions answer a situation: a transparent ranking from needs, the classifier, the role and the wishes voiced.

Score of an action = the best (need match × weight) plus a quarter of each further one, plus 0.6 × the classifier's
probability among actions; an action the speaker's role cannot start counts 0.3 of that and is shown with the remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.world import NeedHit
from knowledge.base import Base
from knowledge.schema import Action
from nlu.understanding import Ranked

CLASSIFIER = 0.6
FURTHER = 0.25
STORY = 2.0
"""Weight of the classifier for a story, whose parts it has read one by one."""
FOREIGN_ROLE = 0.3
NEAR = 0.3
"""Proposals with less than this share of the best score are left out of a told story's."""
LEAST = 0.12
"""Below this score an action is not proposed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An action with why it is proposed. `need` is None when only the classifier speaks for it."""

    id: str
    score: float
    need: str | None = None
    reason: str = ""
    words: tuple[str, ...] = ()
    startable: bool = True


def rank(
    base: Base,
    hits: Sequence[NeedHit],
    ranked: Sequence[Ranked],
    role: str | None,
    *,
    wish: str = "",
    classifier: float = CLASSIFIER,
) -> list[Proposal]:
    """All proposals worth showing, best first, deterministic. `wish` is "easier", "quick" or empty."""
    scores: dict[str, float] = {}
    best: dict[str, tuple[float, NeedHit, str]] = {}
    for hit in hits:
        for answer in base.needs[hit.slug].answers:
            value = hit.score * answer.weight
            earlier = best.get(answer.id)
            scores[answer.id] = value if earlier is None else max(value, earlier[0]) + FURTHER * min(value, earlier[0])
            if earlier is None or value > earlier[0]:
                best[answer.id] = (value, hit, answer.reason)
    for row in ranked:
        if row.intent in base.actions:
            scores[row.intent] = scores.get(row.intent, 0.0) + classifier * row.score
    proposals = []
    for action_id, score in scores.items():
        startable = role is None or role == "owes" or role in base.actions[action_id].starters
        value = score if startable else score * FOREIGN_ROLE
        found = best.get(action_id)
        proposals.append(
            Proposal(
                action_id,
                value,
                found[1].slug if found else None,
                found[2] if found else "",
                found[1].words if found else (),
                startable,
            )
        )
    worth = [p for p in proposals if p.score >= LEAST]
    return sorted(worth, key=lambda p: (*_wish(base.actions[p.id], wish), -round(p.score, 6), p.id))


def worth(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Of the proposals for a told story those that come near the best one, and a second to choose from."""
    near = [p for p in proposals if p.score >= NEAR * proposals[0].score] if proposals else []
    return near if len(near) > 1 else list(proposals[:2])


def starters(base: Base, role: str | None, wish: str = "") -> list[Proposal]:
    """Where nothing is known: actions that are easy to begin, for this role."""
    fit = [a for a in base.actions.values() if role is None or role == "owes" or role in a.starters]
    ordered = sorted(fit, key=lambda a: (*_wish(a, wish), a.effort, a.months[0], a.id))
    return [Proposal(a.id, 0.0) for a in ordered]


def _wish(action: Action, wish: str) -> tuple[int, ...]:
    if wish == "easier":
        return (action.effort, action.months[1])
    if wish == "quick":
        return (action.months[0], action.months[1])
    return ()
