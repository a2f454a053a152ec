"""Small things joined into what they mean together: counts with ordinals, ranges, areas, units; false ordinals undone."""

from __future__ import annotations

from knowledge.base import Base
from nlu.mentions.forms import grammar
from nlu.mentions.nodes import Node, at, glue, numeric
from nlu.mentions.ranges import from_the_beginning, of_area, ranges
from nlu.mentions.scan import by_ordinal
from nlu.understanding import Target

_PLACES_OF_TIME = ("o", "po", "przed", "w", "za")
_COUNTED = ("dzialan", "punktow", "opcji", "rezultatow", "sztuk", "dzialania", "punkty", "opcje", "rezultaty")
_LISTS = ("liste", "lista", "listy", "zestaw", "zestawu", "komplet", "calosc")
_NICKNAMES = ("dwojk", "trojk", "czwork", "piatk", "szostk", "siodemk")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def join(nodes: list[Node], base: Base) -> list[Node]:
    """The nodes with everything numeric settled. Ids of ranges are expanded by the base's own order."""
    nodes = _implied(_areas(nodes))
    nodes = _counted(nodes)
    nodes = _settle(nodes)
    nodes = ranges(from_the_beginning(nodes), base)
    return of_area(nodes, base)


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
        if made and numeric(made[-1]):
            values, first = [made[-1].value], len(made) - 1
        else:
            unit = at(nodes, after)
            if unit is not None and unit.role == "unit":
                after += 1
            while True:
                one = at(nodes, after)
                roman = (
                    one is not None and not values and one.folded in ROMAN and one.kind in ("content", "conj", "filler")
                )
                if one is None or not (numeric(one) or roman):
                    break
                values.append(ROMAN[one.folded] if roman else one.value)
                after += 1
                link, following = at(nodes, after), at(nodes, after + 1)
                if link is None or link.kind not in ("conj", "comma") or not _alike(one, following):
                    break
                after += 1
        back = first - 1 if first > 0 and made[first - 1].kind == "this" else first  # "cały ten obszar"
        whole = back > 0 and made[back - 1].role == "whole"
        if whole:
            first = back - 1
        run = made[first:] + nodes[place:after]
        del made[first:]
        if values:
            targets = [Target("area", id=str(value), how="id") for value in values]
            made.append(glue(run, targets, "area", 1 if whole else 0))
        elif whole:  # "cały obszar": all of the one on the screen
            made.append(glue(run, [Target("all")], "all"))
        else:
            made += [_filler(one) for one in run]
        place = after
    return made


def _alike(one: Node, other: Node | None) -> bool:
    """Whether two numbers can both belong to "obszary": digits, or ordinals with the same ending."""
    if other is None or not numeric(other):
        return False
    return one.role != "ordinal" or other.role != "ordinal" or one.folded[-2:] == other.folded[-2:]


def _implied(nodes: list[Node]) -> list[Node]:
    """ "z obszaru drugiego…, z czwartego…": the word "obszar" need not come twice."""
    if not any(node.role == "area" for node in nodes):
        return nodes
    for before, node in zip(nodes, nodes[1:], strict=False):
        if before.folded == "z" and node.role == "ordinal" and node.folded.endswith("ego") and 1 <= node.value <= 4:
            node.targets, node.role = [Target("area", id=str(node.value), how="id")], "area"
    return nodes


def _filler(node: Node) -> Node:
    return Node("filler", node.start, node.end, node.folded) if node.kind == "area" else node


def _counted(nodes: list[Node]) -> list[Node]:
    """ "dwa pierwsze", "ostatnie trzy", "te dwie", "wszystkie trzy"."""
    made: list[Node] = []
    place = 0
    while place < len(nodes):
        node, after = nodes[place], at(nodes, place + 1)
        if after is not None and _count(node) and _edge(after):
            made.append(glue([node, after], _edge_targets(after.value, node.value), "ordinal"))
            place += 2
        elif after is not None and node.role == "ordinal" and node.value > 0 and _from_end(nodes, place):
            made.append(glue(nodes[place : place + 3], [by_ordinal(-node.value)], "ordinal", -node.value))
            place += 3
        elif after is not None and _edge(node) and _count(after):
            made.append(glue([node, after], _edge_targets(node.value, after.value), "ordinal"))
            place += 2
        elif after is not None and node.role == "all" and _count(after):
            made.append(glue([node, after], list(node.targets), "all"))
            place += 2
        elif after is not None and node.role == "all" and after.role == "rest":
            made.append(glue([node, after], list(after.targets), "rest"))
            place += 2
        elif node.role == "whole" and (end := _whole(nodes, place)):
            made.append(glue(nodes[place:end], [Target("all")], "all"))
            place = end
        elif after is not None and node.kind == "this" and _count(after) and after.role != "digit":
            third = at(nodes, place + 2)
            if third is not None and _edge(third):
                made.append(node)
                place += 1
                continue
            kind: Target = Target("both") if after.value == 2 else Target("all")
            made.append(glue([node, after], [kind], kind.kind))
            place += 2
        else:
            made.append(node)
            place += 1
    return made


