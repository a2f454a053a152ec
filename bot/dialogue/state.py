"""The state of one conversation: a small value kept as JSON in our own table.

It holds all that later turns may refer to (the draft, what was shown and offered, a pending question) and nothing that
can be computed from the knowledge base.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

HISTORY = 12
UNDO = 20
PAYLOADS = 120

PendingKind = Literal["save", "unit", "all", "drop", "erase", "clarify", "guide", "feedback", "handover", "detail",
                      "quarter", "person"]  # fmt: skip


@dataclass
class Item:
    """A chosen action and what the user said about it."""

    id: str
    note: str = ""
    person: str = ""
    quarter: str = ""


@dataclass
class Pending:
    """A question the bot has asked and waits to have answered."""

    kind: PendingKind
    ids: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    serial: int = 0


@dataclass
class State:
    """Everything remembered between two messages of a conversation."""

    draft: list[Item] = field(default_factory=list)
    stored: list[Item] | None = None  # the newest stored version; None when nothing was ever stored
    version: int = 0
    reference: str = ""
    code: str = ""
    choosing: bool = False
    offered: list[str] = field(default_factory=list)  # the last list shown, in its order
    offered_as: Literal["", "overview", "area", "proposals", "candidates", "draft"] = ""
    draft_listed_last: bool = False  # the draft was listed later than `offered`
    shown: list[str] = field(default_factory=list)  # newest last: action ids, "area:2", "term:kis", "tool:…"
    shown_facet: str | None = None
    about: str = ""  # the action spoken of last, shown or touched: details told of none are about it
    pending: Pending | None = None
    role: str | None = None
    unit_kind: str = ""
    unit_name: str = ""
    unit_asked: bool = False
    undo: list[list[Item]] = field(default_factory=list)
    redo: list[list[Item]] = field(default_factory=list)
    failures: int = 0
    noticed: bool = False
    payloads: list[str] = field(default_factory=list)
    last: dict[str, Any] = field(default_factory=dict)  # the last reply's texts and card, for "powtórz"
    guide: dict[str, Any] = field(default_factory=dict)
    serial: int = 0  # counts turns; names pending questions so that a stale button confirms nothing
    kb: str = ""
    seen: str = ""  # when the last message came, ISO 8601

    @property
    def selected(self) -> list[str]:
        """The draft's ids in the user's order."""
        return [item.id for item in self.draft]

    @property
    def saved(self) -> bool:
        """Whether the draft is not empty and equals, in order, the newest stored version."""
        return bool(self.draft) and self.stored is not None and self.selected == [item.id for item in self.stored]

    def copy(self) -> State:
        """An independent copy to work on."""
        return deepcopy(self)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any] | None) -> State:
        """The state again; an empty one from None. Unknown keys of newer versions are dropped."""
        if not data:
            return cls()
        known = {f.name for f in fields(cls)}
        made: dict[str, Any] = {key: value for key, value in data.items() if key in known}
        made["draft"] = _items(data.get("draft")) or []
        made["stored"] = _items(data.get("stored"))
        made["undo"] = [_items(row) or [] for row in data.get("undo", [])]
        made["redo"] = [_items(row) or [] for row in data.get("redo", [])]
        made["pending"] = Pending(**data["pending"]) if data.get("pending") else None
        return cls(**made)

    def show(self, thing: str, facet: str | None = None) -> None:
        """Remember that something was shown, newest last, without doubles at the end."""
        if not self.shown or self.shown[-1] != thing:
            self.shown = [*self.shown, thing][-HISTORY:]
        self.shown_facet = facet

    def shown_action(self) -> str | None:
        """The action shown most recently, if the last thing shown was an action."""
        if self.shown and self.shown[-1][:1].isdigit():
            return self.shown[-1]
        return None

    def offer(self, ids: list[str], kind: Literal["overview", "area", "proposals", "candidates"]) -> None:
        """Remember the list that ordinals refer to from now on."""
        self.offered = list(ids)
        self.offered_as = kind
        self.draft_listed_last = False


def _items(rows: list[dict[str, Any]] | None) -> list[Item] | None:
    return None if rows is None else [Item(**row) for row in rows]
