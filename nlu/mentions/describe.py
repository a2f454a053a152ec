"""What the words of a piece name: names that mean an action or a term, nouns that begin one action's names, and loose
descriptions, which the classifier reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.base import Base
from nlu.mentions.forms import grammar
from nlu.mentions.names import Names
from nlu.mentions.nodes import Node
from nlu.mentions.pieces import Piece
from nlu.polish.normalise import fold
from nlu.understanding import Ranked, Target

Classify = Callable[[str], Sequence[Ranked]]

ASKED = 0.15
"""After an outright order a loose description is passed on from this probability; if it is vague, the dialogue asks."""
LISTED = 0.5
"""A loose description that only follows in a list ("…i większe pieniądze na zadania") counts from this probability."""
COVER = 0.5
"""A name that covers less of its piece than this is checked against the classifier."""
HEADS = 2.0
"""As a probability never reached: only a noun that names an action alone counts ("3.1 i jeszcze klauzule")."""
LONGEST = 25
"""A description of more words is a story, not a choice."""
OTHERWISE = 0.6
"""From this probability the classifier's reading of the whole piece beats a name that covers little of it."""


class Describer:
    """Turns pieces into targets, for one knowledge base and one classifier of actions."""

    def __init__(self, base: Base, names: Names, classify: Classify | None) -> None:
        self._base, self._names, self._classify = base, names, classify

    def chosen(self, piece: Piece, text: str, least: float | None, bare: bool = False) -> list[Target]:
        """The targets of a piece that is an object of choosing: actions before terms, loosely described if need be.

        `least` is the probability a loose description needs; None allows no loose description. `bare` pieces keep
        the terms that share an action's name.
        """
        if piece.targets:
            if piece.roles & {"name"}:
                return self._by_name(piece, text, least)
            return list(piece.targets)
        nouns = [node for node in piece.content if node.role != "junk"]
        if not nouns:
            return []
        if least is None:
            return []
        head = self._head(nouns)
        if head is not None and (len(nouns) == 1 or self._classify is None):
            return [Target("action", id=head, how="name", score=0.9)]
        loose = self._loose(text, least)
        if head is not None and (loose is None or loose.score < OTHERWISE):
            return [Target("action", id=head, how="name", score=0.9)]
        return [loose] if loose is not None else []

    def loosely(self, text: str, least: float) -> list[Target]:
        """The action a stretch of text describes, when the classifier is at least so sure; else nothing."""
        loose = self._loose(text, least)
        return [loose] if loose is not None else []

    def settled(self, targets: Sequence[Target]) -> list[Target]:
        """Targets that can be chosen: terms and tools go where an action stands beside them, else become one."""
        kept = [target for target in targets if target.kind not in ("term", "tool")]
        if kept or not targets:
            return kept
        return self._of_terms(targets)

    def mentioned(self, piece: Piece) -> list[Target]:
        """The targets of a piece nobody wants chosen: all that its names may mean."""
        return [*piece.targets, *piece.aside]

    def _by_name(self, piece: Piece, text: str, least: float | None) -> list[Target]:
        plain = [target for target in piece.targets if target.how != "name"]
        actions = [target for target in piece.targets if target.how == "name" and target.kind in ("action", "area")]
        if not plain and not actions and least is not None:
            actions = self._of_terms(piece.targets)
            head = self._names.head(fold(piece.first)) if not actions and piece.first else None
            actions = [Target("action", id=head, how="name", score=0.9)] if head is not None else actions
        if plain or (actions and not piece.content) or least is None or self._classify is None:
            return [*plain, *actions]
        words = piece.covered + len(piece.content)
        if actions and piece.covered / max(words, 1) > COVER:
            return actions
        loose = self._loose(text, None if actions else least)
        if loose is None:
            return actions
        if actions and (loose.id == actions[0].id or loose.score < OTHERWISE):
            return actions
        return [loose]

    def _of_terms(self, targets: Sequence[Target]) -> list[Target]:
        """A term or tool stands for its only action, or for the one whose names hold its word: "wpisz WTZ"."""
        found: dict[str, Target] = {}
        for target in targets:
            records = self._base.terms if target.kind == "term" else self._base.tools
            record = records.get(target.id or "")
            if record is None:
                continue
            ids = list(record.actions)
            if len(ids) != 1:
                ids = [i for i in ids if self._names.told(i, record.name)]
            if len(ids) == 1:
                found.setdefault(ids[0], Target("action", id=ids[0], how="name", score=0.8))
        return list(found.values())

    def _head(self, nodes: Sequence[Node]) -> str | None:
        for node in nodes[:3]:
            head = self._names.head(node.folded)
            if head is not None:
                return head
            if "adjective" not in grammar(node.form):
                return None
        return None

    def _loose(self, text: str, least: float | None) -> Target | None:
        if self._classify is None or len(text.split()) > LONGEST:
            return None
        ranked = list(self._classify(text))
        if not ranked or ranked[0].score < (least or 0.0):
            return None
        others = tuple(row.intent for row in ranked[1:3])
        return Target("action", id=ranked[0].intent, how="loose", score=ranked[0].score, others=others)


def may_be_object(piece: Piece, denied: bool = False) -> bool:
    """Whether the first noun of a described piece stands in a case that an object can have."""
    allowed = {"nom", "acc", "gen"} if denied else {"nom", "acc"}
    for node in piece.content:
        tags = grammar(node.form)
        if "noun" in tags:
            return bool(tags & allowed)
    return bool(piece.content)
