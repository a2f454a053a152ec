"""Wishes without a verb: "2.1 i 2.3", "pierwsza tak, druga nie", "wszystkie poza czwartą", "to też"."""

from __future__ import annotations

from nlu.mentions.describe import HEADS, LISTED, OTHERWISE, may_be_object
from nlu.mentions.objects import words_of
from nlu.mentions.talk import Draft, Talk
from nlu.mentions.verbal import Mention
from nlu.mentions.wish import Wish
from nlu.understanding import Operation, Target

COUNTED = ("both", "all", "number", "this")
"""Targets that only count what is then named."""
_MUCH = 4
"""More words than this around the things named, and a chunk tells a story rather than an order."""


def read_verbless(talk: Talk, wish: Wish, mention: Mention) -> None:
    """Put a wish without a verb among the drafts: into the list of the verb before it, or as one of its own."""
    if _farewell(wish) or (talk.commented and not _sure(wish, talk.changing)):
        mention(talk, wish)
        return
    good, bad, out = _things(talk, wish)
    if not wish.yes and not wish.also:
        good = [target for target in good if target.kind != "rest"]
    if not (good or bad or out):
        _empty(talk, wish)
        return
    if talk.fix(good, wish):
        return
    if bad and not good and wish.leftover and not talk.changing and not any(piece.after for piece in wish.pieces):
        mention(talk, wish)  # "bez angażowania budżetu"
        return
    if wish.split == 1 and len(wish.pieces) == 2 and len(good) >= 2 and not wish.leftover and wish.place is None:
        first = len(wish.pieces[0].targets) or 1
        talk.put("replace", wish, good[first:], []).out = good[:first]  # "4.2 na 4.3"
        return
    current = talk.current
    if current is not None and good and not bad and _goes_on_excluding(current, wish):
        talk.extend(current, wish, [], good)
    elif out:
        draft = talk.put("replace" if good else None, wish, good, bad)
        draft.out, draft.spread = out, True
    elif current is not None and current.out and not current.good and good:
        current.operation, current.good, current.end = "replace", good, wish.end
    elif len(good) + len(bad) == 2 and (wish.relation or (wish.place is not None and bad)):
        after = wish.relation == "po" or wish.place == -1
        both = [*good, *bad]
        talk.put("move", wish, both[::-1] if after else both, []).position = None
    elif wish.swap and len(good) >= 2:
        talk.put("move", wish, good, []).position = 0
    elif _orders(wish, current):
        _order(talk, wish, good)
    elif bad and not good and talk.contrast(bad, wish):
        return
    elif current is not None and (_parting(wish, current) or (_reached(talk) and _joins(wish, current, good))):
        talk.extend(current, wish, good, bad)
    else:
        _own(talk, wish, good, bad)


def _own(talk: Talk, wish: Wish, good: list[Target], bad: list[Target]) -> None:
    """A clause of its own."""
    told = talk.current
    if told is not None and wish.chunk.nodes[0].folded == "czyli" and all(t.kind in COUNTED for t in told.good):
        talk.drafts.pop()  # "te dwa tańsze, czyli 1.4 i 2.4": said once more, by name
    current, operation = talk.current, _operation(wish, good, bad)
    draft = talk.draft(operation, wish, good, bad)
    if good and current is not None and current.only_denied and operation != "keep":
        talk.drafts.pop()  # "nie 4.1, tylko 4.2"
        draft.operation = "add"
        draft.bad, draft.order, draft.start = [*current.bad, *bad], [*current.order, *draft.order], current.start
    talk.drafts.append(draft)


def _parting(wish: Wish, current: Draft) -> bool:
    """ "z 2.1 rezygnuję, z 4.3 też": what follows goes as well."""
    first = wish.chunk.nodes[0]
    return current.operation == "remove" and wish.also and first.kind == "prep" and first.folded in ("z", "ze")


def _operation(wish: Wish, good: list[Target], bad: list[Target]) -> Operation | None:
    if wish.alone and good and not bad:
        return "keep"
    if good and (wish.yes or wish.also):
        return "add"
    whole = bool(bad) or any(piece.whole for piece in wish.pieces)
    return "add" if whole and any(target.kind == "area" for target in good) else None


def _reached(talk: Talk) -> bool:
    """Whether a verb before still reaches over what comes; a question ends with its sentence."""
    current = talk.current
    if current is None or (current.operation == "show" and current.start < talk.sentence):
        return False
    return current.spread and not current.closed and current.operation is not None


def _sure(wish: Wish, changing: bool) -> bool:
    """Whether a chunk after a statement still names things to choose: by id or ordinal, with nothing else."""
    plain = not wish.leftover and all(piece.plain for piece in wish.pieces)
    listed = changing and not wish.leftover and wish.chunk.nodes[0].kind == "conj"
    return wish.yes or wish.also or listed or (plain and (changing or not any(piece.but for piece in wish.pieces)))


