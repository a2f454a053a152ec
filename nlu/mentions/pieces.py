"""The things of a chunk, in pieces: named ones with the words around them, each wanted, unwanted or to be replaced."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlu.mentions.forms import grammar
from nlu.mentions.nodes import Node, Verb
from nlu.understanding import Target

_BEING = frozenset("ma mam mamy maja jest sa bedzie beda dostanie moga musi powinni powinna powinien".split())


@dataclass(slots=True)
class Piece:
    """Things that belong together: named ones, or words that describe one. `mode` 1 in, -1 out, 0 the replaced."""

    mode: int
    targets: list[Target] = field(default_factory=list)
    content: list[Node] = field(default_factory=list)
    start: int = 0
    end: int = 0
    but: str = ""  # the word that took it out: "bez", "poza", "nie"
    after: bool = False  # that word came after it: "inkubator nie"
    covered: int = 0  # content words that names cover
    definite: bool = False  # "to porozumienie", "ten regranting"
    roles: set[str] = field(default_factory=set)
    aside: list[Target] = field(default_factory=list)  # terms that only qualify what was named before them
    freed: bool = False  # "tylko" stands between it and what its verb denies
    linked: bool = False  # "i", "ani" stands before it
    described: bool = False  # its words were understood as a description
    whole: bool = False  # "cały obszar 3"
    first: str = ""  # the first word of the first name

    @property
    def plain(self) -> bool:
        """Whether it holds an id, an ordinal or the like, not only names."""
        return bool(self.roles - {"name"})


def split(nodes: list[Node], verb: Verb | None) -> tuple[list[Piece], bool]:
    """The pieces of a chunk, and whether a "nie" before another verb makes it a comment ("nie mamy 2.1")."""
    cutter = _Cutter(nodes, verb)
    for place in range(len(nodes)):
        cutter.step(place)
    _settle_instead(cutter.pieces)
    return cutter.pieces, cutter.comment


def _settle_instead(pieces: list[Piece]) -> None:
    """ "zamiast regrantingu inkubator": the first goes, the last comes."""
    if not pieces or any(piece.mode != 0 for piece in pieces):
        return
    last = pieces[-1]
    if len(pieces) > 1 and not last.linked:
        last.mode = 1
    elif len(pieces) == 1 and len(last.targets) == 2 and last.plain:
        pieces.append(Piece(1, last.targets[1:], start=last.start, end=last.end, roles=set(last.roles)))
        last.targets = last.targets[:1]


class _Cutter:
    def __init__(self, nodes: list[Node], verb: Verb | None) -> None:
        self._nodes = nodes
        self._replaces = verb is not None and verb.operation == "replace"
        self._mode, self._but = 1, ""
        self._current: Piece | None = None
        self._freed = False
        self._prepared: Node | None = None  # the preposition just before
        self.pieces: list[Piece] = []
        self.comment = False

    def step(self, place: int) -> None:
        """Take the node at `place` into account."""
        node = self._nodes[place]
        if node.kind in ("target", "content"):
            self._thing(node, place)
        elif node.kind == "prep":
            self._prepared = node
            after = self._nodes[place + 1] if place + 1 < len(self._nodes) else None
            if node.folded == "na" and (self._replaces or (after is not None and after.kind == "target")):
                self._current = None
            return
        else:
            self._turn(node, place)
        if node.kind != "this":
            self._prepared = None

    def _turn(self, node: Node, place: int) -> None:
        """Words that change whether what follows is wanted."""
        if node.kind == "verb":
            self._mode = -1 if self._mode == -1 and self._but == "nie" else 1
        elif node.kind == "but":
            self._mode, self._but = -1, node.folded
        elif node.kind == "instead":
            self._mode = 0
        elif node.kind == "neither":
            self._mode, self._but = -1, "nie"
        elif (node.kind == "only" and self._mode == -1) or (node.kind == "also" and self._but == "nie"):
            self._mode = 1
        elif node.kind == "only" and self.pieces:
            self._freed = True  # "nie chcę 2.1 tylko 2.2"
        elif node.kind == "no":
            self._no(place)
        elif node.kind not in ("conj", "also", "yes", "only"):
            return
        self._current = None

    def _no(self, place: int) -> None:
        """What "nie" denies: the verb, the thing after it, or (at the end) the things before it."""
        after = next((n for n in self._nodes[place + 1 :] if n.kind not in ("filler", "this", "prep")), None)
        phrase = self._nodes[place].role == "phrase"
        if after is None or after.kind in ("yes", "slip", "also") or (phrase and after.kind != "target"):
            self._deny_back(place)
        elif after.kind == "content" and finite(after):
            self.comment = True
        elif after.kind != "verb":
            self._mode, self._but = -1, "nie"

    def _deny_back(self, place: int) -> None:
        """A closing "nie": it takes back all that is linked before it, after a verb only the last thing."""
        wanted = [piece for piece in self.pieces if piece.mode == 1]
        if any(node.kind == "verb" for node in self._nodes[:place]) and wanted:
            last = wanted[-1]
            if last.plain and len(last.targets) > 1 and not last.content:  # "poproszę drugą trzeciej nie"
                self.pieces.append(Piece(1, last.targets[-1:], start=last.start, end=last.end, roles=set(last.roles)))
                del last.targets[-1]
                wanted = self.pieces[-1:]
            else:
                while wanted and not wanted[0].linked and wanted[0] is not last and not _chained(wanted):
                    del wanted[0]
        for piece in wanted:
            piece.mode, piece.but, piece.after = -1, "nie", True

    def _thing(self, node: Node, place: int) -> None:
        current = self._current
        if current is not None and current.targets and _term_only(node):
            current.aside += node.targets  # "działalność odpłatna u stowarzyszeń"
            current.content.append(node)
            current.end = node.end
            return
        if node.role in ("all", "rest") and self._mode == -1 and self._but != "nie":
            self._mode, current = 1, None  # "poza regrantingiem wszystko usuń"
        if current is None or (node.kind == "target" and current.targets and "name" in (*current.roles, node.role)):
            begin = self._prepared if self._prepared is not None and node.kind == "content" else node
            current = Piece(self._mode, start=begin.start, but=self._but if self._mode == -1 else "")
            current.freed = self._freed
            current.linked = place > 0 and self._nodes[place - 1].kind in ("conj", "neither", "also")
            current.definite = place > 0 and self._nodes[place - 1].kind == "this"
            self.pieces.append(current)
            self._current = current
        current.end = node.end
        if node.kind == "content":
            current.content.append(node)
            return
        current.targets += node.targets
        current.roles.add(node.role)
        current.whole = current.whole or (node.role == "area" and node.value == 1)
        if node.role == "name":
            current.covered += node.words
            current.first = current.first or node.form


def finite(node: Node) -> bool:
    """Whether a word of content is a verb that says something, so that its chunk is a statement."""
    if node.verb is not None:
        return node.verb.mood != "noun"
    tags = grammar(node.form)
    return ("finite" in tags and not tags & {"noun", "adjective"}) or node.folded in _BEING or node.role == "phrase"


def _chained(pieces: list[Piece]) -> bool:
    """Whether every piece but the first is linked to the one before it."""
    return all(piece.linked for piece in pieces[1:])


def _term_only(node: Node) -> bool:
    return node.role == "name" and not any(target.kind in ("action", "area") for target in node.targets)
