"""Coming back after days: the choice waits, but a question from then is not answered by what is said now."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.dialogue.context import Turn

LONG = timedelta(days=2)


def broken(turn: Turn) -> str:
    """Note the time of this message. After a long silence drops what was pending; gives what to say first."""
    state, before = turn.state, turn.state.seen
    state.seen = turn.world.now.isoformat(timespec="seconds")
    if not before or turn.world.now - datetime.fromisoformat(before) < LONG:
        return ""
    state.pending = None
    if not state.draft:
        return ""
    return turn.text("silence.saved" if state.saved else "silence.draft")
