"""A situation told at length: which actions its parts speak for, which are there already or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.base import Base
from nlu.understanding import Part, Ranked

SURE = 0.5
"""From this probability on a part that tells of something existing or refused means the action."""
REFUSED = 0.15
"""The same for a refusal, which may mean several."""
WHOLE = 0.6
"""Weight of the needs taken together beside the parts."""
TEXT = 1.0
"""Weight of the message read as one beside its parts."""
LATER = 0.35
"""Of each further part that speaks for the same action so much is added."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a told situation comes to: `ranked` by evidence, `told` the part that speaks most for each action."""

    ranked: tuple[Ranked, ...]
    told: dict[str, str]
    excluded: frozenset[str]
    needs: str  # the parts that tell of needs, for the search


def read(base: Base, parts: tuple[Part, ...], whole: Sequence[Ranked] = (), text: Sequence[Ranked] = ()) -> Story:
    """Weigh the parts of a story; `whole` is what its needs speak for together, by probability among actions.

    `text` is the same for the message read as one.
    """
    excluded = {i for part in parts if part.sense != "need" for i in _meant(base, part)}
    scores: dict[str, float] = {}
    told: dict[str, tuple[float, str]] = {}
    for part in parts:
        if part.sense == "refused":
            continue
        weight = 1.0 if part.sense == "need" else 0.4
        for row in part.actions:
            if row.intent in excluded:
                continue
            value = weight * row.score
            before = scores.get(row.intent, 0.0)
            scores[row.intent] = max(before, value) + LATER * min(before, value)
            if value > told.get(row.intent, (0.0, ""))[0]:
                told[row.intent] = (value, part.text)
    for weight, rows in ((WHOLE, whole), (TEXT, text)):
        for row in rows:
            if row.intent not in excluded:
                scores[row.intent] = scores.get(row.intent, 0.0) + weight * row.score
    ranked = sorted((Ranked(i, score) for i, score in scores.items()), key=lambda r: (-r.score, r.intent))
    needs = ". ".join(part.text for part in parts if part.sense == "need")
    return Story(tuple(ranked), {i: text for i, (_, text) in told.items()}, frozenset(excluded), needs)


def _meant(base: Base, part: Part) -> list[str]:
    """The actions that a part about something existing or refused means: named, made by a named term, or likely."""
    likely = {row.intent: row.score for row in part.actions}
    found = [name for name in part.named if name in base.actions]
    for name in part.named:
        record = base.terms.get(name.removeprefix("term:")) if name.startswith("term:") else None
        if record is not None and record.actions and (len(record.actions) == 1 or record.name[:2].isupper()):
            found.append(max(record.actions, key=lambda i: likely.get(i, 0.0)))
    if part.sense == "refused":
        found.extend(i for i, score in likely.items() if score >= REFUSED)
    elif not found:
        found = [i for i, score in likely.items() if score >= SURE][:1]
    return [i for i in found if i in base.actions]
