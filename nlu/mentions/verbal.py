"""Wishes with a verb: "dodaj 2.1", "pierwszą usuń", "zamień 2.1 na 2.3", "chcemy regranting"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nlu.mentions.objects import least, more, things_of, words_of
from nlu.mentions.talk import Draft, Talk
from nlu.mentions.wish import Wish
from nlu.mentions.words import KEEPERS, MOVERS
from nlu.understanding import Operation, Target

Mention = Callable[[Talk, Wish], None]

_NOTHING = frozenset("nic niczego wiecej zadnej zadnego zadnych zadne zadna zaden nikt".split())
_STORY = 6
"""More words than this around "zostało", "odpada" are no wish."""


def read_verbal(talk: Talk, wish: Wish, mention: Mention) -> None:
    """Put a wish with a verb among the drafts; `mention` keeps what it only speaks of."""
    verb = wish.verb
    if verb is None:
        return
    operation = _operation(wish)
    if operation == "replace":
        _replace(talk, wish, mention)
        return
    if verb.mood == "other" and sum(len(piece.content) for piece in wish.pieces) > _STORY:
        mention(talk, wish)
        return
    if any(node.folded in _NOTHING for node in wish.chunk.nodes):
        mention(talk, wish)  # "więcej nie dodaję", "nic nie chcę"
        return
    good, bad, out = things_of(talk, wish, operation)
    if verb.strength == "weak" and (more(wish) or (wish.leftover and not (good or bad or out))):
        mention(talk, wish)  # "chcemy uzupełnić…": a need
        return
    if wish.denied and operation in ("remove", "keep", "move"):
        mention(talk, wish)
        return
    if verb.lemma in KEEPERS and operation == "add" and wish.leftover:
        mention(talk, wish)  # "4.5 zostawiamy na później"
        return
    if verb.lemma in KEEPERS:
        good = [t for t in good if t.kind != "rest" and (t.kind != "this" or operation == "keep")]
        if not good and not bad:
            return
    listing = any(node.role == "all" and node.folded.startswith("cal") for node in wish.chunk.nodes)
    if (
        verb.strength != "strong"
        and (wish.leftover or (listing and verb.lemma in ("dać", "dawać", "poprosić")))
        and any(t.kind == "all" for t in good)
    ):
        mention(talk, wish)  # "wszystkie opcje na jednej stronie poproszę"
        return
    if operation == "add" and verb.strength != "strong" and _only_areas(wish, good, bad):
        talk.put(None, wish, good, bad).bare = not wish.leftover  # "obszar trzeci poproszę": a look at it
        return
    if out:
        talk.put("replace", wish, good, bad).out = out
    elif good or bad:
        _put(talk, wish, operation, good, bad)
    elif not wish.leftover or verb.strength == "strong":
        _alone(talk, wish, operation)


def _only_areas(wish: Wish, good: list[Target], bad: list[Target]) -> bool:
    areas = bool(good) and not bad and all(target.kind == "area" for target in good)
    return areas and not any(piece.whole for piece in wish.pieces)


def _put(talk: Talk, wish: Wish, operation: Operation, good: list[Target], bad: list[Target]) -> None:
    if talk.fix(good, wish):
        return
    current = talk.current
    if any(target.kind == "rest" for target in good) and operation == "remove" and _stays(current):
        return
    if bad and not good and operation == "add" and talk.contrast(bad, wish):
        return
    if (
        current is not None
        and current.operation == "remove"
        and current.rest_only
        and (wish.only or operation == "keep")
    ):
        talk.drafts.pop()  # "wszystko inne wyrzuć, tylko drugie zostaw"
        operation = "keep"
    draft = talk.draft(operation, wish, good, bad)
    if operation == "add" and draft.rest_only and current is not None and current.operation == "remove":
        draft.bad = [*current.good, *draft.bad]  # "trzecia odpada, resztę bierzemy"
        draft.order = [*current.good, *draft.order]
    draft.but = draft.but or ("nie" if bad else "")
    if operation == "move" and wish.relation and len(good) == 2:
        draft.position = None
        draft.order = good[::-1] if wish.relation == "po" else list(good)
    reach = talk.reach_back(wish) if wish.trailing else []
    for earlier in reversed(reach):
        talk.drafts.remove(earlier)
        draft.good, draft.order = [*earlier.good, *draft.good], [*earlier.order, *draft.order]
        draft.bad, draft.start = [*earlier.bad, *draft.bad], earlier.start
    before = talk.current
    if operation == "add" and good and before is not None and before.only_denied and not reach:
        draft.bad, draft.order = [*before.bad, *draft.bad], [*before.order, *draft.order]
        draft.start = before.start
        talk.drafts.pop()
    draft.strong = wish.verb is not None and wish.verb.strength == "strong"
    draft.spread, draft.modal = not wish.trailing, wish.modal
    talk.drafts.append(draft)
    if wish.place is not None and operation == "add" and good:
        moved = talk.put("move", wish, good, [])
        moved.position, moved.closed = wish.place, True


def _stays(current: Draft | None) -> bool:
    """ "zostaw 2.1, resztę usuń": what came before is what stays."""
    if current is None or current.operation not in (None, "add", "keep") or not current.good:
        return False
    current.operation, current.bare, current.mention = "keep", False, False
    return True


def _operation(wish: Wish) -> Operation:
    verb = wish.verb
    assert verb is not None
    if verb.operation == "replace" and (wish.swap or wish.first or (wish.apart and wish.split is None)):
        return "move"
    if wish.place is not None and (verb.operation in ("move", "keep") or verb.lemma in MOVERS):
        return "move"
    if verb.lemma in KEEPERS:
        return "keep" if wish.only else "add"
    return verb.operation


def _alone(talk: Talk, wish: Wish, operation: Operation) -> None:
    """A verb without things: it takes up those before it, or waits for those after it."""
    before = talk.before()
    if before is not None and before.operation is None and not wish.leftover:
        reach = talk.reach_back(wish)
        if not reach and not before.mention and before.start >= talk.sentence:
            reach = [before]  # "4.2 jest zbędne, usuńcie"
        for draft in reach:
            _apply(talk, draft, operation, wish)
        return
    if _said_before(talk, wish, operation):
        return
    if before is not None and wish.anaphor:
        if wish.denied or before.only_denied or before.operation == operation:
            return
        if operation in ("add", "remove", "keep"):
            things = list(before.good or before.bad)
            talk.drafts.append(replace(before, operation=operation, good=things, bad=[], order=list(things)))
            return
    described = wish.tail is not None and wish.verb is not None and wish.verb.strength == "weak"
    if wish.denied or described:
        return
    draft = talk.put(operation, wish, [], [])
    draft.strong = wish.verb is not None and wish.verb.strength == "strong"
    draft.spread, draft.modal = not wish.leftover, wish.modal


def _said_before(talk: Talk, wish: Wish, operation: Operation) -> bool:
    """ "na 2.1 nie mamy pieniędzy, skreśl": the statement just before says what."""
    current = talk.current
    if current is None or not current.mention or current.start < talk.sentence or wish.denied or not wish.empty:
        return False
    things = talk.describe.settled(current.good)
    if not things or operation not in ("add", "remove") or wish.chunk.lead not in ("comma", "dash"):
        return False
    talk.put(operation, wish, things, [])
    return True


def _apply(talk: Talk, draft: Draft, operation: Operation, wish: Wish) -> None:
    draft.good = talk.describe.settled(draft.good)
    draft.order = [target for target in draft.order if target in draft.good or target in draft.bad] or list(draft.good)
    if wish.denied:
        if operation == "add":
            draft.deny()
        return
    draft.operation, draft.bare = operation, False
    draft.position = wish.place if operation == "move" else None


def _replace(talk: Talk, wish: Wish, mention: Mention) -> None:
    verb = wish.verb
    listing = verb is not None and verb.lemma in ("wymienić", "wymieniać") and wish.split is None
    if wish.denied or listing:
        mention(talk, wish)  # "wymień działania"
        return
    sure = least(wish)
    rows = [talk.describe.chosen(piece, words_of(talk, piece, wish), sure) for piece in wish.pieces]
    cut = wish.split if wish.split is not None else 1
    draft = talk.put("replace", wish, [t for row in rows[cut:] for t in row], [])
    draft.out = [t for row in rows[:cut] for t in row]
    if wish.split is None and len(rows) == 1:
        draft.good, draft.out = draft.out, []
        if wish.anaphor and draft.good:
            draft.out = [Target("this")]
    draft.spread = True
