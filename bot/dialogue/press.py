"""Buttons: what each payload does. A payload counts only when it was offered to this conversation."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue import adviser, answers, choosing, details, glossary, guide, handing, saving, talk
from bot.dialogue.context import Turn
from bot.dialogue.reply import Reply
from knowledge.schema import FACETS
from nlu.understanding import Clause, Target


def press(turn: Turn) -> Reply:
    """The reply to a pressed button. Unknown words (content may have changed since) get a kind answer."""
    command, *words = turn.said.text[1:].split(" ")
    handler = COMMANDS.get(command)
    if handler is None:
        return talk.stale(turn)
    return handler(turn, words)


def _action(turn: Turn, words: list[str]) -> str | None:
    return next((word for word in words if word in turn.base.actions), None)


def _show(turn: Turn, words: list[str]) -> Reply:
    action_id = _action(turn, words)
    if turn.state.pending and turn.state.pending.kind == "clarify":
        turn.state.pending = None
    return answers.action(turn, action_id) if action_id else talk.stale(turn)


def _area(turn: Turn, words: list[str]) -> Reply:
    return answers.area(turn, words[0]) if words and words[0] in turn.base.areas else talk.stale(turn)


def _term(turn: Turn, words: list[str]) -> Reply:
    """ "/term cis", and "/term cis whole" for all that the glossary says."""
    if not words or words[0] not in turn.base.terms:
        return talk.stale(turn)
    return glossary.term(turn, words[0], whole=words[1:] == ["whole"])


def _facet(turn: Turn, words: list[str]) -> Reply:
    action_id = _action(turn, words)
    if action_id is None or words[0] not in FACETS:
        return talk.stale(turn)
    return answers.facet(turn, action_id, words[0])


def _change(operation: str) -> Callable[[Turn, list[str]], Reply]:
    def handler(turn: Turn, words: list[str]) -> Reply:
        targets = tuple(Target("action", id=word, how="id") for word in words if word in turn.base.actions)
        if not targets:
            return talk.stale(turn)
        if turn.state.pending and turn.state.pending.kind == "clarify":
            turn.state.pending = None
        return choosing.operate(turn, [Clause(operation, targets)])  # type: ignore[arg-type]

    return handler


def _move(turn: Turn, words: list[str]) -> Reply:
    """ "/move 2.1 3": to the third place."""
    action_id = _action(turn, words)
    if action_id is None or not words[-1].isdigit():
        return talk.stale(turn)
    return choosing.operate(turn, [Clause("move", (Target("action", id=action_id, how="id"),), int(words[-1]))])


def _quarter(turn: Turn, words: list[str]) -> Reply:
    """ "/quarter 2027 2 2.1": the second quarter of 2027 for 2.1."""
    ids = [word for word in words[2:] if word in turn.base.actions]
    if not ids or not words[0].isdigit() or words[1] not in ("1", "2", "3", "4"):
        return talk.stale(turn)
    return details.press_quarter(turn, int(words[0]), int(words[1]), ids)


def _yes(turn: Turn, words: list[str]) -> Reply:
    pending = turn.state.pending
    if pending is None or words != [str(pending.serial)]:
        return talk.stale(turn)
    turn.state.pending = None
    if pending.kind == "save":
        return saving.store(turn)
    if pending.kind == "erase":
        return talk.erased(turn)
    if pending.kind == "handover":
        return adviser.pass_on(turn)
    if pending.kind == "detail":
        return details.answer_offer(turn, pending, True) or talk.stale(turn)
    return choosing.confirmed(turn, pending)


def _no(turn: Turn, words: list[str]) -> Reply:
    pending = turn.state.pending
    if pending is None or words != [str(pending.serial)]:
        return talk.stale(turn)
    turn.state.pending = None
    if pending.kind == "save":
        return saving.keep_open(turn)
    if pending.kind == "erase":
        return choosing.with_draft(turn, turn.new("deny").say(turn.text("erase.kept")))
    if pending.kind == "handover":
        return adviser.keep(turn)
    return choosing.with_draft(turn, turn.new("selection", turn.state.selected).say(turn.text("choose.unchanged")))


COMMANDS: dict[str, Callable[[Turn, list[str]], Reply]] = {
    "show": _show,
    "area": _area,
    "term": _term,
    "facet": _facet,
    "add": _change("add"),
    "drop": _change("remove"),
    "move": _move,
    "yes": _yes,
    "no": _no,
    "quarter": _quarter,
    "overview": lambda t, w: answers.overview(t),
    "recommend": lambda t, w: guide.begin(t, with_text=False),
    "others": lambda t, w: guide.others(t),
    "role": lambda t, w: guide.set_role(t, w[0] if w else ""),
    "start": lambda t, w: choosing.start(t),
    "finish": lambda t, w: saving.summary(t),
    "mine": lambda t, w: saving.mine(t),
    "cancel": lambda t, w: saving.cancel(t),
    "undo": lambda t, w: choosing.step(t, forward=False),
    "card": lambda t, w: handing.document(t),
    "transcript": lambda t, w: handing.transcript(t),
    "human": lambda t, w: adviser.contact(t),
    "help": lambda t, w: talk.simple(t, "help"),
    "privacy": lambda t, w: talk.simple(t, "privacy"),
    "erase": lambda t, w: talk.ask_erase(t),
    "up": lambda t, w: talk.thumb(t, 1),
    "down": lambda t, w: talk.thumb(t, -1),
}
"""Payload words and what they do."""

CONFIRMING = ("yes", "no")
"""Words that count only when offered, with the question's serial."""


def from_menu(text: str) -> bool:
    """Whether a channel's own menu or draft list may send this payload at any time: all but confirmations."""
    command = text[1:].split(" ", 1)[0] if text.startswith("/") else ""
    return command in COMMANDS and command not in CONFIRMING
