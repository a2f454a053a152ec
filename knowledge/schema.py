"""The shapes of everything Drogowskaz knows.

Every record is strict: an unknown key, a missing facet or a wrong type is an error that names file, id and field
(see `knowledge.base`). Texts are Polish; identifiers come from the centre's results table.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FACETS = (
    "steps", "legal", "who", "documents", "time", "cost", "example", "difficulty", "evidence", "figures", "pitfall",
    "when",
)  # fmt: skip
"""The twelve facets of the turn card, in the order in which they are offered."""

ROLES = ("jst", "ngo", "pes", "firma", "owes")
"""Who may be speaking: local government, NGO, social-economy entity, company, support centre."""

Facet = Literal[
    "steps", "legal", "who", "documents", "time", "cost", "example", "difficulty", "evidence", "figures", "pitfall",
    "when",
]  # fmt: skip
Role = Literal["jst", "ngo", "pes", "firma", "owes"]
Certainty = Literal["verified", "to_check", "practice"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
ActionId = Annotated[str, StringConstraints(pattern=r"^[1-4]\.[1-7]$")]
AreaId = Annotated[str, StringConstraints(pattern=r"^[1-4]$")]


class Record(BaseModel):
    """Base of all records: immutable, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Statement(Record):
    """One sentence or two that can be true or false, with its provenance.

    `source` is the code of a record in `sources.yml`; `place` the article or page within it ("art. 13 ust. 1").
    `practice` marks advice and estimates (no source needed); `verified` means read in the text named by `source`
    as of its date; `to_check` must be shown to users as such.
    """

    text: Text
    source: str | None = None
    place: str | None = None
    certainty: Certainty = "practice"
    also: tuple[str, ...] = ()  # further source codes that say the same


class Action(Record):
    """One of the twenty actions of the results table."""

    id: ActionId
    area: AreaId
    slug: Slug
    source_text: Text  # verbatim, with the typing errors of the source
    starred: bool
    title: Text  # the source wording, corrected
    name: Annotated[str, StringConstraints(max_length=60)]  # everyday name, used on buttons and in lists
    name_gen: Text  # the everyday name in the genitive, to be put into sentences
    aliases: tuple[Text, ...]  # other names people use, base forms; matched by lemma
    short: Annotated[str, StringConstraints(max_length=220)]
    what: Text
    steps: tuple[Text, ...]
    who: tuple[Statement, ...]
    legal: tuple[Statement, ...]
    figures: tuple[Statement, ...]
    documents: tuple[Text, ...]
    evidence: Text
    difficulty: tuple[Difficulty, ...]
    time: Text
    months: tuple[int, int]  # estimated months from idea to result, least and most
    cost: Text
    effort: Literal[1, 2, 3]  # 1 low, 2 medium, 3 high: for ranking only
    example: Text
    pitfall: tuple[Statement, ...]
    when: tuple[Text, ...]
    related: tuple[ActionId, ...]
    starters: tuple[Role, ...]  # roles that can start this action themselves
    decides: Text  # who decides, in a few words, for lists and the card
    council: bool  # whether the action usually ends with a council's resolution
    first: Text  # the very first step, one sentence


class Difficulty(Record):
    """A typical obstacle and what helps."""

    problem: Text
    advice: Text


class Area(Record):
    """One of the four result areas."""

    id: AreaId
    slug: Slug
    source_text: Text
    title: Text
    name: Annotated[str, StringConstraints(max_length=60)]
    aliases: tuple[Text, ...]
    short: Annotated[str, StringConstraints(max_length=220)]
    purpose: Text
    serves: Text
    differences: Text  # how its actions differ


class Term(Record):
    """A glossary entry."""

    slug: Slug
    name: Text
    aliases: tuple[Text, ...] = ()
    definition: tuple[Statement, ...]
    actions: tuple[ActionId, ...] = ()


class Tool(Record):
    """A row of the matrix "who can use which tool"; `roles` is the short answer per role."""

    slug: Slug
    name: Text
    aliases: tuple[Text, ...] = ()
    yes: tuple[Statement, ...]
    no: tuple[Statement, ...]
    actions: tuple[ActionId, ...]
    roles: dict[Role, Literal["yes", "no", "depends"]]


class Comparison(Record):
    """How near actions differ: one line per action, then advice which to take when."""

    ids: tuple[ActionId, ...]
    lines: tuple[Text, ...]  # same order as ids
    advice: Text


class NeedAnswer(Record):
    """An action that answers a need, with its weight (0–1] and the reason to show."""

    id: ActionId
    weight: Annotated[float, Field(gt=0, le=1)]
    reason: Text


class Need(Record):
    """A situation in people's words and what answers it."""

    slug: Slug
    name: Text  # the need in a few words, completes "Państwa potrzeba: …"
    phrases: tuple[Text, ...]  # how people say it; matched by lemma
    answers: tuple[NeedAnswer, ...]


class Source(Record):
    """An act or material: what exactly was seen and when."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+$")]
    title: Text
    identifier: Text  # "Dz.U. 2024 poz. 1491", "M.P. 2014 poz. 811", name of a page
    seen: Text  # the date or state of the text seen, for "stan na …"
    link: str | None
    status: Text  # what is known about newer texts, shown to users
    superseded: bool  # the text seen is known to be replaced


Action.model_rebuild()
