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
class When:
    """A time as it was said, before anybody looks at a calendar: "w drugim kwartale przyszłego roku", "na jesień"."""

    quarters: tuple[int, ...] = ()  # 1-4; one when the words name it, several when they only narrow it, none: any
    month: int | None = None
    year: int | None = None
    years_on: int | None = None  # 0 "tego roku", 1 "przyszłego roku"
    quarters_on: int | None = None  # 0 "w tym kwartale", 1 "w następnym"


@dataclass(frozen=True, slots=True)
class Detail:
    """Something told about a chosen action: a note, who is in charge, or a target quarter.

    `deed`: "set" (a note is appended), "change" (takes the place of what was there), "remove", or "ask": the wish is
    clear, what to keep is not ("ja za to odpowiadam").
    """

    field: Literal["note", "person", "quarter"]
    value: str = ""  # of a note or a person, as written
    targets: tuple[Target, ...] = ()  # of which actions; none: of the one spoken of
    when: When | None = None
    deed: Literal["set", "change", "remove", "ask"] = "set"
    adding: bool = False  # the same message wishes the action to be added
    sure: bool = True  # else it may be a fact about the world ("CIS prowadzi powiat") unless the action is chosen


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference that is asked: its words, and the action they name or likely mean."""

    text: str
    action: str | None = None
    score: float = 0.0  # 1 for a name, else its probability among all intents


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
    details: tuple[Detail, ...] = ()  # what is told about chosen actions; empty for everything else
    sides: tuple[tuple[Side, Side], ...] = ()  # of a difference that is asked, each way to cut it
    when: When | None = None  # a message that is nothing but a time: the answer to "który kwartał?"

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
        made["clauses"] = tuple(Clause(**{**row, "targets": _targets(row)}) for row in data.get("clauses", ()))
        made["details"] = tuple(
            Detail(**{**row, "targets": _targets(row), "when": _when(row.get("when"))})
            for row in data.get("details", ())
        )
        made["sides"] = tuple((Side(**left), Side(**right)) for left, right in data.get("sides", ()))
        made["when"] = _when(data.get("when"))
        return cls(**made)

    @property
    def top(self) -> Ranked:
        """The likeliest intent; an empty one when nothing was ranked."""
        return self.intents[0] if self.intents else Ranked("", 0.0)


def _targets(row: dict[str, Any]) -> tuple[Target, ...]:
    return tuple(Target(**{**target, "others": tuple(target.get("others", ()))}) for target in row["targets"])


def _when(data: dict[str, Any] | None) -> When | None:
    return None if data is None else When(**{**data, "quarters": tuple(data["quarters"])})