def _whole(nodes: list[Node], place: int) -> int:
    """Where "całą listę", "całej tej listy", "całą trójkę" end; 0 when "cały" is about something else."""
    after = at(nodes, place + 1)
    end = place + 1 if after is not None and after.kind == "this" else place
    thing = at(nodes, end + 1)
    if thing is None:
        return 0
    counted = thing.role == "ordinal" and thing.folded.startswith(_NICKNAMES)
    return end + 2 if thing.folded in _LISTS or counted else 0


def _from_end(nodes: list[Node], place: int) -> bool:
    """ "druga od końca"."""
    words = [node.folded for node in nodes[place + 1 : place + 3]]
    return words == ["od", "konca"]


def _count(node: Node) -> bool:
    return node.role in ("count", "number", "digit") and 2 <= node.value <= 20


def _edge(node: Node) -> bool:
    return node.role == "ordinal" and node.value in (1, -1) and len(node.targets) == 1


def _edge_targets(edge: int, count: int) -> list[Target]:
    values = range(1, count + 1) if edge == 1 else range(-count, 0)
    return [by_ordinal(value) for value in values]


def _settle(nodes: list[Node]) -> list[Node]:
    """Ordinals and numbers that count or qualify something else become plain content."""
    told = any(
        n.verb is not None and n.verb.operation == "show" and n.verb.mood not in ("other", "told") for n in nodes
    )
    for place, node in enumerate(nodes):
        if node.kind != "target" or node.role not in ("ordinal", "number", "digit", "digits", "all", "rest"):
            continue
        if node.role in ("all", "rest"):
            thing, owner = at(nodes, place + 1), at(nodes, place - 1)
            told = thing is not None and thing.verb is not None and thing.verb.mood == "noun"
            foreign = thing is not None and thing.kind == "content" and thing.role not in ("phrase", "count")
            owned = owner is not None and owner.kind == "content" and not owner.role and not _is_verb(owner)
            given = owner is not None and owner.kind == "prep" and owner.folded in ("dla", "u", "przy", "wobec")
            if told or foreign or owned or given:
                node.kind, node.role, node.targets = "content", "junk", []  # "wszystkie organizacje"
            continue
        before, after = at(nodes, place - 1), at(nodes, place + 1)
        if (
            (after is not None and _qualified(after, node, at(nodes, place + 2)))
            or (not told and _of_time(nodes, place))
        ) or (node.role in ("number", "digit", "digits") and before is not None and before.kind == "content"):
            node.kind, node.role, node.targets = "content", "junk", []
        elif node.role == "number" and node.value == 1 and not _listed(nodes, place):
            node.kind, node.role, node.targets = "filler", "", []
    return nodes


def _of_time(nodes: list[Node], place: int) -> bool:
    """ "o drugiej", "po trzecie"; but "trójka przed dwójką" is an order."""
    before, far = at(nodes, place - 1), at(nodes, place - 2)
    if before is None or before.kind != "prep" or before.folded not in _PLACES_OF_TIME:
        return False
    if far is not None and far.kind == "verb":
        return False  # "głosuję za drugą"
    return far is None or far.kind != "target" or before.folded not in ("po", "przed")


def _qualified(after: Node, node: Node, third: Node | None) -> bool:
    """Whether the node after a number is the thing counted: a noun that is no "punkt" or "działanie"."""
    if after.kind == "target":
        return after.role == "name"
    if after.kind == "topic":
        return True
    if after.role == "unit" and after.folded in _COUNTED and node.role != "ordinal":
        return True
    if after.kind != "content":
        return False
    if after.role in ("junk", "whole", "count"):
        return after.role == "junk"
    tags = grammar(after.form)
    if (
        "adjective" in tags
        and "noun" not in tags
        and node.role == "ordinal"
        and (third is None or third.kind == "comma")
    ):
        return False  # "ta druga niepotrzebna, usuń"
    return not tags or ("finite" not in tags and bool(tags & {"noun", "adjective"}))


def _is_verb(node: Node) -> bool:
    return bool(grammar(node.form) & {"finite", "infinitive"})


def _listed(nodes: list[Node], place: int) -> bool:
    """Whether "jeden" is a number here: after "numer", or in a list of numbers."""
    before, after, far = at(nodes, place - 1), at(nodes, place + 1), at(nodes, place + 2)
    if before is not None and (
        before.role == "unit" or (before.kind in ("conj", "comma") and numeric(at(nodes, place - 2)))
    ):
        return True
    return after is not None and ((after.kind in ("conj", "comma") and numeric(far)) or numeric(after))
