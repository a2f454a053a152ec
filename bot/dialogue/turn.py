"""One turn of a conversation: the only door to the dialogue.

`turn(state, said, world)` is pure but for `world.journal`, whose deeds belong to the caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.dialogue import saving, silence
from bot.dialogue.context import Turn
from bot.dialogue.press import from_menu, press
from bot.dialogue.reply import KINDS, Reply
from bot.dialogue.route import route
from bot.dialogue.state import PAYLOADS, State
from bot.dialogue.world import Said, World

CARD_VERSION = 1
BUTTONS_APART = ("web", "telegram")
"""Channels that send buttons apart from text: there, nothing typed is ever a payload."""
CONFIRMING = ("save", "all", "drop")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a turn. `state` is None when the conversation was erased; `reply` is JSON-ready:
    {"texts": [str], "buttons": [{"title", "payload"}], "card": {...}, "extras": {...}}."""

    state: State | None
    reply: dict[str, Any]


def turn(state: State, said: Said, world: World) -> Outcome:
    """Answer one message. The given state is not changed."""
    work = Turn(world, state.copy(), said)
    work.state.serial += 1
    welcome = silence.broken(work)
    offered = said.text in state.payloads and (said.menu or world.channel not in BUTTONS_APART)
    pressed = offered or (said.menu and from_menu(said.text))
    reply = press(work) if pressed else route(work)
    pending = work.state.pending
    changed = work.state.draft != state.draft
    if pending and pending.kind in CONFIRMING and changed and pending.serial != work.state.serial:
        work.state.pending = None  # the question was about another draft
        if pending.kind == "save" and reply.kind == "selection" and work.state.draft and saving.dirty(work):
            saving.ask_again(work, reply)
    if pending and pending.kind == "erase" and reply.kind != "delete_data":
        work.state.pending = None  # only the very next yes erases
    if reply.kind not in ("out_of_scope", "error"):
        work.state.failures = 0
    erased = reply.kind == "delete_data" and "erased" in reply.extras
    if not reply.buttons and not erased:  # always a way on
        where = "mine" if work.state.draft else "overview"
        reply.offer(work.base.text(f"button.{where}"), f"/{where}")
    if welcome and not erased:
        reply.texts.insert(0, welcome)
    made = _finish(work, reply, None if pressed else said.understanding.top.score, erased)
    return Outcome(None if erased else work.state, made)


def _finish(work: Turn, reply: Reply, confidence: float | None, erased: bool) -> dict[str, Any]:
    state = State() if erased else work.state
    if not state.noticed and not erased:
        reply.texts.insert(0, work.base.text("notice", **work.world.centre))
        state.noticed = True
    if reply.kind not in ("my_selections", "saved", "cancel", "goodbye", "delete_data"):
        reply.say(work.echo() if not state.draft_listed_last or reply.kind != "selection" else "")
    reply.extras["draft"] = [
        {**vars(item), "name": work.base.actions[item.id].name} for item in state.draft if item.id in work.base.actions
    ]
    touched = [i for i in reply.ids if reply.kind != "selection" or i in state.selected]  # not what just went
    if reply.kind in ("selection", "action", "facet") and reply.ids:
        state.about = touched[-1] if touched else (state.selected or [""])[-1]
    if reply.kind not in KINDS:
        raise ValueError(f"no such kind: {reply.kind}")
    card = {
        "v": CARD_VERSION,
        "kind": reply.kind,
        "ids": reply.ids,
        "alternatives": reply.alternatives,
        "facet": reply.facet,
        "selected": state.selected,
        "saved": state.saved,
        "choosing": state.choosing,
        "confidence": None if confidence is None else round(min(max(confidence, 0.0), 1.0), 3),
        "kb": work.base.version,
    }
    buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
    texts = [text for text in reply.texts if text]
    if reply.kind != "error":
        state.last = {"texts": texts, "buttons": buttons, "card": card}
    fresh = [button.payload for button in reply.buttons if button.payload not in state.payloads]
    state.payloads = [*state.payloads, *fresh][-PAYLOADS:]
    return {"texts": texts, "buttons": buttons, "card": card, "extras": reply.extras}
