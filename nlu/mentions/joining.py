"""Small things joined into what they mean together: counts with ordinals, ranges, areas, units; false ordinals undone."""

from __future__ import annotations

from knowledge.base import Base
from nlu.mentions.forms import grammar
from nlu.mentions.nodes import Node
from nlu.mentions.numerals import MIDDLE
from nlu.mentions.scan import by_id, by_ordinal
from nlu.understanding import Target

_PLACES_OF_TIME = ("o", "po", "przed", "w", "za")
_ENDS = ("konca", "ostatniej", "ostatniego", "ostatnia", "samego")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def join(nodes: list[Node], base: Base) -> list[Node]:
    """The nodes with everything numeric settled. Ids of ranges are expanded by the base's own order."""
    nodes = _areas(nodes)
    nodes = _counted(nodes)
    nodes = _settle(nodes)
    nodes = _ranges(nodes, base)
    return _of_area(nodes, base)


def _numeric(node: Node | None) -> bool:
    return (
        node is not None and node.kind == "target" and node.role in ("digit", "number", "ordinal") and node.value != 0
    )


def _at(nodes: list[Node], place: int) -> Node | None:
    return nodes[place] if 0 <= place < len(nodes) else None


def _glue(nodes: list[Node], targets: list[Target], role: str, value: int = 0) -> Node:
    text = " ".join(node.folded for node in nodes)
    return Node("target", nodes[0].start, nodes[-1].end, text, targets, role=role, value=value)


def _areas(nodes: list[Node]) -> list[Node]:
    """ "obszar 2", "drugi obszar", "obszar numer dwa", "obszary 2 i 3", "cały trzeci obszar"."""
    made: list[Node] = []
    place = 0
    while place < len(nodes):
        node = nodes[place]
        if node.kind != "area":
            made.append(node)
            place += 1
            continue
        first, after = len(made), place + 1
        values: list[int] = []
        if made and _numeric(made[-1]):
            values, first = [made[-1].value], len(made) - 1
        else:
            unit = _at(nodes, after)
            if unit is not None and unit.role == "unit":
                after += 1
            while True:
                one = _at(nodes, after)
                roman = one is not None and not values and one.folded in ROMAN and one.kind in ("content", "conj")
                if one is None or not (_numeric(one) or roman):
                    break
                values.append(ROMAN[one.folded] if roman else one.value)
                after += 1
                link, following = _at(nodes, after), _at(nodes, after + 1)
                if link is None or link.kind not in ("conj", "comma") or not _numeric(following):
                    break
                after += 1
        whole = first > 0 and made[first - 1].role == "whole"
        if whole:
            first -= 1
        run = made[first:] + nodes[place:after]
        del made[first:]
        if values:
            targets = [Target("area", id=str(value), how="id") for value in values]
            made.append(_glue(run, targets, "area", 1 if whole else 0))
        else:
            made += [_filler(one) for one in run]
        place = after
    return made


def _filler(node: Node) -> Node:
    return Node("filler", node.start, node.end, node.folded) if node.kind == "area" else node


def _counted(nodes: list[Node]) -> list[Node]:
    """ "dwa pierwsze", "ostatnie trzy", "te dwie", "wszystkie trzy"."""
    made: list[Node] = []
    place = 0
    while place < len(nodes):
        node, after = nodes[place], _at(nodes, place + 1)
        if after is not None and _count(node) and _edge(after):
            made.append(_glue([node, after], _edge_targets(after.value, node.value), "ordinal"))
            place += 2
        elif after is not None and _edge(node) and _count(after):
            made.append(_glue([node, after], _edge_targets(node.value, after.value), "ordinal"))
            place += 2
        elif after is not None and node.role == "all" and _count(after):
            made.append(_glue([node, after], list(node.targets), "all"))
            place += 2
        elif after is not None and node.kind == "this" and _count(after) and after.role != "digit":
            third = _at(nodes, place + 2)
            if third is not None and _edge(third):
                made.append(node)
                place += 1
                continue
            kind: Target = Target("both") if after.value == 2 else Target("all")
            made.append(_glue([node, after], [kind], kind.kind))
            place += 2
        else:
            made.append(node)
            place += 1
    return made


def _count(node: Node) -> bool:
    return node.role in ("count", "number", "digit") and 2 <= node.value <= 20


