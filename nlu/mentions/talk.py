"""Clauses in the making, and what the wishes of one message share while they are put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nlu.mentions.describe import Describer
from nlu.mentions.wish import Wish
from nlu.mentions.words import EDITING, SAVING
from nlu.understanding import Clause, Operation, Target

LEFT_OUT = ("bez", "ale nie", "a nie", "ale bez", "lecz nie")
"""Words that, alone with a thing, wish it gone; "poza" and "oprócz" alone rather mean all the others."""


@dataclass(slots=True)
class Draft:
    """A clause in the making."""

    operation: Operation | None
    good: list[Target] = field(default_factory=list)
    bad: list[Target] = field(default_factory=list)
    out: list[Target] = field(default_factory=list)  # what is to be replaced
    position: int | None = None
    bare: bool = False
    but: str = ""
    strong: bool = False  # loose descriptions may follow in its list
    spread: bool = False  # its verb reaches over what follows
    modal: bool = False
    mention: bool = False  # something named in passing
    closed: bool = False
    noting: bool = False  # its verb may introduce a note: "dopisz, że…"
    order: list[Target] = field(default_factory=list)  # good and bad in the order of the message
    start: int = 0
    end: int = 0

    @property
    def only_denied(self) -> bool:
        """Whether it so far only says what is not wanted."""
        wished = self.good or self.out
        return bool(self.bad) and not wished and self.operation in (None, "add") and not self.mention

    @property
    def rest_only(self) -> bool:
        """Whether it names nothing but the rest."""
        return bool(self.good) and all(target.kind == "rest" for target in self.good)

    def deny(self) -> None:
        """Turn what was wanted into what is not."""
        self.bad, self.good, self.but = [*self.bad, *self.good], [], "nie"
        self.order = list(self.bad)


@dataclass
class Talk:
    """The message so far."""

    text: str
    describe: Describer
    drafts: list[Draft] = field(default_factory=list)
    slip: bool = False
    began_with_slip: bool = False
    sentence: int = 0  # where the sentence began
    told: int = 0  # how many words of description it held so far
    verdict: int = 0  # 1 under "tak:", -1 under "nie:"
    commented: bool = False  # a statement or question stood in the sentence before

    @property
    def current(self) -> Draft | None:
        """The draft read last."""
        return self.drafts[-1] if self.drafts else None

    @property
    def changing(self) -> bool:
        """Whether any wish for a change was read."""
        return any(draft.operation not in (None, "show") for draft in self.drafts)

    def draft(self, operation: Operation | None, wish: Wish, good: list[Target], bad: list[Target]) -> Draft:
        """A new draft of a wish; not yet put among the drafts."""
        nodes = wish.chunk.nodes
        but = next((piece.but for piece in wish.pieces if piece.mode == -1), "")
        made = Draft(operation, list(good), list(bad), but=but, start=nodes[0].start, end=nodes[-1].end)
        bad_first = bad and wish.pieces and wish.pieces[0].mode == -1
        made.order = [*bad, *good] if bad_first else [*good, *bad]
        made.bare = wish.verb is None and not wish.leftover
        made.noting = wish.verb is not None and wish.verb.lemma in EDITING | SAVING
        if operation == "move":
            made.position = wish.place
            if wish.swap or (wish.verb is not None and wish.verb.operation == "replace"):
                made.position = 0
            elif wish.first and made.position is None:
                made.position = 1
        return made

    def put(self, operation: Operation | None, wish: Wish, good: list[Target], bad: list[Target]) -> Draft:
        """A new draft of a wish, put among the drafts."""
        made = self.draft(operation, wish, good, bad)
        self.drafts.append(made)
        return made

    def before(self) -> Draft | None:
        """The draft just before, if it names things that "to", "ją" can take up."""
        last = self.current
        return last if last is not None and (last.good or last.bad) and not last.closed else None

    def reach_back(self, wish: Wish) -> list[Draft]:
        """The verbless drafts just before that a verb after them ("2.1, 2.3 usuń") speaks of too."""
        found: list[Draft] = []
        if wish.chunk.lead not in ("comma", "verb", "dash"):
            return []
        for draft in reversed(self.drafts):
            if draft.operation is not None or draft.mention or draft.closed or draft.but or not draft.good:
                break
            if not draft.bare:
                break
            found.insert(0, draft)
        return found

    def fix(self, good: list[Target], wish: Wish) -> bool:
        """A slip just made: the new things stand for the last one, or for all when there are several of both."""
        if not good or not (self.slip or self.began_with_slip):
            return False
        if not self.slip:
            self.began_with_slip = False
            denied = any(piece.mode == -1 for piece in wish.pieces)
            if denied or (self.current is not None and self.current.only_denied):
                return False  # "pomyłka, nie 2.1, ale 2.2"
            if wish.verb is None:
                self.put("replace", wish, self.describe.settled(good), [])
            return wish.verb is None
        self.slip = False
        current = self.current
        if current is None:
            return False
        if len(good) > 1:
            current.good.clear()
        elif current.good:
            current.good.pop()
        current.order = [*current.bad, *current.good]
        other = wish.verb is not None and wish.verb.operation != (current.operation or "add")
        if other or (wish.verb is not None and not current.spread):
            if not (current.good or current.out or current.bad):
                self.drafts.pop()
            return False
        self.extend(current, wish, good, [])
        return True

    def contrast(self, bad: list[Target], wish: Wish) -> bool:
        """ "…, 2.2 nie" after things wanted: they are left out of the same clause."""
        current = self.current
        if current is None or current.mention or current.closed or not (current.good or current.bad):
            return False
        but = wish.pieces[-1].but or "nie"
        if current.operation == "replace" and not current.out:
            current.out = bad
            return True
        if current.operation not in (None, "add", "remove", "keep"):
            return False
        if current.operation == "remove" and wish.chunk.lead == "stop":
            return False
        current.but = current.but or but
        self.extend(current, wish, [], bad)
        return True

    def extend(self, draft: Draft, wish: Wish, good: list[Target], bad: list[Target]) -> None:
        """Add things to a draft."""
        draft.good += good
        draft.bad += bad
        draft.order += [*good, *bad]
        draft.end = wish.end

    def finished(self) -> tuple[Clause, ...]:
        """The clauses of the drafts. Things named in passing go when the message also wishes something."""
        real = [d for d in self.drafts if d.good or d.bad or d.out]
        changing = any(d.operation not in (None, "show") for d in real)
        bare = any(d.bare and not d.mention for d in real)
        found: list[Clause] = []
        for draft in self.drafts:
            if (draft.mention and (changing or bare)) or (draft not in real and draft.operation is None):
                continue
            found += self._clauses(draft, changing)
        return tuple(found)

    def _clauses(self, draft: Draft, changing: bool) -> list[Clause]:
        text = self.text[draft.start : draft.end].strip()
        operation, targets = draft.operation, _ordered(draft)
        if draft.out or operation == "replace":
            return self._replacing(draft, text)
        if draft.bad and not draft.good and operation in (None, "add"):
            if draft.but == "nie":
                return [Clause("remove", tuple(draft.bad), bare=draft.bare, text=text)]
            if draft.but in LEFT_OUT:
                return [Clause("remove", targets, bare=draft.bare, text=text)]
        if operation == "remove" and draft.good and draft.rest_only:
            return [Clause("keep", (Target("this"),), text=text)]  # "resztę usuń": what was shown last stays
        if operation is None and changing and draft.bare and not draft.mention:
            operation = "add"  # "2.1, a 2.2 usuń"
        if operation not in (None, "show"):
            targets = tuple(self.describe.settled(targets))
            if not targets and draft.order:
                return []
        return [Clause(operation, targets, draft.position, draft.bare and operation != "show", text)]

    @staticmethod
    def _replacing(draft: Draft, text: str) -> list[Clause]:
        if not draft.good:
            return [Clause("remove", tuple(draft.out), text=text)] if draft.out and draft.operation is None else []
        first = [Clause("remove", tuple(draft.out[:-1]), text=text)] if len(draft.out) > 1 else []
        return [*first, Clause("replace", (*draft.out[-1:], *draft.good), text=text)]


def _ordered(draft: Draft) -> tuple[Target, ...]:
    """Good and bad in the order of the message, bad ones marked, without doubles."""
    bad = {id(target) for target in draft.bad}
    found: list[Target] = []
    for target in draft.order or [*draft.good, *draft.bad]:
        one = replace(target, excluded=True) if id(target) in bad else target
        if one not in found:
            found.append(one)
    return tuple(found)
