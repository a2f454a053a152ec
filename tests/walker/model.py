"""The rules of choosing (docs/en/choosing.md) as a small model, written apart from the dialogue and sharing no code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

LONG, MANY, STEPS = 5, 3, 20
Item = tuple[str, str]  # action id, note


@dataclass
class Line:
    """Stored versions that conversations share: (owner, number, items), oldest first."""

    versions: list[tuple[str, int, list[Item]]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    @property
    def newest(self) -> int:
        return self.versions[-1][1] if self.versions else 0


@dataclass
class Choice:
    """What one conversation has chosen, as its user would tell it."""

    name: str
    line: Line = field(default_factory=Line)
    draft: list[Item] = field(default_factory=list)
    known: list[Item] | None = None  # the newest stored version this conversation has heard of
    number: int = 0
    choosing: bool = False
    listed: list[str] | None = field(default_factory=list)  # the list on the screen; None: the model cannot tell
    draft_later: bool = False  # the draft was read out after that list
    shown: str | None = None
    question: str = ""  # "save", "all", "drop", "erase", "other" or none
    asked: list[str] = field(default_factory=list)  # what "all" would add, or "drop" take out
    brought: list[str] = field(default_factory=list)  # what comes instead of the dropped
    unread: bool = False  # the draft changed under the question "save" and was not read out again
    undo: list[list[Item]] = field(default_factory=list)
    redo: list[list[Item]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [item[0] for item in self.draft]

    @property
    def saved(self) -> bool:
        return bool(self.draft) and self.known is not None and self.ids == [item[0] for item in self.known]

    def removable(self) -> list[str]:
        """What ordinals mean when something is to go or to move."""
        if self.draft_later or not self.listed:
            return self.ids
        return [i for i in self.listed if i in self.ids] or self.ids

    def change(self, ids: Sequence[str], *, moved: bool = False) -> None:
        """One undoable step to a draft of these ids; notes of what stays stay. A question about another draft ends."""
        notes = dict(self.draft)
        self.step([(i, notes.get(i, "")) for i in ids])
        if moved and ids:
            self.draft_later = True

    def step(self, draft: list[Item]) -> None:
        """The same with notes."""
        if draft == self.draft:
            return
        self.undo, self.redo = [*self.undo, self.draft][-STEPS:], []
        self.become(draft)

    def become(self, draft: list[Item]) -> None:
        """The draft is now this; the summary's question goes on while there is something to store."""
        same, self.draft = draft == self.draft, draft
        if not same and self.question in ("all", "drop"):
            self.question = ""
        if not same and self.question == "save":
            self.unread = True
            if not draft or draft == self.known:
                self.question = ""

    def add(self, ids: Sequence[str], *, whole: bool = False) -> None:
        """Append what is new; a whole long list asks first."""
        fresh = [i for i in dict.fromkeys(ids) if i not in self.ids]
        if whole and len(fresh) > LONG:
            self.question, self.asked = "all", fresh
        elif fresh:
            self.change([*self.ids, *fresh])
            self.choosing = True

    def remove(self, ids: Sequence[str]) -> None:
        """Take out; many at once ask first."""
        gone = [i for i in self.ids if i in ids]
        if len(gone) > MANY:
            self.question, self.asked, self.brought = "drop", gone, []
        else:
            self.change([i for i in self.ids if i not in gone])

    def keep(self, ids: Sequence[str]) -> None:
        """Only these; where nothing is chosen yet they are chosen."""
        gone, fresh = [i for i in self.ids if i not in ids], [i for i in dict.fromkeys(ids) if i not in self.ids]
        if len(gone) > MANY:
            self.question, self.asked, self.brought = "drop", gone, fresh
            return
        self.change([*(i for i in self.ids if i in ids), *fresh])
        self.choosing = self.choosing or bool(fresh)

    def replace(self, out: str, new: str) -> None:
        """The new one takes the place; of two chosen ones the places change; an unchosen one only brings the new."""
        ids = self.ids
        if out in ids and new in ids:
            return self.swap(out, new)
        if out in ids:
            self.change([new if i == out else i for i in ids])
        elif new not in ids:
            self.change([*ids, new])
        self.choosing = self.choosing or new not in ids
        return None

    def swap(self, one: str, other: str) -> None:
        """Change places, when both are chosen."""
        if {one, other} <= set(self.ids):
            turned = {one: other, other: one}
            self.change([turned.get(i, i) for i in self.ids], moved=True)

    def move(self, action_id: str, *, first: bool) -> None:
        """To the front or the end; where nothing is chosen yet it is chosen."""
        if not self.draft:
            self.add([action_id])
        elif action_id in self.ids:
            rest = [i for i in self.ids if i != action_id]
            ids = [action_id, *rest] if first else [*rest, action_id]
            if ids != self.ids:
                self.change(ids, moved=True)

    def back(self, *, forward: bool) -> None:
        """Undo or redo."""
        source, goal = (self.redo, self.undo) if forward else (self.undo, self.redo)
        if source:
            goal.append(self.draft)
            self.become(source.pop())
            self.draft_later = self.draft_later or bool(self.draft)

    def catch_up(self) -> bool:
        """Hear of what somebody else stored; tells whether there was anything."""
        if self.number == 0 or self.line.newest <= self.number:
            return False
        _, self.number, items = self.line.versions[-1]
        self.known = list(items)
        return True

    def finish(self) -> None:
        """Enough: what will be stored is read out with a question; said under that question it is a yes."""
        if self.question == "save" and not self.unread:
            self.answer(yes=True)
        else:
            self.summary()

    def summary(self) -> None:
        """Ask whether to store, if there is anything to store; somebody else's newer version is told first."""
        newer = self.catch_up()
        self.unread = False
        if self.draft == (self.known or []):
            self.question = ""
            self.choosing = self.choosing and not newer
        else:
            self.question = "save"
            self.draft_later = self.draft_later or bool(self.draft)

    def answer(self, *, yes: bool) -> None:
        """A yes or a no to whatever is asked, but for erasing."""
        question, self.question = self.question, ""
        if question == "save" and yes:
            self._store()
        elif question == "save":
            self.choosing = True
        elif question == "all" and yes:
            self.change([*self.ids, *self.asked])
            self.choosing = True
        elif question == "drop" and yes:
            self.change([*(i for i in self.ids if i not in self.asked), *self.brought])

    def _store(self) -> None:
        if self.line.newest > self.number:
            return self.summary()
        self.number = self.line.newest + 1
        self.known = list(self.draft)
        self.line.versions.append((self.name, self.number, list(self.draft)))
        self.choosing, self.undo, self.redo = False, [], []
        return None

    def resume(self, line: Line) -> None:
        """Take up what is stored there."""
        self.line = line
        _, self.number, items = line.versions[-1]
        self.question, self.known, self.draft_later = "", list(items), bool(items)
        self.step(list(items))

    def cancel(self) -> None:
        """Back to what is stored."""
        self.question = ""
        self.catch_up()
        self.step(list(self.known or []))
        self.choosing = False

    def look(self) -> None:
        """The draft is read out, with what is stored."""
        self.catch_up()
        self.draft_later = self.draft_later or bool(self.draft)

    def begin(self) -> None:
        """The wish to choose."""
        self.choosing = True

    def ask_to_erase(self) -> None:
        """Erasing asks once."""
        self.question = "erase"
