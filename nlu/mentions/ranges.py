"""Ranges ("od 2.1 do 2.4", "od trzeciej do końca") and members of an area ("pierwszy z obszaru drugiego")."""

from __future__ import annotations

from knowledge.base import Base
from nlu.mentions.nodes import Node, at, glue, numeric
from nlu.mentions.numerals import MIDDLE
from nlu.mentions.scan import by_id, by_ordinal
from nlu.understanding import Target

_BEGINNINGS = ("poczatku", "gory", "samego poczatku", "samej gory")
_ENDS = ("konca", "ostatniej", "ostatniego", "ostatnia", "samego")


def ranges(nodes: list[Node], base: Base) -> list[Node]:
    """ "od 2.1 do 2.4", "od 2.1 po 2.4", "2.1 - 2.3", "od drugiej do piątej", "od trzeciej do końca"; ids in order of the base."""
    made: list[Node] = []
    place = 0
    while place < len(nodes):
        node, link, end = nodes[place], at(nodes, place + 1), at(nodes, place + 2)
        if node.kind == "target" and node.role == "id":
            node.targets = [one for target in node.targets for one in expand(target, base)]
        began = bool(made) and (made[-1].folded == "od" or _between_all(made, link))
        if began and link is not None and link.folded == "az":  # "od 2.1 aż do 2.4"
            nodes = [*nodes[: place + 1], *nodes[place + 2 :]]
            link, end = at(nodes, place + 1), at(nodes, place + 2)
        until = ("do", "po", "a", "i") if began and made[-1].folded != "od" else ("do", "po") if began else ("do",)
        targets: list[Target] = []
        if link is not None and end is not None and (link.folded in until or link.kind == "dash"):
            if end.kind == "filler" and end.role == "unit":
                end = at(nodes, place + 3)
            if end is not None:
                targets = _between(node, end, base, began or link.folded in until)
        if targets and end is not None:
            if began:
                made.pop()
                if made and made[-1].role == "all" and node.role == "id":
                    made.pop()  # "wszystkie od 4.2 do 4.4"
            stop = nodes.index(end)
            made.append(glue(nodes[place : stop + 1], targets, node.role))
            place = stop + 1
            continue
        made.append(node)
        place += 1
    return made


def _between_all(made: list[Node], link: Node | None) -> bool:
    """ "wszystko między 4.2 a 4.4" is a range; without "wszystko" it asks for a difference."""
    between = made[-1].folded in ("miedzy", "pomiedzy") and link is not None and link.folded in ("a", "i")
    return between and len(made) > 1 and made[-2].role == "all"


def from_the_beginning(nodes: list[Node]) -> list[Node]:
    """ "od początku do trzeciej": the beginning is the first."""
    made: list[Node] = []
    for place, node in enumerate(nodes):
        until = at(nodes, place + 1)
        begins = node.folded in _BEGINNINGS and node.kind != "target" and made and made[-1].folded == "od"
        if begins and until is not None and until.folded == "do":
            made.append(Node("target", node.start, node.end, node.folded, [by_ordinal(1)], None, 1, "ordinal"))
        else:
            made.append(node)
    return made


def _between(node: Node, end: Node, base: Base, said: bool) -> list[Target]:
    if node.kind != "target" or len(node.targets) != 1:
        return []
    if node.role == "id" and end.role == "id" and len(end.targets) == 1:
        return expand(Target("action", id=f"{node.targets[0].id}-{end.targets[0].id}", how="id"), base)
    if not numeric(node) or node.value < 0:
        return []
    if said and (end.folded in _ENDS or (numeric(end) and end.value == -1)):
        return [
            Target("all"),
            *(Target("ordinal", ordinal=n, excluded=True, how="ordinal") for n in range(1, node.value)),
        ]
    if numeric(end) and end.value > node.value:
        return [by_ordinal(n) for n in range(node.value, end.value + 1)]
    return []


def expand(target: Target, base: Base) -> list[Target]:
    """The ids of a range ("1.1-1.3"); an id that stands alone comes back alone, whether it exists or not."""
    first, dash, last = (target.id or "").partition("-")
    if not dash:
        return [target]
    if first > last:
        first, last = last, first
    found = [by_id(key) for key in base.actions if first <= key <= last]
    missing = [by_id(key) for key in (first, last) if key not in base.actions]
    return [*found, *missing]


def of_area(nodes: list[Node], base: Base) -> list[Node]:
    """ "pierwszy z obszaru drugiego" is an id; "wszystkie z obszaru 3" is the area itself."""
    made: list[Node] = []
    for place, node in enumerate(nodes):
        area = node.targets[0].id if node.role == "area" and len(node.targets) == 1 else None
        linked = bool(made) and made[-1].kind == "prep" and made[-1].folded in ("z", "ze", "w", "we")
        if area is None or not linked:
            made.append(node)
            continue
        back = len(made) - 2
        while (
            back >= 0 and made[back].kind in ("filler", "conj", "comma", "this", "also") and made[back].role != "phrase"
        ):
            back -= 1
        if back >= 0 and made[back].role == "all":
            made[back] = glue([*made[back:], node], list(node.targets), "area", 1)
            del made[back + 1 :]
            continue
        hits = [one for one in made if one.role in ("ordinal", "digit", "number") and one.kind == "target"]
        hits = hits if back >= 0 and made[back] in hits else _following(nodes, place)
        everything = next((one for one in nodes[place + 1 :] if one.role == "all"), None) if not hits else None
        if everything is not None:  # "z obszaru trzeciego wszystko poza 3.1"
            everything.targets, everything.role, everything.value = list(node.targets), "area", 1
            everything.folded = "obszar"
            made.append(Node("filler", node.start, node.end, node.folded))
            continue
        if not hits:
            named = any(one.kind == "target" and one.role in ("id", "name") for one in nodes)
            made.append(Node("filler", node.start, node.end, node.folded) if named else node)
            continue
        for one in hits:
            one.targets = [found for target in one.targets for found in _member(area, target.ordinal or MIDDLE, base)]
            one.role = "id"
        made[-1].kind = "filler"
        made.append(Node("filler", node.start, node.end, node.folded))
    return made


def _following(nodes: list[Node], place: int) -> list[Node]:
    hits = []
    for node in nodes[place + 1 :]:
        if node.role in ("ordinal", "digit", "number") and node.kind == "target":
            hits.append(node)
        elif node.kind not in ("conj", "comma", "filler", "verb", "also", "this", "colon"):
            break
    return hits


def _member(area: str, ordinal: int, base: Base) -> list[Target]:
    members = [action.id for action in base.actions_of(area)]
    if ordinal == MIDDLE:
        return [by_id(members[len(members) // 2])] if members else []
    if -len(members) <= ordinal < 0:
        return [by_id(members[ordinal])]
    return [by_id(members[ordinal - 1] if ordinal <= len(members) else f"{area}.{ordinal}")]
