"""Handing things over: the document, resuming by a code."""

from __future__ import annotations

import re

from bot.dialogue import choosing, selection, versions
from bot.dialogue.context import Turn
from bot.dialogue.named import FOLD
from bot.dialogue.reply import Reply
from bot.dialogue.state import Item
from bot.dialogue.world import TooManyTries

CODE = re.compile(r"\b([^\W\d_]{3,12})[\s-]+([^\W\d_]{3,12})[\s-]+([^\W\d_]{3,12})[\s-]+(\d{2,4})\b")
"""A resume code: three words and a number, with spaces or hyphens."""
TRANSCRIPT = {"transkrypt", "transkrypta", "transkrypcja"}
TALK = {"rozmowa", "czat", "konwersacja"}
ERASING = {"usunac", "usuwac", "skasowac", "kasowac", "wymazac", "wykasowac"}
"""Lemmas of erasing."""
KEEP = {"zapis", "protokol", "zapisac", "pobrac", "zachowac", "wydrukowac", "wyslac", "kopia", "historia", "przebieg"}
OF_CHOICE = {"karta", "wybor", "uchwala"}
"""Lemmas of a transcript, of what it is made from, of keeping it, and of the other documents."""
UNSURE = 0.8
"""Below this probability an intent does not stand against such words."""


def transcript_wanted(turn: Turn) -> bool:
    """Whether the conversation itself is asked for as a document, not the card and not what becomes of the data."""
    top, lemmas = turn.u.top, set(turn.u.lemmas)
    named = any(c.targets for c in turn.u.clauses)
    if named or (OF_CHOICE | ERASING) & lemmas or top.intent in ("delete_data", "privacy"):
        return False
    if not TALK & lemmas:
        return bool(TRANSCRIPT & lemmas)
    kept = bool(KEEP & lemmas) and (top.score < UNSURE or top.intent == "restart_talk")
    return top.intent == "document" or kept


def transcript(turn: Turn) -> Reply:
    """What was said here, to keep."""
    reply = turn.new("document").say(turn.text("document.transcript"))
    reply.extras["document"] = {"transcript": True}
    return choosing.with_draft(turn, reply)


def document(turn: Turn) -> Reply:
    """The card of chosen actions."""
    state = turn.state
    ids = state.selected or [item.id for item in state.stored or []]
    reply = turn.new("document", ids)
    if not ids:
        reply.say(turn.text("document.nothing"))
        reply.offer(turn.base.text("button.overview"), "/overview")
        return reply.offer(turn.base.text("button.transcript"), "/transcript")
    reply.say(turn.text("document.ready" if state.saved else "document.draft"))
    reply.extras["document"] = {"draft": not state.saved}
    reply.offer(turn.base.text("button.transcript"), "/transcript")
    return reply if state.saved else choosing.with_draft(turn, reply)


def given_code(turn: Turn) -> Reply | None:
    """A code speaks for itself, whatever stands around it: at least two of its words are words of codes."""
    found = CODE.search(turn.said.text)
    known = sum(_plain(word) in turn.base.texts["code.words"] for word in found.groups()[:-1]) if found else 0
    return resume(turn) if known > 1 else None


def resume(turn: Turn) -> Reply:
    """Take a stored choice up again by its code."""
    found = CODE.search(turn.said.text)
    if not found:
        return turn.new("resume").say(turn.text("resume.how"))
    code = "-".join(_plain(part) for part in found.groups())
    try:
        resumed = turn.world.journal.resume(code)
    except TooManyTries:
        return turn.new("resume").say(turn.text("resume.too_many"))
    if resumed is None:
        reply = turn.new("resume").say(turn.text("resume.unknown"))
        reply.extras["wrong_code"] = True  # the front door counts them by address
        return reply
    state = turn.state
    if state.draft != resumed.items:
        selection.remember(state)
        state.draft = [Item(**vars(item)) for item in resumed.items]
    state.pending, state.draft_listed_last = None, bool(state.draft)
    state.code, state.unit_name = code, ""
    versions.adopt(turn, resumed)
    reply = turn.new("resume", state.selected)
    reply.say(turn.text("resume.done", reference=resumed.reference, lines=turn.draft_lines()))
    reply.say(versions.history(turn), versions.content_changed(turn))
    return reply.offer(turn.base.text("button.card"), "/card").offer(turn.base.text("button.mine"), "/mine")


def _plain(word: str) -> str:
    """Words of codes have no diacritics; people write "jesień" all the same."""
    return word.lower().translate(FOLD)
