"""What one chunk says: its operation, the things it wants in and out, whether it asks, denies, comments or corrects."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlu.mentions.chunks import Chunk, active
from nlu.mentions.forms import grammar
from nlu.mentions.nodes import LIGHT, Node, Verb
from nlu.understanding import Target

KEEPERS = frozenset(
    "zostawić zostawiać pozostawić pozostawiać zachować zachowywać zostać zostawać pozostać pozostawać".split()
)
PICKING = frozenset("wziąć brać wybrać wybierać zaznaczyć zaznaczać odhaczyć odhaczać".split())
MOVERS = frozenset("dać dawać wrzucić wstawić postawić stawiać chcieć ustawić zostawić".split())
EDITING = frozenset(
    "dodać dodawać wpisać wpisywać dopisać dopisywać zapisać włączyć uwzględnić ująć wprowadzić".split()
)


@dataclass(slots=True)
class Piece:
    """Things that belong together: named ones, or words that describe one. `mode` 1 in, -1 out, 0 the replaced."""

    mode: int
    targets: list[Target] = field(default_factory=list)
    content: list[Node] = field(default_factory=list)
    start: int = 0
    end: int = 0
    but: str = ""  # the word that took it out: "bez", "poza", "nie"
    covered: int = 0  # content words that names cover
    definite: bool = False  # "to porozumienie", "ten regranting"
    roles: set[str] = field(default_factory=set)
    aside: list[Target] = field(default_factory=list)  # terms that only qualify what was named before them
    whole: bool = False  # "cały obszar 3"
    first: str = ""  # the first word of the first name


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
    yes: bool = False
    only: bool = False
    alone: bool = False  # "samo 2.1"
    also: bool = False
    place: int | None = None
    swap: bool = False
    order: bool = False
    anaphor: bool = False
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
        return any(piece.content for piece in self.pieces)

    @property
    def empty(self) -> bool:
        """Whether nothing is named or described."""
        return not self.pieces


def read(chunk: Chunk) -> Wish:
    """Read one chunk."""
    nodes = chunk.nodes
    wish = Wish(chunk)
    wish.slip = chunk.lead == "slip" and any(node.kind == "slip" for node in nodes)
    verb_at = _verb(wish, nodes)
    wish.asks = _asks(wish, nodes)
    wish.topic = any(node.kind == "topic" for node in nodes)
    _pieces(wish, nodes, verb_at)
    wish.lone_no = wish.empty and wish.verb is None and any(n.kind == "no" for n in nodes)
    if chunk.lead in ("reason", "relative"):
        wish.comment = not (wish.verb is not None and wish.verb.mood == "command")
    elif wish.verb is None:
        wish.comment = wish.comment or any(_finite(node) for piece in wish.pieces for node in piece.content)
    _things(wish, nodes)
    return wish


AIMS = frozenset("zeby aby azeby by".split())


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


def _verb(wish: Wish, nodes: list[Node]) -> int | None:
    """Find the verb that counts; the others become content, or filler before an infinitive."""
    places = [n for n, node in enumerate(nodes) if active(node, nodes) is not None]
    wish.modal = any(node.role == "modal" for node in nodes)
    chosen: int | None = None
    for n in places:
        verb = nodes[n].verb
        if verb is None or (verb.strength == "refuse" and not _no_before(nodes, n)):
            continue
        if chosen is None or (nodes[chosen].verb.operation != "show" and verb.operation == "show"):  # type: ignore[union-attr]
            chosen = n
    for n, node in enumerate(nodes):
        if node.kind == "verb" and n != chosen:
            node.kind = "content"
    if chosen is not None:
        wish.verb = nodes[chosen].verb
        wish.denied = _no_before(nodes, chosen)
        wish.trailing = any(node.kind in ("target", "content", "this") for node in nodes[:chosen])
    return chosen


def _no_before(nodes: list[Node], place: int) -> bool:
    for node in reversed(nodes[:place]):
        if node.kind == "no" or (node.kind == "but" and node.folded in ("a nie", "ale nie", "tylko nie")):
            return True
        if node.kind not in ("filler", "this", "also", "only"):
            return False
    return False


def _asks(wish: Wish, nodes: list[Node]) -> bool:
    if wish.chunk.lead in ("relative", "reason"):
        return wish.chunk.asked and wish.named
    if wish.verb is not None and wish.verb.operation == "show" and not wish.denied:
        return True
    requested = any(node.kind == "request" for node in nodes)
    if wish.chunk.asked and not requested:
        return True
    for place, node in enumerate(nodes):
        if node.kind == "question":
            subordinate = wish.chunk.lead == "comma" and not wish.chunk.fresh
            wish.comment = subordinate and wish.chunk.lead == "comma"
            return not subordinate or any(n.kind == "target" and n.role in ("id", "name") for n in nodes)
        if (node.kind not in LIGHT and node.kind not in ("target", "content")) or place > 8:
            return False
        if node.kind == "content" and wish.verb is not None:
            return False
    return False


def _finite(node: Node) -> bool:
    tags = grammar(node.form)
    return (
        (node.verb is not None and node.verb.mood != "noun")
        or ("finite" in tags and not tags & {"noun", "adjective"})
        or (
            node.folded
            in ("ma", "mam", "mamy", "maja", "jest", "sa", "bedzie", "beda", "dostanie", "moga", "musi", "nie ma")
        )
        or node.role == "phrase"
    )


def _things(wish: Wish, nodes: list[Node]) -> None:
    for place, node in enumerate(nodes):
        if node.kind == "yes" and ((wish.pieces and node.start >= wish.pieces[0].start) or _lone_this(nodes)):
            wish.yes = True
        elif node.kind == "only":
            wish.only = True
            wish.alone = wish.alone or node.folded in ("samo", "sama", "same", "sam")
        elif node.kind == "also":
            wish.also = True
        elif node.kind == "place":
            after = any(piece.start < node.start for piece in wish.pieces)
            if (
                after
                or wish.verb is None
                or wish.verb.operation == "move"
                or (node.role == "phrase" and node.value != 1)
                or wish.verb.lemma in MOVERS
            ):
                wish.place = node.value
        elif node.kind == "swap":
            wish.swap = True
        elif node.kind in ("first", "then"):
            wish.order = True
        elif node.kind == "this" and not wish.pieces:
            wish.anaphor = True
        elif node.kind == "prep" and node.folded == "na" and wish.split is None and wish.pieces:
            before = [n for n, piece in enumerate(wish.pieces) if piece.start < node.start]
            if before and len(before) < len(wish.pieces):
                wish.split = len(before)
        elif node.kind == "prep" and node.folded in ("z", "ze") and place and nodes[place - 1].kind == "target":
            wish.apart = True


def _lone_this(nodes: list[Node]) -> bool:
    return any(node.kind == "this" for node in nodes)


def _pieces(wish: Wish, nodes: list[Node], verb_at: int | None) -> None:
    mode, but, current = 1, "", None
    prepared: Node | None = None
    for place, node in enumerate(nodes):
        if node.kind == "verb":
            mode, current = (mode if mode == -1 and but == "nie" else 1), None
        elif node.kind == "but":
            mode, but, current = -1, node.folded, None
            wish.denied = False if verb_at is not None and place == verb_at - 1 else wish.denied
        elif node.kind == "instead":
            mode, current = 0, None
        elif node.kind == "neither":
            mode, but, current = -1, "nie", None
        elif (node.kind == "only" and mode == -1) or (node.kind == "also" and mode == -1 and but == "nie"):
            mode, current = 1, None
        elif node.kind == "no":
            current = None
            mode, but = _negation(wish, nodes, place, mode, but)
        elif node.kind in ("conj", "also", "yes"):
            current = None
        elif node.kind == "prep":
            prepared = node
            if node.folded == "na" and wish.verb is not None and wish.verb.operation == "replace":
                current = None
            elif current is None or current.targets:
                continue
        if node.kind in ("target", "content"):
            if current is not None and current.targets and _term_only(node):
                current.aside += node.targets  # "działalność odpłatna u stowarzyszeń"
                current.content.append(node)
                current.end = node.end
                prepared = None
                continue
            named = node.kind == "target" and current is not None and "name" in (*current.roles, node.role)
            if current is None or (named and current.targets):
                start = prepared.start if prepared is not None and node.kind == "content" else node.start
                current = Piece(mode, start=start, end=node.end, but=but if mode == -1 else "")
                current.definite = place > 0 and nodes[place - 1].kind == "this"
                wish.pieces.append(current)
            current.end = node.end
            if node.kind == "target":
                current.targets += node.targets
                current.whole = current.whole or (node.role == "area" and node.value == 1)
                current.roles.add(node.role)
                if node.role == "name":
                    current.covered += node.words
                    current.first = current.first or node.form
            else:
                current.content.append(node)
        if node.kind != "prep" and not (node.kind == "this"):
            prepared = None


def _term_only(node: Node) -> bool:
    return node.role == "name" and not any(target.kind in ("action", "area") for target in node.targets)


def _negation(wish: Wish, nodes: list[Node], place: int, mode: int, but: str) -> tuple[int, str]:
    """What "nie" at `place` denies: the verb, the thing after it, or (at the end) the things before it."""
    after = next((n for n in nodes[place + 1 :] if n.kind not in ("filler", "this", "prep")), None)
    if (
        after is None
        or after.kind in ("yes", "slip", "also")
        or (nodes[place].role == "phrase" and after.kind != "target")
    ):
        for piece in wish.pieces:
            if piece.mode == 1:
                piece.mode, piece.but = -1, "nie"
        return mode, but
    if after.kind == "verb":
        return mode, but
    if after.kind == "content" and _finite(after):
        wish.comment = True
        return mode, but
    return -1, "nie"
