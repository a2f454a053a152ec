"""The things a message names outright, whatever it wants with them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.context import Turn
from nlu.understanding import Clause


@dataclass(frozen=True, slots=True)
class Named:
    """Ids by kind, in the order of the message; excluded and loosely described ones left out."""

    actions: list[str]
    areas: list[str]
    terms: list[str]
    tools: list[str]
    actions_by_id: list[str]


def named_things(turn: Turn) -> Named:
    """All things named by id or name; ordinals count as actions when they refer to a list."""
    from bot.dialogue import selection

    found: dict[str, dict[str, None]] = {"action": {}, "area": {}, "term": {}, "tool": {}}
    for clause in turn.u.clauses:
        for target in clause.targets:
            if target.excluded or target.how == "loose":
                continue
            if target.kind in found and target.id:
                found[target.kind].setdefault(target.id)
            elif target.kind in ("ordinal", "number") and turn.state.offered_as not in ("", "overview"):
                action_id = selection.nth(turn.state.offered, target.ordinal or 0)
                if action_id:
                    found["action"].setdefault(action_id)
            elif target.kind == "number" and turn.state.offered_as == "overview" and 1 <= (target.ordinal or 0) <= 4:
                found["area"].setdefault(str(target.ordinal))
    return Named(
        [i for i in found["action"] if i in turn.base.actions],
        [i for i in found["area"] if i in turn.base.areas],
        [i for i in found["term"] if i in turn.base.terms],
        [i for i in found["tool"] if i in turn.base.tools],
        [t.id for c in turn.u.clauses for t in c.targets if t.kind == "action" and t.how == "id" and t.id],
    )


def bare_targets(turn: Turn) -> tuple[list[Clause], list[str]] | None:
    """The clauses of a message that holds nothing but targets, and the areas among them; None for other messages.

    A bare digit 1–4 after the overview is an area. A term's bare name is left to the glossary unless the same words
    also name an action and choosing is on.
    """
    clauses = [c for c in turn.u.clauses if c.targets]
    if not clauses or any(not c.bare or c.operation not in (None, "show") for c in turn.u.clauses):
        return None
    if any(c.operation == "show" for c in turn.u.clauses):
        return None
    kinds = {t.kind for c in clauses for t in c.targets}
    if not kinds & {"action", "area", "ordinal", "number", "all", "both", "rest"}:
        return None
    if "term" in kinds and not turn.state.choosing:
        return None
    areas = [t.id for c in clauses for t in c.targets if t.kind == "area" and t.id]
    if turn.state.offered_as == "overview":
        areas += [
            str(t.ordinal) for c in clauses for t in c.targets
            if t.kind in ("number", "ordinal") and 1 <= (t.ordinal or 0) <= 4
        ]  # fmt: skip
    return clauses, areas
