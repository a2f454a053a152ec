"""One turn, joined: the stored state, the dialogue, the journal and the page's history in one transaction."""

from __future__ import annotations

import logging
from typing import Any

from actions.surroundings import Surroundings
from bot.dialogue.state import State
from bot.dialogue.turn import turn
from bot.dialogue.world import Said
from bot.store.journal import Ledger
from bot.store.turns import TurnResult
from nlu.understanding import Understanding

log = logging.getLogger("drogowskaz.turn")


def talk(
    around: Surroundings,
    key: str,
    text: str,
    understanding: Understanding,
    *,
    message_id: str | None = None,
    channel: str = "rest",
    menu: bool = False,
) -> dict[str, Any]:
    """Answer one message durably. Never raises: what fails becomes an error reply with the last durable draft."""

    named = {"id": message_id} if message_id else {}  # by it a second tab knows what it already shows

    def work(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
        world = around.world(ledger, channel)
        outcome = turn(State.from_dict(state), Said(text, understanding, menu), world)
        if outcome.state is None:
            return TurnResult(None, outcome.reply)
        ledger.note("user", {"press" if text.startswith("/") else "text": text, **named})
        ledger.note("bot", outcome.reply)
        return TurnResult(outcome.state.as_dict(), outcome.reply, outcome.state.role, around.base.version)

    try:
        return around.store.turn(key, message_id, channel, work)
    except Exception as error:  # the last line of defence: a person waits for an answer
        log.error("turn failed: %s", type(error).__name__, exc_info=log.isEnabledFor(logging.DEBUG))
        return failed(around, key)


def failed(around: Surroundings, key: str) -> dict[str, Any]:
    """The reply when a turn could not be made: kind words, nothing lost."""
    try:
        state = State.from_dict(around.store.state(key))
    except Exception:
        state = State()
    card = {
        "v": 1, "kind": "error", "ids": [], "alternatives": [], "facet": None, "selected": state.selected,
        "saved": state.saved, "choosing": state.choosing, "confidence": None, "kb": around.base.version,
    }  # fmt: skip
    return {"texts": [around.base.text("error.generic")], "buttons": [], "card": card, "extras": {}}
