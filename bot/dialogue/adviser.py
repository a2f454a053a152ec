"""A person instead of the automaton: the contact, and a summary of the conversation left for an adviser."""

from __future__ import annotations

from bot.dialogue.choosing import with_draft, yes_no
from bot.dialogue.context import Turn
from bot.dialogue.reply import Reply
from bot.dialogue.state import Pending

TALKED = 6
"""Things talked about last that the summary names."""


def contact(turn: Turn) -> Reply:
    """How to reach an adviser, and the question whether to pass a summary on."""
    turn.state.pending = Pending("handover", serial=turn.state.serial)
    reply = turn.new("human").say(turn.text("talk.human", **turn.world.centre))
    return with_draft(turn, yes_no(turn, reply))


def pass_on(turn: Turn, words: str = "") -> Reply:
    """The yes: the summary is stored for the advisers; `words` (masked) is what the person added."""
    turn.state.pending = None
    number = turn.world.journal.handover(words, summary(turn))
    return with_draft(turn, turn.new("human").say(turn.text("talk.handed_over", number=number, **turn.world.centre)))


def keep(turn: Turn) -> Reply:
    """The no: nothing is passed on."""
    turn.state.pending = None
    return with_draft(turn, turn.new("deny").say(turn.text("handover.kept")))


def summary(turn: Turn) -> str:
    """Who asks, what is chosen, what was talked about; nothing of it was typed in but names, notes and dates."""
    state, base = turn.state, turn.base
    role = base.text(f"role.{state.role}") if state.role else ""
    who = ", ".join(part for part in (state.unit_name, role) if part)
    lines = [base.text("handover.who", who=who)] if who else []
    if not state.draft:
        lines.append(base.text("handover.nothing"))
    elif state.saved:
        lines += [base.text("handover.stored", reference=state.reference), turn.draft_lines()]
    else:
        lines += [base.text("handover.draft"), turn.draft_lines()]
    names = [name for name in map(turn.spoken, dict.fromkeys(reversed(state.shown))) if name][:TALKED]
    if names:
        lines.append(base.text("handover.shown", names="; ".join(names)))
    return "\n".join(lines)
