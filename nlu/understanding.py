"""What was understood of one message: the single value that crosses from `nlu` into the dialogue.

It is plain data and survives a trip through JSON (`as_dict` / `from_dict`), because it travels through Rasa inside the
parsed message. Positions and scores are for explaining; the dialogue reads ids, operations and ranks.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

TargetKind = Literal["action", "area", "term", "tool", "ordinal", "all", "rest", "this", "both", "number"]
"""`action`/`area`/`term`/`tool` carry `id`. `ordinal` carries `ordinal` (1-based; -1 is the last,
-2 the last but one, 0 the middle of a list of odd length).
`all` "wszystkie", `rest` "resztę", `both` "oba", `this` "to", "ten", `number` a bare digit without a dot ("2")."""

Operation = Literal["add", "remove", "replace", "keep", "move", "show"]
"""What a clause wants done with its targets. `replace`: the first target goes out, the others come in. `keep`: only
these stay. `move`: the targets go, in this order, to `position`. `show`: a question word or a verb of telling."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing named in a message."""

    kind: TargetKind
    id: str | None = None
    ordinal: int | None = None
    excluded: bool = False  # under a negation: "bez 2.1", "poza czwartą", "tylko nie regranting"
    how: Literal["id", "name", "loose", "ordinal", "word"] = "word"
    score: float = 1.0  # 1 for exact ids and names, the classifier's probability for loose descriptions
    others: tuple[str, ...] = ()  # for loose descriptions: the runners-up ids, best first


@dataclass(frozen=True, slots=True)
class Clause:
    """One wish within a message: an operation (None when no verb says which) and what it is about."""

    operation: Operation | None
    targets: tuple[Target, ...] = ()
    position: int | None = None  # for `move`: 1-based place, -1 the end, 0 a swap, None in this order
    bare: bool = False  # nothing but targets and filler words: "2.1 i 3.3", "to jeszcze regranting"
    text: str = ""  # the clause as written, for notes and explanations


@dataclass(frozen=True, slots=True)
class Ranked:
    """An intent with its calibrated probability."""

    intent: str
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a long story: what it tells, the actions it names, and those it may describe."""

    text: str
    sense: Literal["need", "has", "refused"]
    named: tuple[str, ...] = ()  # "2.4", "term:cis"
    actions: tuple[Ranked, ...] = ()  # action ids by probability among all intents, best first


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything read from one message, context-free: what it means here and now is the dialogue's to say."""

    text: str
    repaired: str = ""
    lemmas: tuple[str, ...] = ()
    intents: tuple[Ranked, ...] = ()  # best first, at least the top ten
    in_scope: float = 1.0  # calibrated probability that the message belongs to the domain
    clauses: tuple[Clause, ...] = ()
    facet: str | None = None  # one of knowledge.schema.FACETS, when the message asks for one thing
    facet_score: float = 0.0
    role: str | None = None  # one of knowledge.schema.ROLES, when the speaker says who they are
    question: bool = False  # question word, question mark, or a verb of telling
    meaning: str | None = None  # the words whose meaning is asked, without those that ask
    language: Literal["pl", "uk", "en", "de", "other"] = "pl"
    decision: Literal["answer", "clarify", "out_of_scope"] = "answer"  # context-free, by nlu.decision's thresholds
    candidates: tuple[str, ...] = ()  # for `clarify`: two or three action ids (or "area:2"), best first
    ranked_actions: tuple[Ranked, ...] = field(default=())  # action ids by probability among actions only
    parts: tuple[Part, ...] = ()  # of a long story; empty for ordinary messages
    needed: tuple[Ranked, ...] = ()  # action ids by probability among actions, of the parts that tell of needs

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Understanding:
        """The value again from `as_dict` (lists become tuples)."""
        made = dict(data)
        made["lemmas"] = tuple(data.get("lemmas", ()))
        made["candidates"] = tuple(data.get("candidates", ()))
        made["intents"] = tuple(Ranked(**row) for row in data.get("intents", ()))
        made["ranked_actions"] = tuple(Ranked(**row) for row in data.get("ranked_actions", ()))
        made["needed"] = tuple(Ranked(**row) for row in data.get("needed", ()))
        made["parts"] = tuple(
            Part(**{**row, "named": tuple(row["named"]), "actions": tuple(Ranked(**r) for r in row["actions"])})
            for row in data.get("parts", ())
        )
        made["clauses"] = tuple(
            Clause(
                **{
                    **row,
                    "targets": tuple(Target(**{**t, "others": tuple(t.get("others", ()))}) for t in row["targets"]),
                }
            )
            for row in data.get("clauses", ())
        )
        return cls(**made)

    @property
    def top(self) -> Ranked:
        """The likeliest intent; an empty one when nothing was ranked."""
        return self.intents[0] if self.intents else Ranked("", 0.0)
