"""What a verb is about: the things named or described in its chunk, or what "to" takes up."""

from __future__ import annotations

from nlu.mentions.describe import ASKED, HEADS, LISTED, OTHERWISE, may_be_object
from nlu.mentions.forms import grammar
from nlu.mentions.pieces import Piece
from nlu.mentions.talk import Talk
from nlu.mentions.wish import Wish
from nlu.mentions.words import KEEPERS, PICKING, SAVING, STARTING, UNDOING
from nlu.understanding import Operation, Target

_TOLD = 3
"""Words of description that must stand before "…, to zaznacz" for it to mean them."""


def least(wish: Wish) -> float | None:
    """How sure a loose description must be after this verb; None: none may follow."""
    verb = wish.verb
    if verb is None or verb.mood == "noun":
        return HEADS
    if verb.strength == "strong":
        if not wish.modal or verb.operation != "add":
            return ASKED
        return OTHERWISE if verb.lemma in PICKING else HEADS
    if verb.lemma in KEEPERS and wish.only:
        return LISTED
    if verb.strength == "weak" and any(piece.definite for piece in wish.pieces):
        return LISTED
    return HEADS


def more(wish: Wish) -> bool:
    """Whether anything but named things stands in the chunk of a weak verb."""
    return any(
        (piece.content and not piece.described and not (piece.definite and not piece.targets))
        or "infinitive" in grammar(piece.first)
        for piece in wish.pieces
    )


def things_of(talk: Talk, wish: Wish, operation: Operation) -> tuple[list[Target], list[Target], list[Target]]:
    """Targets in, out and replaced. A denied verb of adding takes everything out."""
    rows: dict[int, list[Target]] = {1: [], -1: [], 0: []}
    sure, turned = least(wish), wish.denied and operation == "add"
    for number, piece in enumerate(wish.pieces):
        need = sure
        if need is not None and not piece.targets and number:
            need = max(need, LISTED) if may_be_object(piece, piece.mode == -1) else HEADS
        mode = -1 if turned and piece.mode == 1 and not piece.freed else piece.mode
        things = talk.describe.chosen(piece, words_of(talk, piece, wish), need)
        piece.described = bool(things) and not piece.targets
        rows[mode] += things
    if wish.tail is not None and sure is not None and wish.chunk.nodes[-1].kind == "this":
        rows[-1 if turned else 1] += talk.describe.loosely(talk.text[wish.tail[0] : wish.tail[1]], LISTED)
    about_talk = wish.verb is not None and wish.verb.lemma in UNDOING | SAVING
    if about_talk and any(node.folded == "sie" for node in wish.chunk.nodes):
        about_talk = False  # "z ostatniej się wycofujemy"
    if about_talk:
        for mode, row in rows.items():
            rows[mode] = [t for t in row if t.kind not in ("all", "rest") and t.ordinal != -1]
    held = about_talk and not wish.also
    if not held and wish.anaphor and not any(rows.values()) and not wish.leftover and _nothing_before(talk):
        rows[-1 if turned or wish.spurned else 1] += _this(talk, wish, sure)
    others = any(node.folded in ("inne", "innych") for node in wish.chunk.nodes)
    if others and operation != "remove":
        rows[1] = [target for target in rows[1] if target.kind != "rest"]
    if turned:
        rows[-1] = [target for target in rows[-1] if target.kind != "rest"]
    return rows[1], rows[-1], rows[0]


def _nothing_before(talk: Talk) -> bool:
    before = talk.before()
    return before is None or before.rest_only


def _this(talk: Talk, wish: Wish, sure: float | None) -> list[Target]:
    """What "to" means when nothing was named: what the sentence described so far, else what was shown last."""
    verb = wish.verb
    if talk.told >= _TOLD and sure is not None:
        told = talk.text[talk.sentence : wish.chunk.nodes[0].start]
        loose = talk.describe.loosely(told, LISTED)
        if loose:
            return loose
    if verb is None or (verb.strength in ("weak", "refuse") and (wish.tail is not None or wish.modal)):
        return []
    if verb.lemma in ("robić", "zrobić"):
        return []  # "zrób to znowu"
    if wish.denied and verb.strength in ("weak", "refuse") and verb.lemma not in ("chcieć", "woleć"):
        return []  # "nie pasuje mi to"
    general = verb.lemma in STARTING and (verb.mood == "infinitive" or wish.chunk.nodes[-1].form.endswith("my"))
    if general or any(node.kind == "question" for node in wish.chunk.nodes):
        return []  # "to wybierajmy", "zaznaczamy, co bierzemy"
    return [Target("this")]


def words_of(talk: Talk, piece: Piece, wish: Wish) -> str:
    """The words of a piece, with the subordinate chunks that describe the last one."""
    last = wish.tail is not None and piece is wish.pieces[-1]
    return talk.text[piece.start : wish.tail[1] if last and wish.tail is not None else piece.end]
