"""Everything that is not about actions: greetings, help, privacy, a human, and what to say when lost."""

from __future__ import annotations

from bot.dialogue.choosing import with_draft, yes_no
from bot.dialogue.context import Turn
from bot.dialogue.reply import Reply
from bot.dialogue.state import Pending

SIMPLE = ("greet", "thanks", "help", "privacy", "about", "asterisk", "training", "affirm", "deny")
"""Kinds answered by a text of the same name (`talk.<kind>`)."""


def simple(turn: Turn, kind: str) -> Reply:
    """A fixed text; the draft, if any, stays one tap away."""
    reply = turn.new(kind).say(turn.text(f"talk.{kind}", **turn.world.centre))
    if kind == "asterisk":
        reply.ids = [action.id for action in turn.base.actions.values() if action.starred]
        reply.say(turn.numbered(reply.ids))
        turn.state.offer(reply.ids, "candidates")
    if kind in ("greet", "help", "affirm", "deny", "thanks") and not turn.state.draft:
        reply.offer(turn.base.text("button.overview"), "/overview")
        reply.offer(turn.base.text("button.recommend"), "/recommend")
    if kind == "privacy":
        reply.offer(turn.base.text("button.erase"), "/erase")
    return with_draft(turn, reply)


def about_choosing(turn: Turn) -> Reply:
    """How choosing works: how many, how to change one's mind, what storing means."""
    reply = turn.new("help").say(turn.text("talk.about_choosing"))
    if not turn.state.choosing:
        reply.offer(turn.base.text("button.start"), "/start")
    return with_draft(turn, reply)


def goodbye(turn: Turn) -> Reply:
    """Choosing ends with an empty draft; one that is not stored is mentioned, else the whole talk may be rated."""
    if not turn.state.draft:
        turn.state.choosing = False
    unsaved = bool(turn.state.draft) and not turn.state.saved
    reply = turn.new("goodbye").say(turn.text("talk.goodbye_unsaved" if unsaved else "talk.goodbye"))
    if unsaved:
        return with_draft(turn, reply)
    for name in ("up", "down", "transcript"):
        reply.offer(turn.base.text(f"button.{name}"), f"/{name}")
    return reply


def feedback(turn: Turn) -> Reply:
    """A remark about the answers; stored at once, a comment may follow."""
    turn.state.pending = Pending("feedback", serial=turn.state.serial)
    about = turn.state.last.get("card", {})
    turn.world.journal.feedback(0, turn.said.text, about)
    return turn.new("feedback").say(turn.text("talk.feedback"))


def thumb(turn: Turn, rating: int) -> Reply:
    """A thumb on the answer before."""
    turn.world.journal.feedback(rating, "", turn.state.last.get("card", {}))
    turn.state.pending = Pending("feedback", serial=turn.state.serial)
    return turn.new("feedback").say(turn.text("talk.thumb_up" if rating > 0 else "talk.thumb_down"))


def ask_erase(turn: Turn) -> Reply:
    """Erasing asks once."""
    turn.state.pending = Pending("erase", serial=turn.state.serial)
    return yes_no(turn, turn.new("delete_data").say(turn.text("erase.ask")))


def erased(turn: Turn) -> Reply:
    """The yes to erasing: everything goes, and what went is told."""
    counts = turn.world.journal.erase()
    total = sum(counts.values())
    reply = turn.new("delete_data").say(turn.text("erase.done", total=total))
    reply.extras["erased"] = dict(counts)
    return reply


def lost(turn: Turn, language: str = "pl") -> Reply:
    """Outside the domain. The second failure in a row shows an example, the third a human contact."""
    turn.state.failures += 1
    turn.world.journal.unanswered(turn.said.text, "out_of_scope")
    reply = turn.new("out_of_scope")
    if language in ("uk", "en", "de"):
        reply.say(turn.text(f"lost.language.{language}"))
    else:
        step = min(turn.state.failures, 3)
        reply.say(turn.text(f"lost.{step}", **turn.world.centre))
    reply.offer(turn.base.text("button.overview"), "/overview")
    reply.offer(turn.base.text("button.recommend"), "/recommend")
    if turn.state.failures >= 3:
        reply.offer(turn.base.text("button.human"), "/human")
    return reply


def stale(turn: Turn) -> Reply:
    """A button that does not count any more."""
    return with_draft(turn, turn.new("help").say(turn.text("talk.stale_button")))
