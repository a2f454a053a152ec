"""From a draft to a stored choice: the summary, the question who chooses, the yes, cancelling, looking at it."""

from __future__ import annotations

from bot.dialogue import selection, versions
from bot.dialogue.choosing import with_draft, yes_no
from bot.dialogue.context import Turn
from bot.dialogue.reply import Reply
from bot.dialogue.state import Item, Pending
from bot.dialogue.world import Newer


def summary(turn: Turn) -> Reply:
    """What will be stored, and the question whether to store it."""
    state = turn.state
    newer = versions.catch_up(turn)
    if newer is not None:
        return versions.ask(turn, newer)
    if not state.draft and not state.stored:
        state.pending = None
        reply = turn.new("selection").say(turn.text("save.nothing"))
        return reply.offer(turn.base.text("button.overview"), "/overview").offer(
            turn.base.text("button.recommend"), "/recommend"
        )
    if state.draft and not dirty(turn):
        state.pending = None
        reply = turn.new("selection", state.selected)
        return reply.say(turn.text("save.already", reference=state.reference))
    state.pending = Pending("save", serial=state.serial)
    if not state.draft:
        reply = turn.new("selection").say(turn.text("save.ask_withdrawal"))
        return yes_no(turn, reply)
    reply = turn.new("selection", state.selected).say(turn.text("save.summary", lines=turn.draft_lines()))
    state.draft_listed_last = True
    if state.unit_name:
        reply.say(turn.text("save.unit_known", unit=state.unit_name))
    elif not state.unit_asked:
        state.unit_asked = True
        reply.say(turn.text("save.ask_unit"))
    reply.say(turn.text("save.ask"))
    return yes_no(turn, reply)


def ask_again(turn: Turn, reply: Reply) -> None:
    """After a change under the summary the same question stands, about the changed draft."""
    turn.state.pending = Pending("save", data={"changed": True}, serial=turn.state.serial)
    yes_no(turn, reply.say(turn.text("save.ask")))


def dirty(turn: Turn) -> bool:
    """Whether the draft differs from what is stored, be it only in notes, persons or dates."""
    return [vars(item) for item in turn.state.draft] != [vars(item) for item in turn.state.stored or []]


def store(turn: Turn) -> Reply:
    """The yes: a new version in the journal. The caller commits before the words are spoken.

    Where someone else was faster nothing is stored, and the question is put again with their version in sight.
    """
    state = turn.state
    try:
        receipt = turn.world.journal.save(
            state.draft,
            unit_kind=state.unit_kind,
            unit_name=state.unit_name,
            role=state.role,
            kb=turn.base.version,
            expected=state.version,
        )
    except Newer as newer:
        return versions.ask(turn, newer.version)
    state.stored = [Item(**vars(item)) for item in state.draft]
    state.version, state.reference, state.kb = receipt.version, receipt.reference, turn.base.version
    state.code = receipt.code or state.code
    state.choosing, state.pending = False, None
    state.undo, state.redo = [], []
    reply = turn.new("saved", state.selected)
    if not state.draft:
        return reply.say(turn.text("save.withdrawn", reference=receipt.reference))
    reply.say(turn.text("save.done", reference=receipt.reference, names=turn.names(state.selected)))
    if state.code:
        reply.say(turn.text("save.code", code=state.code))
    reply.say(turn.text("save.next", **turn.world.centre))
    reply.offer(turn.base.text("button.card"), "/card")
    return reply.offer(turn.base.text("button.mine"), "/mine")


def keep_open(turn: Turn) -> Reply:
    """The no to the summary: the draft stays open."""
    turn.state.pending = None
    turn.state.choosing = True
    reply = turn.new("selection", turn.state.selected).say(turn.text("save.kept_open"))
    return with_draft(turn, reply)


def name_unit(turn: Turn, kind: str, name: str) -> Reply:
    """Who chooses: remember it and show the summary again."""
    turn.state.unit_kind, turn.state.unit_name, turn.state.unit_asked = kind, name, True
    return summary(turn)


def cancel(turn: Turn) -> Reply:
    """Back to the newest stored version."""
    state = turn.state
    state.pending = None
    newer = versions.catch_up(turn)
    had_choice = bool(state.draft) or state.choosing
    dropped = selection.cancel(state)
    reply = turn.new("cancel").say(versions.told(turn, newer) if newer else "")
    if state.stored:
        key = "cancel.to_stored" if dropped else "cancel.same_as_stored"
        return reply.say(turn.text(key, names=turn.names(state.selected) or "–"))
    return reply.say(turn.text("cancel.done" if had_choice else "cancel.nothing"))


def mine(turn: Turn) -> Reply:
    """The draft and what was stored."""
    state = turn.state
    newer = versions.catch_up(turn)
    reply = turn.new("my_selections", state.selected)
    if state.draft:
        reply.say(turn.text("draft.list", lines=turn.draft_lines()))
        state.draft_listed_last = True
    else:
        reply.say(turn.text("draft.empty"))
    if state.saved:
        reply.say(turn.text("draft.is_saved", reference=state.reference))
        if dirty(turn):
            reply.say(turn.text("draft.details_not_saved")).offer(turn.base.text("button.finish"), "/finish")
        reply.offer(turn.base.text("button.card"), "/card")
    elif state.stored:
        names = turn.names(item.id for item in state.stored)
        reply.say(versions.told(turn, newer) if newer else turn.text("draft.differs", names=names))
        reply.offer(turn.base.text("button.take_stored"), "/cancel")
    elif newer:
        reply.say(versions.told(turn, newer))
    elif state.draft:
        reply.say(turn.text("draft.not_saved"))
    reply.say(versions.history(turn), versions.content_changed(turn))
    if state.draft and not state.saved:
        reply.offer(turn.base.text("button.finish"), "/finish")
    if not state.draft:
        reply.offer(turn.base.text("button.overview"), "/overview")
    return reply
