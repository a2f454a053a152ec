"""A message cut into chunks: stretches between commas, full stops and words such as "a", "potem", "bo", each with at
most one verb of choosing."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlu.mentions.nodes import LIGHT, Node, Verb
from nlu.mentions.words import THIRD

_CUTS = ("comma", "stop", "ask", "colon", "dash", "adverse", "slip", "reason", "relative")
_STARTS = ("first", "then")
_FORCE = {"start": 0, "comma": 1, "dash": 1, "stop": 2, "colon": 2, "adverse": 3, "slip": 4, "reason": 4, "relative": 4}
TAGS = frozenset("dobrze dobra ok okej oki tak co nie prosze mozesz moze jasne zgoda prawda".split())
_WOULD = ("bym", "bysmy", "niech")


@dataclass(slots=True)
class Chunk:
    """A stretch of nodes, what led into it, and whether its sentence ends with a question mark."""

    nodes: list[Node] = field(default_factory=list)
    lead: str = "start"  # "comma", "stop", "colon", "dash", "adverse", "slip", "reason", "relative", "conj", "verb"
    asked: bool = False
    fresh: bool = True  # nothing but light words before it in its sentence
    word: str = ""  # the word that led in: "zeby", "ktory", "a"
    after: str = ""  # what ends it, "" at the end of the message

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
            parts = _by_verbs(chunk)
            found += parts
            fresh = fresh and chunk.light()
    return found


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
            current.after = node.kind
            if current.nodes:
                found.append(current)
                current = Chunk(lead=node.kind, asked=asked, word=node.folded)
            elif _FORCE.get(node.kind, 1) >= _FORCE.get(current.lead, 0):
                current.lead, current.word = node.kind, node.folded
            if node.kind == "slip":
                found.append(Chunk([node], "slip", asked))
        elif node.kind in _STARTS and current.nodes and not all(n.kind in ("filler", "conj") for n in current.nodes):
            found.append(current)
            current = Chunk([node], "comma" if current.lead == "start" else current.lead, asked)
        else:
            current.nodes.append(node)
    if current.nodes:
        found.append(current)
    if asked:
        _spare_orders(found)
    return found


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


def active(node: Node, nodes: list[Node]) -> Verb | None:
    """The node's verb, if this form of it can voice a wish here."""
    verb = node.verb
    if verb is None or node.kind != "verb":
        return None
    if verb.mood == "other" and verb.lemma not in THIRD:
        polite = any(n.folded in _WOULD or n.kind == "request" for n in nodes)
        return verb if polite or verb.operation == "show" else None
    return verb


def _by_verbs(chunk: Chunk) -> list[Chunk]:
    """A chunk with several verbs, cut so that each has its own things: before them or after them, as it began."""
    nodes = chunk.nodes
    places = [n for n, node in enumerate(nodes) if active(node, nodes) is not None]
    places = _without_auxiliaries(nodes, places)
    marks = [n for n, node in enumerate(nodes) if _mark(nodes, n)]
    if chunk.lead in ("reason", "relative"):  # a reason lasts until somebody is told to do something
        places = [n for n in places if n and nodes[n].verb is not None and nodes[n].verb.mood == "command"]  # type: ignore[union-attr]
        return _cut_at(chunk, [_with_link(nodes, n) for n in places])
    if len(places) + len(marks) < 2:
        return [chunk]
    first_thing = next((n for n, node in enumerate(nodes) if node.kind in ("target", "content", "this")), len(nodes))
    trailing = first_thing < min(places + marks)
    cuts: list[int] = []
    for here, there in zip(sorted(places + marks), [*sorted(places + marks)[1:], len(nodes)], strict=True):
        things = [n for n in range(here + 1, there) if nodes[n].kind in ("target", "content", "this")]
        if there == len(nodes):
            break
        if trailing and not things:
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


def _without_auxiliaries(nodes: list[Node], places: list[int]) -> list[int]:
    """ "chcemy wziąć", "proszę dodać": only the verb that says what to do counts."""
    kept: list[int] = []
    for n in places:
        verb = nodes[n].verb
        if kept and verb is not None and verb.mood in ("infinitive", "noun"):
            before = nodes[kept[-1]].verb
            between = nodes[kept[-1] + 1 : n]
            if (
                before is not None
                and all(x.kind in LIGHT for x in between)
                and (before.strength in ("weak", "plain", "refuse") or before.lemma in ("zdecydować", "decydować"))
                and before.operation != "show"
            ):
                nodes[kept[-1]].kind = "filler"
                nodes[kept[-1]].role = "modal" if before.lemma in ("chcieć", "woleć") else "polite"
                kept[-1] = n
                continue
        kept.append(n)
    return kept


def _with_link(nodes: list[Node], place: int) -> int:
    """The start of a part that begins with the verb at `place`: "nie", "i" and such before it belong to it."""
    while place > 0 and nodes[place - 1].kind in ("conj", "no", "also", "first", "then", "filler", "request", "only"):
        place -= 1
    return place


def _cut_at(chunk: Chunk, cuts: list[int]) -> list[Chunk]:
    if not cuts:
        return [chunk]
    found: list[Chunk] = []
    edges = [0, *sorted({c for c in cuts if 0 < c < len(chunk.nodes)}), len(chunk.nodes)]
    for number, (start, end) in enumerate(zip(edges, edges[1:], strict=False)):
        lead = chunk.lead if number == 0 else "verb"
        fresh = chunk.fresh and number == 0
        found.append(Chunk(chunk.nodes[start:end], lead, chunk.asked, fresh, chunk.word if number == 0 else "", "verb"))
    found[-1].after = chunk.after
    return found
