"""Words around a wish that are none of it: who speaks ("tu urząd gminy proszę dodać…") and how they feel about it
("…i nie denerwuj mnie"). Where no comma sets them apart, they are set apart here."""

from __future__ import annotations

from nlu.mentions.nodes import Node
from nlu.mentions.voice import voices
from nlu.polish.lemmas import readings

_OPENERS = frozenset(
    "tu tutaj mowi mowie jestem jestesmy nazywam dzwonie dzwonimy pisze piszemy strony witam dzien halo szanowni".split()
)
"""Words an introduction begins with, folded ("z tej strony" by its last word)."""
_FIRST = 4
"""An introduction begins within so many words."""


def introduced(nodes: list[Node]) -> int | None:
    """Where the wish begins after an introduction, or None. Before it only terms may be named ("z fundacji")."""
    opener = next((n for n, node in enumerate(nodes[:_FIRST]) if node.folded in _OPENERS), None)
    if opener is None:
        return None
    for place, node in enumerate(nodes):
        if node.kind == "question" or any(target.kind not in ("term", "tool") for target in node.targets):
            return None
        if place > opener + 1 and (_asking(node) or (node.kind == "verb" and voices(nodes[place:])[:1] == [0])):
            return place if _asking(node) or any(_numbered(one) for one in nodes[place:]) else None
    return None


def introduces(nodes: list[Node]) -> bool:
    """A chunk that only says who speaks: "Tu Starostwo Powiatowe."."""
    return nodes[0].folded in _OPENERS and not any(_numbered(node) or node.kind == "verb" for node in nodes)


def _numbered(node: Node) -> bool:
    """A thing by its number; without one "jestem wójtem i chcę…" tells a need."""
    return node.kind == "target" and any(target.how in ("id", "ordinal") for target in node.targets)


def _asking(node: Node) -> bool:
    """ "proszę", "poproszę", "chciałbym"."""
    return node.kind == "request" or node.folded in ("prosze", "poprosze", "prosimy", "poprosimy")


def vented(nodes: list[Node]) -> int | None:
    """Where a "nie" to somebody's behaviour begins after what is wished ("dodaj 2.2 i nie marudź"), or None."""
    for place, node in enumerate(nodes):
        if node.kind != "no" or place + 1 >= len(nodes) or not any(n.kind == "target" for n in nodes[:place]):
            continue
        after = nodes[place + 1]
        told = after.kind == "content" and any(":impt" in f":{tag}" for _, tag in readings(after.form.lower()))
        if told and not any(n.kind == "target" for n in nodes[place + 1 :]):
            return place - 1 if nodes[place - 1].kind in ("conj", "adverse") else place
    return None
