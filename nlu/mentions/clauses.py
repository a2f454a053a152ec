"""Wishes put together into clauses: verbs reach over lists, a "nie" joins what it contrasts with, slips are undone."""

from __future__ import annotations

from nlu.mentions.describe import Describer
from nlu.mentions.talk import Talk
from nlu.mentions.verbal import read_verbal
from nlu.mentions.verbless import read_verbless
from nlu.mentions.wish import AIMS, SAID, Wish, describe_tails
from nlu.understanding import Clause

_NEAR = 12
"""A word of correction within the first so many characters corrects the message before: "oj, pomyłka, 3.3"."""


def assemble(text: str, wishes: list[Wish], describe: Describer) -> tuple[Clause, ...]:
    """The clauses of one message from its wishes, read from left to right."""
    talk = Talk(text, describe)
    describe_tails(wishes)
    for number, wish in enumerate(wishes):
        if wish.chunk.lead in ("start", "stop"):
            talk.sentence, talk.told, talk.commented, talk.verdict = wish.chunk.nodes[0].start, 0, False, 0
        _wish(talk, wish, wishes[number + 1] if number + 1 < len(wishes) else None)
        talk.told += sum(len(piece.content) + piece.covered for piece in wish.pieces)
        describes = wish.chunk.lead == "relative" or wish.chunk.word in AIMS
        talk.commented = talk.commented or (wish.comment and not describes) or (wish.asks and not wish.chunk.asked)
    return talk.finished()


def _wish(talk: Talk, wish: Wish, following: Wish | None) -> None:
    if wish.slip:
        _slip(talk, wish)
        if wish.empty:
            return
    heading = following is not None and following.chunk.lead == "colon"
    if (wish.lone_no or wish.lone_yes) and not wish.asks and (heading or wish.chunk.lead in ("colon", "dash")):
        _answer(talk, wish, heading)
    elif wish.lone_no and not wish.asks:
        _lone_no(talk, following)
    elif wish.asks:
        _ask(talk, wish)
    elif wish.topic or _noted(talk, wish) or (wish.comment and not _placed(wish)):
        mention(talk, wish)
    elif wish.verb is not None:
        read_verbal(talk, wish, mention)
    else:
        _judge(talk, wish)
        read_verbless(talk, wish, mention)


def _noted(talk: Talk, wish: Wish) -> bool:
    """ "dopisz, że rezygnujemy z 2.1" is a note."""
    current = talk.current
    return wish.chunk.word in SAID and current is not None and current.noting and not current.good


def _placed(wish: Wish) -> bool:
    """ "pierwsze niech spadnie na koniec": a statement about the order is a wish for it."""
    if wish.verb is not None or wish.chunk.lead in ("reason", "relative"):
        return False
    return (wish.place is not None or wish.swap) and any(piece.plain for piece in wish.pieces)


def _slip(talk: Talk, wish: Wish) -> None:
    current = talk.current
    if current is not None and (current.good or current.out):
        talk.slip = True
    elif not talk.drafts and talk.told == 0 and (wish.chunk.fresh or wish.chunk.nodes[0].start < _NEAR):
        talk.began_with_slip = True


def _judge(talk: Talk, wish: Wish) -> None:
    """Under a heading ("na nie: …") everything is wanted, or nothing is."""
    wish.yes = wish.yes or talk.verdict == 1
    for piece in wish.pieces if talk.verdict == -1 else ():
        piece.mode, piece.but, piece.after = -1, "nie", True


def _answer(talk: Talk, wish: Wish, heading: bool) -> None:
    """ "regranting: tak", "klauzule - nie" answer for what stands before; "tak: 2.1, 2.2" for what comes."""
    if heading:
        talk.verdict = -1 if wish.lone_no else 1
        return
    before = talk.before()
    if before is None or before.mention or before.operation not in (None, "show"):
        return
    before.good = talk.describe.settled(before.good)
    before.order = list(before.good)
    if wish.lone_no:
        before.operation = None
        before.deny()
    else:
        before.operation = "add"


def _lone_no(talk: Talk, following: Wish | None) -> None:
    """ "2.1, nie, 2.3" corrects; "2.1… nie" denies."""
    current = talk.current
    if current is None or current.operation == "show" or not (current.good or current.out):
        return
    if following is not None and not following.comment:
        talk.slip = True
    elif following is None and current.operation in (None, "add") and not current.bad:  # "ale nie 4.1, tego nie"
        current.deny()


def _ask(talk: Talk, wish: Wish) -> None:
    targets = [target for piece in wish.pieces for target in talk.describe.mentioned(piece)]
    current, lead = talk.current, wish.chunk.lead
    if wish.chunk.asked and current is not None and current.operation is None and lead != "stop":
        current.operation, current.bare = "show", False  # "2.1, ile to trwa?"
    if current is not None and current.operation == "show" and not current.closed and lead not in ("stop", "verb"):
        talk.extend(current, wish, targets, [])
    else:
        talk.put("show", wish, targets, [])


def mention(talk: Talk, wish: Wish) -> None:
    """Keep what a statement names, in case nothing else is wished."""
    targets = [target for piece in wish.pieces for target in talk.describe.mentioned(piece)]
    if targets:
        draft = talk.put(None, wish, targets, [])
        draft.mention = draft.closed = True
        draft.bare = False
    elif talk.drafts and wish.chunk.lead in ("relative", "reason"):
        talk.drafts[-1].end = max(talk.drafts[-1].end, wish.end)
