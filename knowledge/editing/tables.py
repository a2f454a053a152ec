"""The sheets of the editing workbook: which columns they have and what each cell may hold.

Headings, help and choices are Polish texts (`texts/editing.yml`); here are only keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.schema import ROLES, Action, Area, Comparison, Need, Record, Source, Term, Tool

Form = Literal["text", "lines", "flag", "choice", "choices", "int", "number", "order", "ref", "refs", "file"]
Kind = Literal["areas", "actions", "terms", "tools", "needs", "comparisons", "sources", "texts"]

MODELS: dict[Kind, type[Record]] = {
    "areas": Area, "actions": Action, "terms": Term, "tools": Tool, "needs": Need, "comparisons": Comparison,
    "sources": Source,
}  # fmt: skip
KEYS: dict[Kind, str] = {
    "areas": "id", "actions": "id", "terms": "slug", "tools": "slug", "needs": "slug", "comparisons": "ids",
    "sources": "code",
}  # fmt: skip
OWN_TEXTS = "texts/editing.yml"
"""The words of the workbook itself; they are not in the workbook, or a file would stop fitting its own headings."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `key` is the field of the record; "months.0" and "roles.jst" reach into it.

    `form` says how a cell is read: lines (one item a line), choice and choices (Polish words of a closed list), ref
    and refs (ids of `ref`), order (any number, sorts the rows), file (a file of the record's kind). `locked` cells are
    protected and alone do not make a record: a row with nothing else counts as removed.
    """

    key: str
    form: Form = "text"
    required: bool = True
    locked: bool = False
    limit: int = 5000  # characters in one text or one item
    pattern: str = ""
    choices: tuple[str, ...] = ()
    ref: Kind | None = None
    width: int = 30


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: one row per record, or (with `fields`) one row per item of these list fields of the records.

    With more than one field the column "facet" says to which the item belongs. `plain`: items are bare texts.
    """

    key: str
    kind: Kind
    columns: tuple[Column, ...]
    fields: tuple[str, ...] = ()
    plain: bool = False
    filled: bool = True  # whether each record must have an item in each of the fields

    def column(self, key: str) -> Column | None:
        """The column with this key, if the sheet has it."""
        return next((c for c in self.columns if c.key == key), None)


ACTION_ID = r"[1-4]\.[1-7]"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"


def _slug(locked: bool = True) -> Column:
    return Column("slug", locked=locked, pattern=SLUG, width=24)


def _owner(key: str, ref: Kind) -> Column:
    return Column(key, "ref", locked=True, ref=ref, width=20)


def _facet(*choices: str) -> Column:
    return Column("facet", "choice", locked=True, choices=choices, width=16)


ORDER = Column("order", "order", required=False, width=6)
NAME = Column("name", limit=60)
ALIASES = Column("aliases", "lines", required=False, limit=120)
SHORT = Column("short", limit=220, width=50)
LONG = 60
ACTIONS = Column("actions", "refs", required=False, ref="actions", width=18)
STATEMENT = (
    Column("text", width=LONG, limit=600),
    Column("source", "ref", required=False, ref="sources", width=14),
    Column("place", required=False, limit=300),
    Column("certainty", "choice", choices=("verified", "to_check", "practice"), width=16),
    Column("also", "refs", required=False, ref="sources", width=14),
)
FACETS = ("who", "legal", "figures", "pitfall")
LISTS = ("steps", "documents", "when")
ANSWER = ("yes", "no", "depends")

SHEETS: tuple[Sheet, ...] = (
    Sheet("areas", "areas", (
        Column("id", locked=True, pattern="[1-4]", width=6), _slug(),
        Column("source_text", locked=True, width=40), Column("title", width=40), NAME, ALIASES, SHORT,
        Column("purpose", width=LONG), Column("serves", width=LONG), Column("differences", width=LONG),
    )),
    Sheet("actions", "actions", (
        Column("id", locked=True, pattern=ACTION_ID, width=6), Column("area", "ref", locked=True, ref="areas", width=8),
        _slug(), Column("source_text", locked=True, width=40), Column("starred", "flag", locked=True, width=8),
        Column("title", width=40), NAME, Column("name_gen", limit=80), ALIASES, SHORT, Column("what", width=LONG),
        Column("evidence", width=LONG), Column("time", width=40), Column("months.0", "int", width=10),
        Column("months.1", "int", width=10), Column("cost", width=40),
        Column("effort", "choice", choices=("1", "2", "3"), width=12), Column("example", width=LONG),
        Column("related", "refs", required=False, ref="actions", width=18),
        Column("starters", "choices", choices=ROLES, width=24), Column("decides"),
        Column("council", "flag", width=10), Column("first", width=40),
    )),
    Sheet("statements", "actions", (_owner("id", "actions"), _facet(*FACETS), ORDER, *STATEMENT), FACETS),
    Sheet("lists", "actions", (
        _owner("id", "actions"), _facet(*LISTS), ORDER, Column("text", width=LONG, limit=600),
    ), LISTS, plain=True),
    Sheet("difficulty", "actions", (
        _owner("id", "actions"), ORDER, Column("problem", width=LONG, limit=600),
        Column("advice", width=LONG, limit=600),
    ), ("difficulty",)),
    Sheet("terms", "terms", (
        Column("file", "file", locked=True, width=20), _slug(), Column("name", limit=120), ALIASES, ACTIONS,
    )),
    Sheet("definitions", "terms", (_owner("slug", "terms"), ORDER, *STATEMENT), ("definition",)),
    Sheet("tools", "tools", (
        _slug(), Column("name", limit=120), ALIASES, ACTIONS,
        *(Column(f"roles.{role}", "choice", choices=ANSWER, width=14) for role in ROLES),
    )),
    Sheet("tool_rules", "tools", (_owner("slug", "tools"), _facet("yes", "no"), ORDER, *STATEMENT), ("yes", "no"),
          filled=False),
    Sheet("needs", "needs", (
        Column("file", "file", locked=True, width=20), _slug(), Column("name", limit=120),
        Column("phrases", "lines", limit=120, width=40),
    )),
    Sheet("answers", "needs", (
        _owner("slug", "needs"), ORDER, Column("id", "ref", ref="actions", width=8),
        Column("weight", "number", width=8),
        Column("reason", width=LONG, limit=400),
    ), ("answers",)),
    Sheet("comparisons", "comparisons", (
        Column("ids", "refs", locked=True, ref="actions", width=18), Column("lines", "lines", width=LONG),
        Column("advice", width=LONG),
    )),
    Sheet("sources", "sources", (
        Column("code", locked=True, pattern="[A-Z0-9]+", width=12), Column("title", width=40), Column("identifier"),
        Column("seen"), Column("link", required=False, pattern=r"https?://\S+", width=40),
        Column("status", width=LONG), Column("superseded", "flag", width=12),
    )),
    Sheet("texts", "texts", (
        Column("file", "file", locked=True, width=16), Column("key", locked=True, width=30),
        Column("order", "order", required=False, width=8), Column("text", width=100),
    )),
)  # fmt: skip
