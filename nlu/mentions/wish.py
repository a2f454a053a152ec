"""What one chunk says: its operation, the things it wants in and out, whether it asks, denies, comments or corrects."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlu.mentions.asides import introduces
from nlu.mentions.chunks import Chunk
from nlu.mentions.nodes import LIGHT, Node, Verb
from nlu.mentions.pieces import Piece, finite, split
from nlu.mentions.voice import denied, voices
from nlu.mentions.words import EDITING, MOVERS, SAVING

AIMS = frozenset("zeby aby azeby by".split())


@dataclass(slots=True)
class Wish:
    """One chunk, read."""

    chunk: Chunk
    verb: Verb | None = None
    denied: bool = False
    asks: bool = False
    comment: bool = False
    slip: bool = False
    lone_no: bool = False
    lone_yes: bool = False
    yes: bool = False
    only: bool = False
    alone: bool = False  # "samo 2.1"
    also: bool = False
    place: int | None = None
    relation: str = ""  # "przed", "po" between two things
    swap: bool = False
    first: bool = False  # "najpierw"
    then: bool = False  # "potem"
    anaphor: bool = False  # "to", "ją", with nothing named before it
    spurned: bool = False  # "bez tego"
    topic: bool = False
    trailing: bool = False  # the verb stands after its things
    modal: bool = False
    split: int | None = None  # index of the first piece after "na", for "zamień X na Y"
    tail: tuple[int, int] | None = None  # where subordinate chunks that describe its last thing begin and end
    apart: bool = False  # "z" between the pieces: "zamień pierwszą z drugą"
    pieces: list[Piece] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Whether anything is named outright."""
        return any(piece.targets for piece in self.pieces)

    @property
    def leftover(self) -> bool:
        """Whether words are left that are neither things nor filler."""
        return any(piece.content and not piece.described for piece in self.pieces)

    @property
    def empty(self) -> bool:
        """Whether nothing is named or described."""
        return not self.pieces

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.chunk.nodes[-1].end


def read(chunk: Chunk) -> Wish:
    """Read one chunk."""
    nodes, wish = chunk.nodes, Wish(chunk)
    wish.slip = chunk.lead == "slip" and any(node.kind == "slip" for node in nodes)
    wish.modal = any(node.role == "modal" for node in nodes)
    _verb(wish, nodes)
    wish.asks = _asks(wish, nodes)
    noting = wish.verb is not None and wish.verb.lemma in EDITING | SAVING
    beside = noting and any(node.kind == "prep" and node.folded == "przy" for node in nodes)
    wish.topic = beside or _off_topic(nodes)
    wish.pieces, remark = split(nodes, wish.verb)
    wish.comment = wish.comment or remark
    alone = wish.empty and wish.verb is None
    wish.lone_no = alone and any(n.kind == "no" or (n.kind == "but" and n.folded.endswith("nie")) for n in nodes)
    wish.lone_yes = alone and not wish.lone_no and any(n.kind == "yes" for n in nodes)
    if chunk.lead in ("reason", "relative"):
        told = chunk.word in SAID and wish.named and not wish.leftover
        moods = ("command", "own", "other") if told else ("command",)
        wish.comment = not (wish.verb is not None and wish.verb.mood in moods)
    elif wish.verb is None:
        told = any(finite(node) for piece in wish.pieces for node in piece.content)
        wish.comment = wish.comment or told or introduces(nodes)
    for place, node in enumerate(nodes):
        _detail(wish, nodes, node, place)
    return wish


SAID = frozenset(("ze", "iz"))
"""Words after which a decision may be told: "ustaliliśmy, że bierzemy 3.3"."""


def describe_tails(wishes: list[Wish]) -> None:
    """Tell each wish which chunks after it go on describing its last thing: "to porozumienie, które zrzesza firmy"."""
    for number, wish in enumerate(wishes):
        for other in wishes[number + 1 :]:
            chunk = other.chunk
            begins = chunk.lead == "relative" or (chunk.lead == "reason" and chunk.word in AIMS)
            goes_on = wish.tail is not None and chunk.lead == "comma" and other.comment and other.verb is None
            if not (begins or goes_on):
                break
            start = wish.tail[0] if wish.tail is not None else chunk.nodes[0].start
            wish.tail = (start, chunk.nodes[-1].end)