def _farewell(wish: Wish) -> bool:
    """ "to wszystko": the speaker has finished."""
    nodes = wish.chunk.nodes
    everything = next((n for n, node in enumerate(nodes) if node.folded.startswith("wsz")), 0)
    began = any(node.folded == "to" for node in nodes[:everything] if node.kind == "this")
    return began and not wish.yes and not wish.also and any(node.role == "all" for node in nodes)


def _least(talk: Talk, wish: Wish) -> float | None:
    """How sure a loose description must be here; None: only names and numbers count."""
    current = talk.current
    if wish.yes or wish.alone or any(piece.but == "nie" and piece.after for piece in wish.pieces):
        return LISTED if talk.changing or wish.named else OTHERWISE
    if current is not None and _reached(talk) and current.strong and not current.modal:
        return LISTED if wish.chunk.lead in ("comma", "verb", "adverse") else None
    if wish.also and current is not None and talk.changing and wish.chunk.nodes[-1].kind != "also":
        return LISTED
    if any(piece.but for piece in wish.pieces):
        return LISTED if talk.changing else HEADS
    return OTHERWISE if len(wish.pieces) > 1 and wish.named else None


def _things(talk: Talk, wish: Wish) -> tuple[list[Target], list[Target], list[Target]]:
    rows: dict[int, list[Target]] = {1: [], -1: [], 0: []}
    least = _least(talk, wish)
    for piece in wish.pieces:
        need = least if piece.targets or may_be_object(piece, piece.mode == -1) else None
        if need == OTHERWISE and len(piece.content) + piece.covered < 2 and not (wish.yes or wish.alone or piece.but):
            need = HEADS
        alone = len(wish.pieces) == 1 and piece.mode == 1 and least is None and not (wish.yes or wish.also)
        if alone and not piece.targets and len(piece.content) == 1:
            alone, need = False, HEADS  # "klauzule"
        if alone and "name" in piece.roles:
            rows[1] += talk.describe.mentioned(piece)
        elif piece.targets or not alone:
            things = talk.describe.chosen(piece, words_of(talk, piece, wish), need)
            piece.described = bool(things) and not piece.targets
            rows[piece.mode] += things
    if wish.anaphor and not any(rows.values()) and not wish.leftover:
        if wish.spurned:
            rows[-1].append(Target("this"))
        elif wish.also or wish.place is not None or (wish.yes and talk.before() is None):
            rows[1].append(Target("this"))
    return rows[1], rows[-1], rows[0]


def _empty(talk: Talk, wish: Wish) -> None:
    """A chunk that names nothing may still say what is wanted with what came before it."""
    before = talk.before()
    open_before = before is not None and before.operation is None and not before.mention
    if wish.yes and open_before and before is not None:
        before.operation = "add"
    elif wish.place is not None and open_before and before is not None:
        before.operation, before.position = "move", wish.place
    elif (wish.swap or wish.first) and not _reached(talk):
        talk.put("move", wish, [], []).spread = True


def _goes_on_excluding(current: Draft, wish: Wish) -> bool:
    """ "wszystkie prócz 2.2, 2.3 i 2.5": what follows the comma is left out too."""
    everything = any(target.kind in ("all", "area", "rest") for target in current.good) or not current.good
    listed = wish.chunk.lead == "comma" and not wish.leftover and not (wish.also or wish.yes or wish.only)
    return bool(current.bad) and everything and listed and current.but not in ("", "nie") and not current.mention


def _joins(wish: Wish, current: Draft, good: list[Target]) -> bool:
    """Whether the chunk continues the list of the verb before it."""
    if current.operation == "show":
        return not wish.yes
    if wish.chunk.lead == "stop" and (wish.leftover or current.operation != "add"):
        return False
    if any(target.kind == "rest" for target in good) or (wish.leftover and not current.strong):
        return False
    return not wish.yes or current.operation == "add"


def _orders(wish: Wish, current: Draft | None) -> bool:
    """Whether the chunk tells an order, and not only the order in which things are added."""
    if current is not None and current.operation == "add" and current.spread:
        return False
    if sum(len(piece.content) for piece in wish.pieces) > _MUCH:
        return False
    going_on = current is not None and current.operation == "move" and current.position is not None
    return wish.place is not None or wish.first or (wish.then and going_on)


def _order(talk: Talk, wish: Wish, good: list[Target]) -> None:
    current = talk.current
    kept = [target for target in talk.describe.settled(good) if target.kind != "rest"]
    moving = current is not None and current.operation == "move"
    if current is not None and moving and wish.place is None and current.position in (None, 1):
        talk.extend(current, wish, kept, [])
        current.position = 1
        return
    if not kept:
        return
    if current is not None and moving and not current.good and not current.position:
        talk.drafts.pop()
    draft = talk.put("move", wish, kept, [])
    draft.position = wish.place if wish.place is not None else 1
    draft.spread = True