def _edge(node: Node) -> bool:
    return node.role == "ordinal" and node.value in (1, -1) and len(node.targets) == 1


def _edge_targets(edge: int, count: int) -> list[Target]:
    values = range(1, count + 1) if edge == 1 else range(-count, 0)
    return [by_ordinal(value) for value in values]


def _settle(nodes: list[Node]) -> list[Node]:
    """Ordinals and numbers that count or qualify something else become plain content."""
    told = any(node.verb is not None and node.verb.operation == "show" for node in nodes)
    for place, node in enumerate(nodes):
        if node.kind != "target" or node.role not in ("ordinal", "number", "digit", "digits"):
            continue
        before, after = _at(nodes, place - 1), _at(nodes, place + 1)
        if (
            (after is not None and _qualified(after))
            or (before is not None and before.kind == "prep" and before.folded in _PLACES_OF_TIME and not told)
        ) or (node.role in ("number", "digit", "digits") and before is not None and before.kind == "content"):
            node.kind, node.role, node.targets = "content", "junk", []
        elif node.role == "number" and node.value == 1 and not _listed(nodes, place):
            node.kind, node.role, node.targets = "filler", "", []
    return nodes


def _qualified(after: Node) -> bool:
    """Whether the node after a number is the thing counted: a noun that is no "punkt" or "działanie"."""
    if after.kind == "target":
        return after.role == "name"
    if after.kind == "topic":
        return True
    if after.kind != "content":
        return False
    if after.role in ("junk", "whole", "count"):
        return after.role == "junk"
    tags = grammar(after.form)
    return not tags or ("finite" not in tags and bool(tags & {"noun", "adjective"}))


def _listed(nodes: list[Node], place: int) -> bool:
    """Whether "jeden" is a number here: after "numer", or in a list of numbers."""
    before, after, far = _at(nodes, place - 1), _at(nodes, place + 1), _at(nodes, place + 2)
    if before is not None and (
        before.role == "unit" or (before.kind in ("conj", "comma") and _numeric(_at(nodes, place - 2)))
    ):
        return True
    return after is not None and ((after.kind in ("conj", "comma") and _numeric(far)) or _numeric(after))


def _ranges(nodes: list[Node], base: Base) -> list[Node]:
    """ "od 2.1 do 2.4", "2.1 - 2.3", "od drugiej do piątej", "od trzeciej do końca"; ids in order of the base."""
    made: list[Node] = []
    place = 0
    while place < len(nodes):
        node, link, end = nodes[place], _at(nodes, place + 1), _at(nodes, place + 2)
        if node.kind == "target" and node.role == "id":
            node.targets = [one for target in node.targets for one in expand(target, base)]
        began = bool(made) and made[-1].folded == "od"
        targets: list[Target] = []
        if link is not None and end is not None and (link.folded == "do" or link.kind == "dash"):
            if end.kind == "filler" and end.role == "unit":
                end = _at(nodes, place + 3)
            if end is not None:
                targets = _between(node, end, base, began or link.folded == "do")
        if targets and end is not None:
            if began:
                made.pop()
            stop = nodes.index(end)
            made.append(_glue(nodes[place : stop + 1], targets, node.role))
            place = stop + 1
            continue
        made.append(node)
        place += 1
    return made


def _between(node: Node, end: Node, base: Base, said: bool) -> list[Target]:
    if node.kind != "target" or len(node.targets) != 1:
        return []
    if node.role == "id" and end.role == "id" and len(end.targets) == 1:
        return expand(Target("action", id=f"{node.targets[0].id}-{end.targets[0].id}", how="id"), base)
    if not _numeric(node) or node.value < 0:
        return []
    if said and (end.folded in _ENDS or (_numeric(end) and end.value == -1)):
        return [
            Target("all"),
            *(Target("ordinal", ordinal=n, excluded=True, how="ordinal") for n in range(1, node.value)),
        ]
    if _numeric(end) and end.value > node.value:
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


def _of_area(nodes: list[Node], base: Base) -> list[Node]:
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
            made[back] = _glue([*made[back:], node], list(node.targets), "area", 1)
            del made[back + 1 :]
            continue
        hits = [one for one in made if one.role in ("ordinal", "digit", "number") and one.kind == "target"]
        hits = hits if back >= 0 and made[back] in hits else _following(nodes, place)
        if not hits:
            made.append(node)
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
