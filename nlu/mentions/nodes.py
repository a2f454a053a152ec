"""The pieces a message is cut into before wishes are read from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from nlu.understanding import Operation, Target

Kind = Literal[
    "target",  # one or more things named
    "verb",  # a word of choosing or telling
    "no", "neither",  # "nie", "ani"
    "yes",  # "tak"
    "but",  # "bez", "oprócz", "poza": takes out what follows
    "instead",  # "zamiast"
    "only", "also",  # "tylko", "też"
    "question",  # "kto", "ile", "czy"
    "request",  # "czy możesz": a question in form only
    "place",  # "na początek"
    "swap",  # "miejscami"
    "first", "then",  # "najpierw", "potem": an order is being told
    "conj", "adverse",  # "i", "oraz" / "a", "ale"
    "slip",  # "znaczy", "czekaj", "przepraszam": the speaker corrects themselves
    "reason", "relative",  # "bo", "żeby" / "który"
    "this",  # "to", "ten", "ją"
    "area",  # "obszar"
    "prep",  # "na", "z", "o"
    "filler",  # says nothing: "proszę", "może", "punkt"
    "topic",  # "dane", "uwagę": the message is about something else than actions
    "comma", "stop", "ask", "colon", "dash",  # punctuation
    "content",  # every other word
]  # fmt: skip

Strength = Literal["strong", "plain", "weak", "refuse"]
"""`strong`: even a loose description may follow ("dorzuć to z lokalami"). `plain`: something named must follow ("daj
2.1"). `weak`: something named and nothing more ("chcemy 2.1", but not "chcemy uzupełnić…"). `refuse`: says something
only under "nie" ("nie interesuje nas 2.1")."""

Mood = Literal["command", "infinitive", "own", "other", "past", "told", "noun"]
"""`told` zostało, wziął; `command` dodaj, `infinitive` dodać, `own` dodaję/dodamy, `other` odpada/zapisze, `past` wybraliśmy, `noun` dodanie."""


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb wants done."""

    operation: Operation
    strength: Strength
    mood: Mood
    lemma: str


@dataclass(slots=True)
class Node:
    """A word, a number, a punctuation mark, or a run of words that were read together."""

    kind: Kind
    start: int
    end: int
    folded: str = ""
    targets: list[Target] = field(default_factory=list)
    verb: Verb | None = None
    value: int = 0  # of a number word or a place; -1 is the last
    role: str = ""  # finer kind of a word: "count", "ordinal", "digit", "id", "unit", "head", …
    words: int = 1  # content words that a name covers
    form: str = ""  # the word as written, for what its ending tells


LIGHT: frozenset[str] = frozenset(
    (
        "filler",
        "prep",
        "conj",
        "this",
        "also",
        "yes",
        "request",
        "comma",
        "colon",
        "dash",
        "stop",
        "ask",
        "first",
        "then",
    )
)
"""Kinds that leave a message bare."""


def numeric(node: Node | None) -> bool:
    """Whether a node is a digit, a number word or an ordinal."""
    return (
        node is not None and node.kind == "target" and node.role in ("digit", "number", "ordinal") and node.value != 0
    )


def at(nodes: list[Node], place: int) -> Node | None:
    """The node at a place; None outside."""
    return nodes[place] if 0 <= place < len(nodes) else None


def glue(nodes: list[Node], targets: list[Target], role: str, value: int = 0) -> Node:
    """One target node for a run of nodes."""
    text = " ".join(node.folded for node in nodes)
    return Node("target", nodes[0].start, nodes[-1].end, text, targets, role=role, value=value)
