"""Wishes put together into clauses: verbs reach over lists, a "nie" joins what it contrasts with, slips are undone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nlu.mentions.describe import LISTED, Describer, may_be_object
from nlu.mentions.forms import grammar
from nlu.mentions.wish import KEEPERS, MOVERS, PICKING, Piece, Wish, describe_tails
from nlu.understanding import Clause, Operation, Target


@dataclass(slots=True)
class Draft:
    """A clause in the making."""

    operation: Operation | None
    good: list[Target] = field(default_factory=list)
    bad: list[Target] = field(default_factory=list)
    out: list[Target] = field(default_factory=list)
    position: int | None = None
    bare: bool = False
    but: str = ""
    strong: bool = False  # loose descriptions may follow in its list
    trailing: bool = False  # its verb came after its things
    spread: bool = False  # its verb reaches over what follows
    modal: bool = False
    mention: bool = False  # something named in passing
    closed: bool = False
    order: list[Target] = field(default_factory=list)  # bad and good in the order of the message
    start: int = 0
    end: int = 0


class Assembler:
    """Builds the clauses of one message from its wishes, read from left to right."""

    def __init__(self, text: str, describer: Describer) -> None:
        self._text, self._describe = text, describer
        self._drafts: list[Draft] = []
        self._slip = False
        self._began_with_slip = False
        self._told = (0, 0)  # where the sentence began and how many words of a description it held so far

    def clauses(self, wishes: list[Wish]) -> tuple[Clause, ...]:
        """The clauses of the message."""
        describe_tails(wishes)
        for number, wish in enumerate(wishes):
            if wish.chunk.lead in ("start", "stop"):
                self._told = (wish.chunk.nodes[0].start, 0)
            self._wish(wish, wishes[number + 1] if number + 1 < len(wishes) else None)
            self._told = (
                self._told[0],
                self._told[1] + sum(len(piece.content) + piece.covered for piece in wish.pieces),
            )
        return tuple(self._finished())

    # one wish

    def _wish(self, wish: Wish, following: Wish | None) -> None:
        current = self._drafts[-1] if self._drafts else None
        if wish.slip:
            self._note_slip(current)
            if wish.empty:
                return
        if wish.lone_no and not wish.asks:
            listed = current is not None and (current.good or current.out)
            if listed and following is not None and not following.comment:
                self._slip = True
            elif listed and following is None and current is not None and current.operation in (None, "add"):
                self._deny(current)
            return
        if wish.asks:
            self._ask(wish)
        elif wish.topic or (wish.comment and (wish.verb is None or wish.denied)) or wish.comment:
            self._mention(wish)
        elif wish.verb is not None:
            self._with_verb(wish, current)
        else:
            self._without_verb(wish, current)

    def _note_slip(self, current: Draft | None) -> None:
        if current is not None and (current.good or current.out):
            self._slip = True
        elif not self._drafts:
            self._began_with_slip = True

    def _deny(self, draft: Draft) -> None:
        draft.bad, draft.good, draft.but = [*draft.bad, *draft.good], [], "nie"
        draft.order = list(draft.bad)

    def _ask(self, wish: Wish) -> None:
        targets = [target for piece in wish.pieces for target in self._describe.mentioned(piece)]
        current = self._drafts[-1] if self._drafts else None
        if wish.chunk.asked and current is not None and current.operation is None and wish.chunk.lead != "stop":
            current.operation = "show"  # "2.1, ile to trwa?"
            current.bare = False
        if (
            current is not None
            and current.operation == "show"
            and not current.closed
            and wish.chunk.lead not in ("stop", "verb")
        ):
            current.good += targets
            current.order += targets
            current.end = self._end(wish)
            return
        self._drafts.append(self._draft("show", wish, targets, []))

    def _mention(self, wish: Wish) -> None:
        targets = [target for piece in wish.pieces for target in self._describe.mentioned(piece)]
        if targets:
            draft = self._draft(None, wish, targets, [])
            draft.mention = draft.closed = True
            self._drafts.append(draft)
        elif self._drafts and wish.chunk.lead in ("relative", "reason"):
            self._drafts[-1].end = max(self._drafts[-1].end, self._end(wish))

    def _with_verb(self, wish: Wish, current: Draft | None) -> None:
        verb = wish.verb
        if verb is None:
            return
        operation = self._operation(wish)
        if verb.operation == "replace" and operation == "replace":
            self._replace(wish)
            return
        least = self._least(wish)
        good, bad, out = self._split(wish, least, denied=wish.denied and operation == "add")
        if verb.strength == "weak" and not good and not bad and not out and wish.leftover:
            return  # "chcemy uzupełnić…": a need
        if verb.strength == "weak" and not wish.denied and self._more(wish):
            self._mention(wish)
            return
        if wish.denied and operation in ("remove", "keep", "move"):
            self._mention(wish)
            return
        if (wish.only and operation == "keep") or (operation != "keep" and verb.lemma in KEEPERS):
            good = [target for target in good if target.kind != "rest"]
            if not good and not bad:
                return
        if out:
            made = self._draft("replace", wish, good, bad)
            made.out = out
            self._drafts.append(made)
            return
        if not good and not bad:
            self._alone(wish, operation, current)
            return
        if self._fix(current, good, wish):
            return
        if any(target.kind == "rest" for target in good) and operation == "remove" and self._keep_before(current):
            return
        if bad and not good and operation == "add" and self._contrast(current, bad):
            return
        reach = self._reached_back(wish) if wish.trailing else []
        draft = self._draft(operation, wish, good, bad)
        for earlier in reach:
            self._drafts.remove(earlier)
            draft.good, draft.order = [*earlier.good, *draft.good], [*earlier.order, *draft.order]
            draft.bad, draft.start = [*earlier.bad, *draft.bad], earlier.start
        previous = self._drafts[-1] if self._drafts else None
        if operation == "add" and previous is not None and self._only_denied(previous) and not reach:
            draft.bad, draft.order = [*previous.bad, *draft.bad], [*previous.order, *draft.order]
            draft.start = previous.start
            self._drafts.pop()
        draft.strong = verb.strength == "strong"
        draft.trailing, draft.spread, draft.modal = wish.trailing, not wish.trailing, wish.modal
        self._drafts.append(draft)
        if wish.place is not None and operation == "add" and good:
            self._drafts.append(self._draft("move", wish, good, []))
            self._drafts[-1].position, self._drafts[-1].closed = wish.place, True

    def _operation(self, wish: Wish) -> Operation:
        verb = wish.verb
        assert verb is not None
        if verb.operation == "replace" and (wish.swap or wish.order or (wish.apart and wish.split is None)):
            return "move"
        if wish.place is not None and (verb.operation in ("move", "keep") or verb.lemma in MOVERS):
            return "move"
        if verb.lemma in KEEPERS:
            return "keep" if wish.only else "add"
        return verb.operation

    def _least(self, wish: Wish) -> float | None:
        """How sure a loose description must be after this verb; None: none may follow."""
        verb = wish.verb
        if verb is None or verb.mood == "noun":
            return None
        if verb.strength == "strong" and not (wish.modal and verb.lemma not in PICKING and verb.operation == "add"):
            return 0.0
        if verb.strength == "weak" and any(piece.definite for piece in wish.pieces):
            return LISTED
        return None

    def _more(self, wish: Wish) -> bool:
        """Whether anything but named things stands in the chunk of a weak verb."""
        return any(
            (piece.content and not (piece.definite and not piece.targets)) or "infinitive" in grammar(piece.first)
            for piece in wish.pieces
        )

    def _split(self, wish: Wish, least: float | None, denied: bool) -> tuple[list[Target], list[Target], list[Target]]:
        """Targets in, out and replaced. A denied verb of adding takes everything out."""
        rows: dict[int, list[Target]] = {1: [], -1: [], 0: []}
        for number, piece in enumerate(wish.pieces):
            need = least
            if need is not None and not piece.targets and any(p.targets or p.content for p in wish.pieces[:number]):
                need = max(need, LISTED) if may_be_object(piece, piece.mode == -1) else None
            mode = -1 if denied and piece.mode == 1 else piece.mode
            rows[mode] += self._describe.chosen(piece, self._part(piece, wish), need)
        if wish.tail is not None and least is not None and _ends_with_this(wish):
            rows[-1 if denied else 1] += self._describe.loosely(self._text[wish.tail[0] : wish.tail[1]], LISTED)
        this = wish.anaphor and not any(rows.values()) and not wish.leftover
        if this and self._things_before() is None:
            start, told = self._told
            before = self._text[start : wish.chunk.nodes[0].start]
            loose = self._describe.loosely(before, LISTED) if told >= 3 and least is not None else []
            rows[-1 if denied else 1] += loose or [Target("this")]
        return rows[1], rows[-1], rows[0]

    def _part(self, piece: Piece, wish: Wish) -> str:
        last = wish.tail is not None and piece is wish.pieces[-1]
        return self._text[piece.start : wish.tail[1] if last and wish.tail is not None else piece.end]

    def _things_before(self) -> Draft | None:
        """The draft just before, if it names things that "to", "ją" can take up."""
        previous = self._drafts[-1] if self._drafts else None
        return previous if previous is not None and (previous.good or previous.bad) and not previous.closed else None

    def _alone(self, wish: Wish, operation: Operation, current: Draft | None) -> None:
        """A verb without things: it takes up those before it, or waits for those after it."""
        before = self._things_before()
        if before is not None and before.operation is None:
            for draft in self._reached_back(wish):
                self._apply(draft, operation, wish)
            return
        if before is not None and wish.anaphor:
            if wish.denied or self._only_denied(before) or before.operation == operation:
                return
            if operation in ("add", "remove", "keep"):
                self._drafts.append(
                    replace(
                        before,
                        operation=operation,
                        good=list(before.good or before.bad),
                        bad=[],
                        order=list(before.good or before.bad),
                        start=before.start,
                    )
                )
                return
        if wish.denied or (wish.tail is not None and wish.verb is not None and wish.verb.strength == "weak"):
            return
        draft = self._draft(operation, wish, [], [])
        draft.strong = wish.verb is not None and wish.verb.strength == "strong"
        draft.spread, draft.modal = True, wish.modal
        self._drafts.append(draft)

    def _apply(self, draft: Draft, operation: Operation, wish: Wish) -> None:
        if wish.denied:
            if operation == "add":
                self._deny(draft)
            return
        draft.operation, draft.bare, draft.trailing = operation, False, True
        draft.position = wish.place if operation == "move" else None

    def _reached_back(self, wish: Wish) -> list[Draft]:
        """The verbless drafts just before that a verb after them ("2.1, 2.3 usuń") speaks of too."""
        found: list[Draft] = []
        if wish.chunk.lead not in ("comma", "verb", "dash"):
            return []
        for draft in reversed(self._drafts):
            if draft.operation is not None or draft.mention or draft.closed or draft.but or not draft.good:
                break
            found.insert(0, draft)
        return found

    def _without_verb(self, wish: Wish, current: Draft | None) -> None:
        lists = current is not None and current.spread and not current.closed and current.operation is not None
        least: float | None = None
        if (
            lists
            and current is not None
            and current.strong
            and not current.modal
            and wish.chunk.lead in ("comma", "conj", "verb")
        ):
            least = LISTED
        if wish.yes or wish.alone or any(piece.but == "nie" for piece in wish.pieces) or wish.chunk.lead == "adverse":
            least = LISTED
        if (wish.also and current is not None) or (len(wish.pieces) > 1 and wish.named):
            least = LISTED
        good, bad, out = self._split_list(wish, least)
        if not wish.yes and not wish.also:
            good = [target for target in good if target.kind != "rest"]
        if _farewell(wish):
            return
        if not (good or bad or out):
            if self._drafts and wish.yes and (before := self._things_before()) and before.operation is None:
                before.operation = "add"
            elif wish.swap or (wish.order and not lists):
                self._drafts.append(self._draft("move", wish, [], []))
                self._drafts[-1].spread = True
            elif wish.place is not None and (last := self._things_before()) is not None and last.operation is None:
                last.operation, last.position = "move", wish.place
            return
        if self._fix(current, good, wish):
            return
        if current is not None and good and not bad and self._goes_on_excluding(current, wish):
            self._extend(current, wish, [], good)
            return
        if out:
            made = self._draft("replace" if good else None, wish, good, bad)
            made.out, made.spread = out, True
            self._drafts.append(made)
            return
        if current is not None and current.out and not current.good and good:
            current.operation, current.good, current.end = "replace", good, self._end(wish)
            return
        if wish.swap and len(good) >= 2:
            self._drafts.append(self._draft("move", wish, good, []))
            self._drafts[-1].position = 0
            return
        if (wish.place is not None or wish.order) and not (
            current is not None and current.operation == "add" and current.spread
        ):
            self._ordered(wish, good, current)
            return
        if bad and not good and self._contrast(current, bad, wish):
            return
        if lists and current is not None and self._joins(wish, current, good):
            self._extend(current, wish, good, bad)
            return
        operation: Operation | None = None
        if wish.alone and good and not bad:
            operation = "keep"
        elif (good and (wish.yes or wish.also)) or (any(t.kind == "area" for t in good) and (bad or self._whole(wish))):
            operation = "add"
        draft = self._draft(operation, wish, good, bad)
        draft.bare = not wish.leftover
        draft.trailing = True
        if good and current is not None and self._only_denied(current) and operation != "keep":
            self._drafts.pop()  # "nie 4.1, tylko 4.2"
            draft.operation = "add"
            draft.bad, draft.order, draft.start = [*current.bad, *bad], [*current.order, *draft.order], current.start
        if not good or (wish.leftover and not wish.yes and not self._listlike(wish)):
            draft.bare = not wish.leftover
        self._drafts.append(draft)

    def _listlike(self, wish: Wish) -> bool:
        return len(wish.pieces) > 1

    @staticmethod
    def _whole(wish: Wish) -> bool:
        return any(piece.whole for piece in wish.pieces)

    @staticmethod
    def _goes_on_excluding(current: Draft, wish: Wish) -> bool:
        """ "wszystkie prócz 2.2, 2.3 i 2.5": what follows the comma is left out too."""
        everything = any(target.kind in ("all", "area", "rest") for target in current.good) or not current.good
        listed = wish.chunk.lead == "comma" and not wish.leftover and not (wish.also or wish.yes or wish.only)
        return bool(current.bad) and everything and listed and current.but not in ("", "nie") and not current.mention

    def _split_list(self, wish: Wish, least: float | None) -> tuple[list[Target], list[Target], list[Target]]:
        rows: dict[int, list[Target]] = {1: [], -1: [], 0: []}
        single = len(wish.pieces) == 1
        for piece in wish.pieces:
            need = least if piece.targets or may_be_object(piece, piece.mode == -1) else None
            plain = single and piece.mode == 1 and not wish.yes and not wish.also and least is None
            if plain and piece.roles & {"name"}:
                rows[1] += self._describe.mentioned(piece)
                continue
            if plain and not piece.targets and wish.leftover:
                continue
            rows[piece.mode] += self._describe.chosen(piece, self._part(piece, wish), need)
        if (
            wish.anaphor
            and not any(rows.values())
            and not wish.leftover
            and (wish.also or wish.yes or wish.place is not None)
        ):
            before = self._things_before()
            if before is None or wish.also or wish.place is not None:
                rows[1].append(Target("this"))
        return rows[1], rows[-1], rows[0]

    def _joins(self, wish: Wish, current: Draft, good: list[Target]) -> bool:
        """Whether a verbless chunk continues the list of the verb before it."""
        if current.operation == "show":
            return not wish.yes
        if wish.chunk.lead == "stop" and (wish.leftover or current.operation != "add"):
            return False
        if any(target.kind == "rest" for target in good):
            return False
        return not wish.yes or current.operation == "add"

    def _extend(self, draft: Draft, wish: Wish, good: list[Target], bad: list[Target]) -> None:
        draft.good += good
        draft.bad += bad
        draft.order += [*good, *bad]
        draft.end = self._end(wish)

    def _ordered(self, wish: Wish, good: list[Target], current: Draft | None) -> None:
        kept = [target for target in good if target.kind != "rest"]
        if (
            current is not None
            and current.operation == "move"
            and wish.order
            and wish.place is None
            and current.position in (None, 1)
        ):
            current.good += kept
            current.order += kept
            current.position = 1
            return
        if not kept:
            return
        if current is not None and current.operation == "move" and not current.good and not current.position:
            self._drafts.pop()
        draft = self._draft("move", wish, kept, [])
        draft.position = wish.place if wish.place is not None else 1
        draft.spread = True
        self._drafts.append(draft)

    def _replace(self, wish: Wish) -> None:
        least = self._least(wish)
        if wish.denied:
            return
        pieces = wish.pieces
        cut = wish.split if wish.split is not None else 1
        rows = [self._describe.chosen(piece, self._part(piece, wish), least) for piece in pieces]
        targets = [target for row in rows for target in row]
        if not targets and wish.verb is not None and wish.verb.lemma.startswith("wymieni"):
            return
        draft = self._draft("replace", wish, [t for row in rows[cut:] for t in row], [])
        draft.out = [t for row in rows[:cut] for t in row]
        if wish.split is None and len(rows) == 1:
            draft.good, draft.out = draft.out, []
            if wish.anaphor and draft.good:
                draft.out = [Target("this")]
        draft.spread = True
        self._drafts.append(draft)

    def _fix(self, current: Draft | None, good: list[Target], wish: Wish) -> bool:
        """A slip just made: the new things stand for the last one, or for all when there are several of both."""
        if not good or not (self._slip or self._began_with_slip):
            return False
        if self._began_with_slip and not self._slip:
            self._began_with_slip = False
            if wish.verb is None:
                draft = self._draft("replace", wish, good, [])
                draft.closed = False
                self._drafts.append(draft)
                return True
            return False
        self._slip = False
        if current is None:
            return False
        row = current.good
        if len(good) > 1:
            row.clear()
        elif row:
            row.pop()
        if wish.verb is not None and (wish.verb.operation != (current.operation or "add") or not current.spread):
            if not current.good and not current.out and not current.bad:
                self._drafts.pop()
            return False
        row += good
        current.order = [*current.bad, *row]
        current.end = self._end(wish)
        return True

    def _contrast(self, current: Draft | None, bad: list[Target], wish: Wish | None = None) -> bool:
        """ "…, 2.2 nie" after things wanted: they are left out of the same clause."""
        but = wish.pieces[-1].but if wish is not None and wish.pieces else "nie"
        if current is None or current.mention or current.closed or not (current.good or current.bad):
            return False
        if current.operation == "replace" and not current.out:
            current.out = bad
            return True
        if current.operation not in (None, "add", "remove", "keep"):
            return False
        if but in ("bez", "nie") and current.operation == "remove" and wish is not None and wish.chunk.lead == "stop":
            return False
        current.bad += bad
        current.order += bad
        current.but = current.but or but
        return True

    def _keep_before(self, current: Draft | None) -> bool:
        """ "zostaw 2.1, resztę usuń": what came before is what stays."""
        if current is None or current.operation not in (None, "add", "keep") or not current.good:
            return False
        current.operation, current.bare = "keep", False
        return True

    @staticmethod
    def _only_denied(draft: Draft) -> bool:
        return (
            bool(draft.bad)
            and not draft.good
            and not draft.out
            and draft.operation in (None, "add")
            and not draft.mention
        )

    # the end

    def _draft(self, operation: Operation | None, wish: Wish, good: list[Target], bad: list[Target]) -> Draft:
        nodes = wish.chunk.nodes
        but = next((piece.but for piece in wish.pieces if piece.mode == -1), "")
        draft = Draft(operation, list(good), list(bad), but=but, start=nodes[0].start, end=nodes[-1].end)
        first_bad = bad and wish.pieces and wish.pieces[0].mode == -1
        draft.order = [*bad, *good] if first_bad else [*good, *bad]
        if operation == "move":
            draft.position = wish.place
            if wish.swap or (wish.verb is not None and wish.verb.operation == "replace"):
                draft.position = 0
            elif wish.order and draft.position is None:
                draft.position = 1
        draft.bare = wish.verb is None and not wish.leftover
        return draft

    def _end(self, wish: Wish) -> int:
        return wish.chunk.nodes[-1].end

    def _finished(self) -> list[Clause]:
        changing = any(d.operation not in (None, "show") and (d.good or d.bad or d.out) for d in self._drafts)
        bare = any(d.bare and not d.mention for d in self._drafts)
        found: list[Clause] = []
        for draft in self._drafts:
            if draft.mention and (changing or bare):
                continue
            if not (draft.good or draft.bad or draft.out) and draft.operation is None:
                continue
            found += self._clause(draft, changing)
        return found

    def _clause(self, draft: Draft, changing: bool) -> list[Clause]:
        text = self._text[draft.start : draft.end].strip()
        operation, targets = draft.operation, _excluded(draft)
        if draft.out or operation == "replace":
            first = [Clause("remove", tuple(draft.out[:-1]), text=text)] if len(draft.out) > 1 else []
            outs = draft.out[-1:]
            if not draft.good:
                return [Clause("remove", tuple(draft.out), text=text)] if draft.out and operation is None else []
            return [*first, Clause("replace", (*outs, *draft.good), text=text)]
        if draft.bad and not draft.good and operation in (None, "add"):
            if draft.but == "nie":
                return [Clause("remove", tuple(draft.bad), text=text, bare=draft.bare)]
            if draft.but in ("bez", "ale nie", "a nie", "ale bez", "lecz nie"):
                return [Clause("remove", targets, text=text, bare=draft.bare)]
        if operation is None and changing and draft.bare and not draft.mention:
            operation = "add"
        return [Clause(operation, targets, draft.position, draft.bare, text)]


def _farewell(wish: Wish) -> bool:
    """ "to wszystko": the speaker has finished."""
    nodes = wish.chunk.nodes
    began = any(node.folded == "to" for node in nodes if node.kind == "this")
    return began and not wish.yes and not wish.also and any(node.folded == "wszystko" for node in nodes)


def _ends_with_this(wish: Wish) -> bool:
    return wish.chunk.nodes[-1].kind == "this"


def _excluded(draft: Draft) -> tuple[Target, ...]:
    bad = {id(target) for target in draft.bad}
    found: list[Target] = []
    for target in draft.order if draft.order else [*draft.good, *draft.bad]:
        one = replace(target, excluded=True) if id(target) in bad else target
        if one not in found:
            found.append(one)
    return tuple(found)
