"""Going back over what was said: repeat, more, simpler, the previous thing, from the beginning."""

from __future__ import annotations

from typing import Any

from bot.dialogue import answers, glossary, talk
from bot.dialogue.context import Turn
from bot.dialogue.reply import Button, Reply
from knowledge.schema import FACETS


def repeat(turn: Turn) -> Reply:
    """The last answer once more."""
    last = turn.state.last
    if not last:
        return talk.simple(turn, "help")
    card: dict[str, Any] = last["card"]
    reply = turn.new(card["kind"], card["ids"]).say(*last["texts"])
    reply.facet = card.get("facet")
    reply.alternatives = list(card.get("alternatives", []))
    reply.buttons = [Button(**row) for row in last.get("buttons", [])]
    return reply


def more(turn: Turn) -> Reply:
    """The next facet of the action shown last, in the order of FACETS; of a term all that the glossary says."""
    kind, _, slug = (turn.state.shown or [""])[-1].partition(":")
    if kind == "term" and slug in turn.base.terms:
        return glossary.term(turn, slug, whole=True)
    action_id = turn.state.shown_action()
    if action_id is None:
        return show_last(turn) if turn.state.shown else answers.overview(turn)
    current = turn.state.shown_facet
    following = FACETS[(FACETS.index(current) + 1) % len(FACETS)] if current in FACETS else FACETS[0]
    return answers.facet(turn, action_id, following)


def simpler(turn: Turn) -> Reply:
    """The thing shown last in one sentence and one example."""
    action_id = turn.state.shown_action()
    if action_id is None:
        return repeat(turn)
    record = turn.base.actions[action_id]
    reply = turn.new("action", [action_id])
    return reply.say(turn.text("again.simpler", name=record.name), record.short, record.first)


def previous(turn: Turn) -> Reply:
    """The thing shown before the last one."""
    if len(turn.state.shown) < 2:
        return repeat(turn)
    turn.state.shown.pop()
    return show_last(turn)


def show_last(turn: Turn) -> Reply:
    """Show again the newest thing remembered."""
    thing = turn.state.shown.pop()
    kind, _, slug = thing.partition(":")
    if kind == "area":
        return answers.area(turn, slug)
    if kind == "term":
        return glossary.term(turn, slug)
    if kind == "tool":
        return glossary.tool(turn, slug)
    return answers.action(turn, thing)


def restart(turn: Turn) -> Reply:
    """From the beginning: what was shown is forgotten, the draft never is."""
    turn.state.shown, turn.state.offered, turn.state.offered_as = [], [], ""
    turn.state.pending, turn.state.guide, turn.state.failures = None, {}, 0
    reply = answers.overview(turn)
    key = "again.restart_with_draft" if turn.state.draft else "again.restart"
    reply.texts.insert(0, turn.text(key, ids=", ".join(turn.state.selected)))
    return reply
