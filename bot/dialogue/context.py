"""One turn in the making: the working copy of the state, the message, the surroundings, and small shared helpers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.reply import Reply
from bot.dialogue.state import Item, State
from bot.dialogue.world import Said, World
from knowledge.base import Base
from knowledge.schema import Area, Term, Tool
from nlu.understanding import Understanding


@dataclass
class Turn:
    """What handlers get. They change `state` (a copy) and return a `Reply`."""

    world: World
    state: State
    said: Said

    @property
    def base(self) -> Base:
        """The knowledge base."""
        return self.world.base

    @property
    def u(self) -> Understanding:
        """What was understood."""
        return self.said.understanding

    def text(self, key: str, /, **values: object) -> str:
        """A fixed sentence; variants alternate with the turn's number, so the same question sounds alive twice."""
        return self.base.text(key, self.state.serial, **values)

    def name(self, action_id: str) -> str:
        """An action as it is spoken of in lists: number and everyday name."""
        return f"{action_id} {self.base.actions[action_id].name}"

    def spoken(self, thing: str) -> str:
        """The name of something shown (see `State.shown`); empty for what is not there any more."""
        kind, _, key = thing.rpartition(":")
        if not kind:
            return self.name(key) if key in self.base.actions else ""
        named: dict[str, Mapping[str, Area] | Mapping[str, Term] | Mapping[str, Tool]]
        named = {"area": self.base.areas, "term": self.base.terms, "tool": self.base.tools}
        return named[kind][key].name if kind in named and key in named[kind] else ""

    def names(self, ids: Iterable[str]) -> str:
        """Actions in a row, for use within a sentence."""
        return "; ".join(self.name(action_id) for action_id in ids)

    def numbered(self, ids: Sequence[str]) -> str:
        """Actions as a numbered list, one per line; a tick marks what is chosen."""
        mark = self.base.text("list.chosen")
        chosen = self.state.selected
        return "\n".join(
            f"{n}. {self.name(action_id)}{self.star(action_id)}{f' {mark}' if action_id in chosen else ''}"
            for n, action_id in enumerate(ids, 1)
        )

    def star(self, action_id: str) -> str:
        """The asterisk of the source table, where it stands."""
        return "*" if self.base.actions[action_id].starred else ""

    def rows(self, ids: Sequence[str]) -> list[dict[str, object]]:
        """The same list for channels that draw it."""
        chosen = self.state.selected
        return [
            {"n": n, "id": i, "name": self.base.actions[i].name, "starred": self.base.actions[i].starred,
             "selected": i in chosen}
            for n, i in enumerate(ids, 1)
        ]  # fmt: skip

    def echo(self) -> str:
        """The short reminder of the draft under a reply; empty when nothing is chosen."""
        if not self.state.draft:
            return ""
        return self.base.text("draft.echo", ids=", ".join(self.state.selected))

    def draft_lines(self) -> str:
        """The draft with the user's notes, numbered."""
        return "\n".join(f"{n}. {self.draft_line(item)}" for n, item in enumerate(self.state.draft, 1))

    def draft_line(self, item: Item) -> str:
        """One chosen action with what the user said about it."""
        extra = [
            self.base.text(f"draft.{field}", value=value)
            for field, value in (("note", item.note), ("person", item.person), ("quarter", item.quarter))
            if value
        ]
        return self.name(item.id) + (f" ({'; '.join(extra)})" if extra else "")

    def when(self, moment: datetime) -> str:
        """A moment by the clock of the place where the bot runs."""
        local = moment.astimezone()
        return self.base.text("moment", date=f"{local:%d.%m.%Y}", time=f"{local:%H:%M}")

    def new(self, kind: str, ids: Iterable[str] = ()) -> Reply:
        """A reply of this kind about these things."""
        return Reply(kind, list(ids))
