"""Operations that no verb names but the message as a whole implies: "priorytet: 3.3", "2.2 i nic więcej"."""

from __future__ import annotations

import re

from bot.dialogue import choosing
from bot.dialogue.context import Turn
from bot.dialogue.reply import Reply
from nlu.understanding import Clause, Target

SURE = 0.5
ONLY = 0.7
"""From these probabilities on an intent says what is wished with the actions named; dropping the others needs more."""
CHOOSING = ("select_add", "start_selection", "select_only")
LISTED = {"lista", "obszar"}
"""Lemmas of a list: "rezygnujemy ze wszystkich z tej listy" drops no more than that."""
INSTEAD = re.compile(r"\b(?:zamiast (?:tego|niego|niej|nich)|(?:w|na) (?:to|tamto|jego|jej|ich) miejsce)\b")
FRONT = {"poczatek", "pierwszenstwo", "priorytet", "priorytetowy", "najwazniejszy", "zaczac", "zaczynac"}
"""Lemmas that put a chosen action first."""
IS = {"byc", "isc", "stac", "to"}
"""Lemmas of "pierwsze ma być 3.3", "pierwsza pozycja to 3.3"."""
SPARED = re.compile(
    r"\bnie (?:chc\w+ )?(?:usuw|usun|wyrzuc|skasow|kasuj|skreśl|wykreśl|rezygn|zrezygn|zdejm|odznacz)\w*", re.I
)
"""Removing denied: "nie usuwaj 2.2"."""
LISTS = ("area", "proposals", "candidates")


def operation(turn: Turn) -> Reply | None:
    """The reply when the message implies an operation; None when it says one outright, asks, or wishes nothing."""
    u, clauses = turn.u, turn.u.clauses
    replaced = _replaced(turn)
    if replaced is not None:
        return choosing.operate(turn, [replaced])
    dropped = _listed(turn)
    if dropped is not None:
        return choosing.operate(turn, [dropped])
    if u.question or any(c.targets and c.operation not in (None, "add", "keep") for c in clauses):
        return None
    targets = [t for c in clauses for t in c.targets]
    named = tuple(t for t in targets if t.kind == "action" and t.how in ("id", "name") and not t.excluded)
    silent = all(c.operation is None for c in clauses if c.targets)
    wanted = silent or all(c.operation != "keep" for c in clauses)  # adding what is chosen would do nothing
    if named and all(t.id in turn.state.selected for t in named):
        if SPARED.search(turn.said.text):
            return choosing.with_draft(turn, turn.new("selection").say(turn.text("choose.unchanged")))
        return _of_chosen(turn, named, [t for t in targets if t.excluded], wanted=wanted)
    if not silent or not targets:
        return None
    if all(c.bare for c in clauses):
        return _of_list(turn, targets)
    if named and sum(row.score for row in u.intents if row.intent in CHOOSING) >= SURE:
        return choosing.operate(turn, [Clause("add", named)])
    return None


def _listed(turn: Turn) -> Clause | None:
    """ "rezygnujemy ze wszystkich z tej listy" drops what stands on it, not the whole choice."""
    removing = any(c.operation == "remove" for c in turn.u.clauses) and not turn.u.question
    targets = tuple(t for c in turn.u.clauses for t in c.targets)
    everything = bool(targets) and all(t.kind == "all" for t in targets)
    return Clause("remove", targets) if removing and everything and LISTED & set(turn.u.lemmas) else None


def _replaced(turn: Turn) -> Clause | None:
    """ "usuń 2.2, a w to miejsce 4.6": one verb for both, and the second is meant to come."""
    clauses = [c for c in turn.u.clauses if c.targets]
    wished = [c.operation for c in clauses]
    if wished not in (["remove"], ["remove", "add"]) or not INSTEAD.search(turn.said.text.lower()):
        return None
    targets = tuple(t for c in clauses for t in c.targets)
    chosen = [t.id in turn.state.selected for t in targets]
    return Clause("replace", targets) if chosen[0] and len(chosen) > 1 and not any(chosen[1:]) else None


def _of_chosen(turn: Turn, named: tuple[Target, ...], excluded: list[Target], *, wanted: bool) -> Reply | None:
    """ "tylko 2.2" keeps, "priorytet: 3.3" puts first; "nie 2.1, tylko 3.1" is about these two alone."""
    top = turn.u.top
    if top.intent == "select_only" and top.score >= ONLY and all(t.kind == "rest" for t in excluded):
        return choosing.operate(turn, [Clause("keep", named)])
    ordering = top.intent == "select_order" and top.score >= SURE
    everything = "przed" in turn.u.lemmas and "wszystek" in turn.u.lemmas  # "3.3 przed wszystkimi"
    places = [c.position for c in turn.u.clauses if c.operation == "move" and c.position]
    if len(named) == 1 and IS & set(turn.u.lemmas):  # "pierwsze ma być 3.3"
        places += [t.ordinal for c in turn.u.clauses for t in c.targets if t.kind == "ordinal" and t.ordinal]
    if not wanted or excluded or not (ordering or places or everything or FRONT & set(turn.u.lemmas)):
        return None
    place = places[0] if places else 1
    return choosing.operate(turn, [Clause("move", named, place)])


def _of_list(turn: Turn, targets: list[Target]) -> Reply | None:
    """ "hurtem wszystkie", "wszystko prócz 2.4" after a list was shown choose, though no verb says so."""
    if turn.state.offered_as not in LISTS or turn.state.choosing or not any(t.kind == "all" for t in targets):
        return None
    wished = turn.u.top.intent in ("select_all", "select_add", "select_only") and turn.u.top.score >= SURE
    if not wished and not any(target.excluded for target in targets):
        return None
    return choosing.operate(turn, [Clause("add", tuple(targets))])
