"""Stored versions that several people or devices share: noticing a newer one, their history, what changed since."""

from __future__ import annotations

from bot.dialogue.choosing import yes_no
from bot.dialogue.context import Turn
from bot.dialogue.reply import Reply
from bot.dialogue.state import Item, Pending
from bot.dialogue.world import Version
from knowledge.changes import changed

SHOWN = 5
"""How many of the newest versions the history tells."""


def adopt(turn: Turn, version: Version) -> None:
    """From now on this is the newest stored version that the conversation knows; the draft is left alone."""
    state = turn.state
    state.stored = [Item(**vars(item)) for item in version.items]
    state.version, state.reference, state.kb = version.version, version.reference, version.kb
    if not state.unit_name:
        state.unit_kind, state.unit_name = version.unit_kind, version.unit_name


def catch_up(turn: Turn) -> Version | None:
    """The version that someone else stored since this conversation looked last, made known to the state."""
    if not turn.state.reference:
        return None  # nothing was stored or joined, so nothing is shared
    found = turn.world.journal.versions()
    if not found or found[-1].version <= turn.state.version:
        return None
    adopt(turn, found[-1])
    return found[-1]


def ask(turn: Turn, version: Version) -> Reply:
    """Somebody was faster: their version is shown, the draft stays, and the question is put again."""
    state = turn.state
    adopt(turn, version)
    reply = turn.new("selection", state.selected).say(told(turn, version))
    if state.draft == state.stored:
        state.pending, state.choosing = None, False
        return reply.say(turn.text("version.same"))
    if state.draft:
        reply.say(turn.text("version.own", lines=turn.draft_lines()))
        state.draft_listed_last = True
    else:
        reply.say(turn.text("version.own_empty"))
    state.pending = Pending("save", data={"newer": True}, serial=state.serial)
    yes_no(turn, reply.say(turn.text("version.ask")))
    return reply.offer(turn.base.text("button.take_stored"), "/cancel")


def told(turn: Turn, version: Version) -> str:
    """Who stored a newer version, when, and what is in it."""
    if not version.items:
        return turn.text("version.newer_empty", when=turn.when(version.when), channel=_channel(turn, version))
    lines = "\n".join(f"{n}. {turn.draft_line(item)}" for n, item in enumerate(version.items, 1))
    return turn.text("version.newer", when=turn.when(version.when), channel=_channel(turn, version), lines=lines)


def history(turn: Turn) -> str:
    """The newest versions, one per line: when, through which channel, by whom, and what changed; empty for none."""
    found = turn.world.journal.versions() if turn.state.reference else []
    lines: list[str] = []
    before: list[str] = []
    for version in found:
        ids = [item.id for item in version.items]
        who = turn.text("version.this" if version.own else "version.other")
        told = {"when": turn.when(version.when), "channel": _channel(turn, version), "who": who}
        lines.append(turn.text("version.line", n=version.version, **told, change=_change(turn, before, ids)))
        before = ids
    return turn.text("version.history", lines="\n".join(lines[-SHOWN:])) if lines else ""


def content_changed(turn: Turn) -> str:
    """What is different in the stored actions since they were stored; empty when the content is the same."""
    state = turn.state
    then, now = state.kb, turn.base.version
    if not state.stored or not then or then == now:
        return ""
    before = turn.world.journal.content(then)
    if not before:
        return turn.text("version.content_unknown", then=then, now=now)
    found = changed(before, turn.base, [item.id for item in state.stored])
    if not found:
        return turn.text("version.content_same", then=then, now=now)
    lines = "\n".join(_parts(turn, action_id, parts) for action_id, parts in found.items())
    return turn.text("version.content_changed", then=then, now=now, lines=lines)


def _parts(turn: Turn, action_id: str, parts: list[str]) -> str:
    if not parts:
        return turn.text("version.content_gone", id=action_id)
    names = ", ".join(turn.base.text(f"part.{part}") for part in parts)
    return turn.text("version.content_line", name=turn.name(action_id), parts=names)


def _change(turn: Turn, before: list[str], after: list[str]) -> str:
    """A version against the one before it, in ids."""
    if not after:
        return turn.text("version.withdrawn")
    if not before:
        return turn.text("version.chosen", ids=", ".join(after))
    come, gone = [i for i in after if i not in before], [i for i in before if i not in after]
    told = [turn.text("version.added", ids=", ".join(come))] if come else []
    told += [turn.text("version.removed", ids=", ".join(gone))] if gone else []
    if not told:
        told = [turn.text("version.noted" if before == after else "version.moved", ids=", ".join(after))]
    return ", ".join(told)


def _channel(turn: Turn, version: Version) -> str:
    key = f"channel.{version.channel}"
    return turn.base.text(key if key in turn.base.texts else "channel.other")
