"""A message cut into chunks: stretches between commas, full stops and words such as "a", "potem", "bo", each with at
most one verb of choosing."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlu.mentions.asides import introduced, vented
from nlu.mentions.nodes import LIGHT, Node
from nlu.mentions.voice import voices, without_auxiliaries

_CUTS = ("comma", "stop", "ask", "colon", "dash", "adverse", "slip", "reason", "relative")
_FORCE = {"start": 0, "comma": 1, "dash": 1, "stop": 2, "colon": 2, "adverse": 3, "slip": 4, "reason": 4, "relative": 4}
_THINGS = ("target", "content", "this")
TAGS = frozenset("dobrze dobra ok okej oki tak co nie prosze mozesz moze jasne zgoda prawda".split())
"""Words that only ask for a nod after an order: "dodaj 2.1, dobrze?"."""


@dataclass(slots=True)
class Chunk:
    """A stretch of nodes, what led into it, and whether its sentence asks."""

    nodes: list[Node] = field(default_factory=list)
    lead: str = "start"  # "comma", "stop", "colon", "dash", "adverse", "slip", "reason", "relative", "verb"
    asked: bool = False
    fresh: bool = True  # nothing but light words before it in its sentence
    word: str = ""  # the word that led in: "zeby", "ktory", "a"

    def light(self) -> bool:
        """Whether it holds nothing that matters."""
        return all(node.kind in LIGHT for node in self.nodes)


def cut(nodes: list[Node]) -> list[Chunk]:
    """The chunks of a message, in order; empty ones left out, but what led into them is kept."""
    found: list[Chunk] = []
    for sentence in _sentences(nodes):
        fresh = True
        for chunk in _raw(sentence):
            chunk.fresh = fresh
            for part in _without_asides(chunk):
                found += _by_verbs(part)
            fresh = fresh and chunk.light()
    return found


def _without_asides(chunk: Chunk) -> list[Chunk]:
    """A chunk cut where a wish begins after an introduction, and where an outburst begins after the wish."""
    if chunk.lead in ("reason", "relative"):
        return [chunk]
    cuts = [place for place in (introduced(chunk.nodes), vented(chunk.nodes)) if place]
    return _cut_at(chunk, cuts, "comma") if cuts else [chunk]


def _sentences(nodes: list[Node]) -> list[list[Node]]:
    found: list[list[Node]] = [[]]
    for node in nodes:
        found[-1].append(node)
        if node.kind in ("stop", "ask"):
            found.append([])
    return [row for row in found if row]


def _raw(sentence: list[Node]) -> list[Chunk]:
    asked = any(node.kind == "ask" for node in sentence) and not _tagged(sentence)
    found: list[Chunk] = []
    current = Chunk(asked=asked)
    for node in sentence:
        if node.kind in _CUTS:
            if current.nodes:
                found.append(current)
                current = Chunk(lead=node.kind, asked=asked, word=node.folded)
            elif _FORCE.get(node.kind, 1) >= _FORCE.get(current.lead, 0):
                current.lead, current.word = node.kind, node.folded
            if node.kind == "slip":
                found.append(Chunk([node], "slip", asked))
        elif node.role == "rest" and any(n.kind == "target" for n in current.nodes) and _apart(current.nodes[-1]):
            found.append(current)  # "zostaw 2.1 resztę usuń"
            current = Chunk([node], "comma", asked)
        elif node.kind in ("first", "then") and any(n.kind == "target" for n in current.nodes):
            found.append(current)
            current = Chunk([node], "comma" if current.lead == "start" else current.lead, asked)
        else:
            current.nodes.append(node)
    if current.nodes:
        found.append(current)
    if asked:
        _spare_orders(found)
    return found


def _apart(before: Node) -> bool:
    """Whether a word does not tie what follows to what stands before."""
    return before.kind not in ("conj", "also", "but", "prep", "this", "only") and before.role != "all"


def _tagged(sentence: list[Node]) -> bool:
    """ "dodaj 2.1, dobrze?" only asks for a nod."""
    commas = [n for n, node in enumerate(sentence) if node.kind in ("comma", "dash")]
    if not commas:
        return False
    tail = [node.folded for node in sentence[commas[-1] + 1 :] if node.kind != "ask"]
    return bool(tail) and all(word in TAGS for word in tail)


def _spare_orders(chunks: list[Chunk]) -> None:
    """ "dodaj 2.1, a ile trwa 2.2?": the order before the question word is none of the question."""
    asking = next((n for n, c in enumerate(chunks) if any(node.kind == "question" for node in c.nodes)), 0)
    for chunk in chunks[:asking]:
        ordered = any(n.verb is not None and n.verb.mood == "command" for n in chunk.nodes)
        chunk.asked = chunk.asked and not ordered


def _by_verbs(chunk: Chunk) -> list[Chunk]:
    """A chunk with several verbs, cut so that each has its own things: before them or after them, as it began."""
    nodes = chunk.nodes
    places = without_auxiliaries(nodes, voices(nodes))
    if chunk.lead in ("reason", "relative"):  # a reason lasts until somebody is told to do something
        orders = [n for n in places if n and (verb := nodes[n].verb) is not None and verb.mood == "command"]
        return _cut_at(chunk, [_with_link(nodes, n) for n in orders])
    marks = [n for n in range(len(nodes)) if _mark(nodes, n)]
    stops = sorted(places + marks)
    if len(stops) < 2:
        return [chunk]
    before, between = nodes[: stops[0]], nodes[stops[0] : stops[1]]
    trailing = any(node.kind == "target" for node in before)
    if not trailing and any(node.kind in _THINGS for node in before):  # "to dodaj i…", but "to zaznacz 2.4 i…"
        trailing = not any(node.kind in ("target", "content") for node in between)
    cuts: list[int] = []
    for here, there in zip(stops, stops[1:], strict=False):
        if trailing and not any(node.kind in _THINGS for node in nodes[here + 1 : there]):
            trailing = False
        if trailing:
            cuts.append(here + 1)
        elif there not in marks:
            cuts.append(_with_link(nodes, there))
    return _cut_at(chunk, cuts)


def _mark(nodes: list[Node], place: int) -> bool:
    """Whether a "tak" or "nie" closes what stands before it: "pierwsza tak druga nie"."""
    node = nodes[place]
    if node.kind not in ("yes", "no") or not any(n.kind == "target" for n in nodes[:place]):
        return False
    if node.kind == "yes":
        return nodes[place - 1].kind in ("target", "filler", "no", "content")
    after = next((n for n in nodes[place + 1 :] if n.kind != "filler"), None)
    if after is not None and after.kind == "verb":
        return False
    return after is None or any(n.kind == "yes" for n in nodes)


def _with_link(nodes: list[Node], place: int) -> int:
    """The start of a part that begins with the verb at `place`: "nie", "i" and such before it belong to it."""
    while place > 0 and nodes[place - 1].kind in ("conj", "no", "also", "first", "then", "filler", "request", "only"):
        place -= 1
    return place


def _cut_at(chunk: Chunk, cuts: list[int], lead: str = "verb") -> list[Chunk]:
    edges = [0, *sorted({c for c in cuts if 0 < c < len(chunk.nodes)}), len(chunk.nodes)]
    found: list[Chunk] = []
    for number, (start, end) in enumerate(zip(edges, edges[1:], strict=False)):
        if number == 0:
            found.append(Chunk(chunk.nodes[start:end], chunk.lead, chunk.asked, chunk.fresh, chunk.word))
        else:
            found.append(Chunk(chunk.nodes[start:end], lead, chunk.asked, False))
    return found
