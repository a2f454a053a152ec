"""What the things named in a message refer to, here and now: ordinals, "wszystkie", "to", bare digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.dialogue import selection
from bot.dialogue.context import Turn
from nlu.understanding import Clause, Target

LOOSE = 0.5
"""A loose description ("to z lokalami") counts from this probability among the actions."""


@dataclass
class Referred:
    """Action ids a clause speaks of, and what could not be found."""

    ids: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    out_of_range: list[int] = field(default_factory=list)
    no_list: bool = False
    everything: bool = False  # "wszystkie" stood there
    unsure: list[str] = field(default_factory=list)  # candidates of a loose description that is too vague


def resolve(turn: Turn, clause: Clause, pool: Sequence[str]) -> Referred:
    """Action ids of a clause. `pool` is the list that ordinals and "wszystkie" refer to."""
    found = Referred()
    positive = [target for target in clause.targets if not target.excluded]
    spelt = len(positive) > 1 and all(target.kind == "action" for target in positive)  # "3.1, 3.2, 3.3 bez ostatniego"
    spelt = spelt or [target.kind for target in positive] == ["area"]  # "z drugiego wszystko oprócz ostatniego"
    for target in clause.targets:
        ids = _one(turn, clause, target, found.ids if spelt and target.excluded else pool, found)
        goal = found.excluded if target.excluded else found.ids
        goal.extend(i for i in ids if i not in goal)
    chosen = set(found.excluded) & set(turn.state.selected)
    if found.excluded and not positive and not chosen and clause.operation in ("add", "keep"):
        # "wszystkie" may be left unsaid: "poza czwartą", "tylko nie regranting"; of what is chosen it is a removal
        found.everything = True
        found.ids = list(pool)
    found.ids = [i for i in found.ids if i not in found.excluded]
    return found


def _one(turn: Turn, clause: Clause, target: Target, pool: Sequence[str], found: Referred) -> list[str]:
    state = turn.state
    match target.kind:
        case "action":
            return _action(turn, target, found, clause.operation)
        case "term":  # "dodaj regranting": a term that belongs to one action stands for it
            record = turn.base.terms.get(target.id or "")
            one = record.actions if record and len(record.actions) == 1 else ()
            named = any(t.kind == "action" for c in turn.u.clauses for t in c.targets)
            return [] if named else list(one)
        case "area":
            found.everything = True
            return [action.id for action in turn.base.actions_of(target.id or "")]
        case "ordinal" | "number":
            line = selection.nth(state.offered, target.ordinal or 0)
            if selection.nth(pool, target.ordinal or 0) is None and line in state.selected and line is not None:
                return [line]  # too high among the chosen, but the number of a chosen line on the screen
            return _ordinal(target.ordinal or 0, pool, found)
        case "all":
            found.everything = True
            if not pool:
                found.no_list = True
            return list(pool)
        case "both":
            if len(pool) == 2:
                return list(pool)
            shown = list(dict.fromkeys(i for i in reversed(state.shown) if i in turn.base.actions))[:2]
            return list(reversed(shown))
        case "this":
            last = state.shown_action()
            return [last] if last is not None else []
        case "rest":
            return [i for i in pool if i not in found.ids and i not in found.excluded]
        case _:
            return []


def _action(turn: Turn, target: Target, found: Referred, operation: str | None) -> list[str]:
    if target.id is None or target.id not in turn.base.actions:
        return []
    if target.how == "loose" and operation in ("remove", "keep", "move"):
        # only what is chosen can go, stay or move: the likeliest reading among the chosen
        chosen = [i for i in (target.id, *target.others) if i in turn.state.selected]
        if chosen:
            return chosen[:1]
    if target.how == "loose" and target.score < LOOSE:
        found.unsure = [target.id, *(i for i in target.others if i in turn.base.actions)][:3]
        return []
    return [target.id]


def _ordinal(ordinal: int, pool: Sequence[str], found: Referred) -> list[str]:
    if not pool:
        found.no_list = True
        return []
    if ordinal == 0 and len(pool) % 2:  # "to środkowe"
        return [pool[len(pool) // 2]]
    action_id = selection.nth(pool, ordinal)
    if action_id is None:
        found.out_of_range.append(ordinal)
        return []
    return [action_id]