def _verb(wish: Wish, nodes: list[Node]) -> None:
    """Find the verb that counts; the others become content."""
    chosen: int | None = None
    chosen_verb: Verb | None = None
    for place in voices(nodes):
        verb = nodes[place].verb
        if verb is None or (verb.strength == "refuse" and not denied(nodes, place)):
            continue
        if chosen_verb is None or (chosen_verb.operation != "show" and verb.operation == "show"):
            chosen, chosen_verb = place, verb
    for place, node in enumerate(nodes):
        if node.kind == "verb" and place != chosen:
            node.kind = "content"
    if chosen is None:
        return
    wish.verb = chosen_verb
    wish.denied = denied(nodes, chosen)
    wish.trailing = any(node.kind in ("target", "content", "this") for node in nodes[:chosen])
    requested = any(node.kind == "request" for node in nodes)
    if any(node.kind == "question" for node in nodes[:chosen]) and not requested:
        wish.comment = True  # "nie wiem, czy dodać 2.1"
    if chosen_verb is not None and chosen_verb.lemma in EDITING and _into_something(nodes, chosen):
        wish.comment = True


def _off_topic(nodes: list[Node]) -> bool:
    """ "dodaj uwagę do 2.1", "notatka do drugiego", "usuń moje dane": the object is no action."""
    for place, node in enumerate(nodes):
        if node.kind == "topic":
            before = nodes[:place]
            said = not before or node.role == "phrase" or any(n.kind == "verb" for n in before)
            return said and not any(n.kind == "target" for n in before)
    return False


def _into_something(nodes: list[Node], place: int) -> bool:
    """ "wpiszcie klauzule do przetargów": said to the council, not to the adviser."""
    if not nodes[place].folded.endswith("cie"):
        return False
    pairs = zip(nodes[place:], nodes[place + 1 :], strict=False)
    return any(a.kind == "prep" and a.folded == "do" and b.kind in ("content", "target") for a, b in pairs)


def _asks(wish: Wish, nodes: list[Node]) -> bool:
    if wish.chunk.lead in ("relative", "reason"):
        return wish.chunk.asked and any(node.kind == "target" for node in nodes)
    if wish.verb is not None and wish.verb.operation == "show" and not wish.denied:
        return True
    if wish.chunk.asked and not any(node.kind == "request" for node in nodes):
        return True
    for place, node in enumerate(nodes):
        if node.kind == "question":
            subordinate = wish.chunk.lead == "comma" and not wish.chunk.fresh
            wish.comment = wish.comment or subordinate
            return not subordinate or any(n.kind == "target" and n.role in ("id", "name") for n in nodes)
        if (node.kind not in LIGHT and node.kind not in ("target", "content")) or place > 8:
            return False
        if node.kind == "content" and wish.verb is not None:
            return False
    return False


def _detail(wish: Wish, nodes: list[Node], node: Node, place: int) -> None:
    begun = bool(wish.pieces) and wish.pieces[0].start < node.start
    if node.kind == "yes":
        lone = any(n.kind == "this" for n in nodes) and all(n.kind in ("this", "yes", "also", "conj") for n in nodes)
        meant = (place + 1 < len(nodes) and nodes[place + 1].folded == "dla") or node.folded.startswith("niech b")
        wish.yes = wish.yes or begun or lone or meant
    elif node.kind == "only":
        wish.only = True
        wish.alone = wish.alone or (node.role == "alone" and _leads(nodes, place))
    elif node.kind == "also":
        inside = begun and wish.pieces[-1].start > node.end
        wish.also = wish.also or not inside
    elif node.kind == "place":
        _place(wish, node, begun)
    elif node.kind == "swap":
        wish.swap = True
    elif node.kind == "first":
        wish.first = True
    elif node.kind == "then":
        wish.then = True
    elif node.kind == "this":
        wish.anaphor = wish.anaphor or not begun
        wish.spurned = wish.spurned or (place > 0 and nodes[place - 1].kind == "but")
    elif node.kind == "prep" and node.folded in ("przed", "po") and begun and _named_after(nodes, place):
        wish.relation = node.folded
    elif node.kind == "prep" and node.folded == "na" and wish.split is None:
        before = [n for n, piece in enumerate(wish.pieces) if piece.start < node.start]
        wish.split = len(before) if before and len(before) < len(wish.pieces) else None
    elif node.kind == "prep" and node.folded in ("z", "ze") and place and nodes[place - 1].kind == "target":
        wish.apart = True


def _named_after(nodes: list[Node], place: int) -> bool:
    return any(node.kind == "target" for node in nodes[place + 1 :])


def _leads(nodes: list[Node], place: int) -> bool:
    """Whether "samo" at `place` begins its chunk and a thing follows: not "tak samo", "ta sama"."""
    if place + 1 >= len(nodes) or nodes[place + 1].kind not in ("target", "content"):
        return False
    return all(node.kind in ("filler", "conj", "verb", "prep") for node in nodes[:place])


def _place(wish: Wish, node: Node, begun: bool) -> None:
    """ "na początek": a place in the order, unless it only means "for a start"."""
    verb = wish.verb
    moves = verb is None or verb.operation == "move" or verb.lemma in MOVERS
    if begun or moves or (node.role == "phrase" and node.value != 1):
        wish.place = node.value
