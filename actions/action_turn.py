"""The one custom action: every intent leads here."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.surroundings import Surroundings
from actions.talk import talk
from nlu.understanding import Understanding


class ActionTurn(Action):
    """Hands the understood message to the dialogue and dispatches its reply, exactly one."""

    def __init__(self, around: Surroundings | None = None) -> None:
        self._around = around

    @property
    def around(self) -> Surroundings:
        """What a turn needs around it; may be replaced between turns."""
        if self._around is None:  # run by a standard action server, which makes actions without arguments
            from bot.settings import Settings

            self._around = Surroundings.make(Settings.from_env())
        return self._around

    @around.setter
    def around(self, around: Surroundings) -> None:
        self._around = around

    def name(self) -> str:
        """The name in the domain."""
        return "action_turn"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Database work goes to a thread, so that one slow turn does not stop the others."""
        message = tracker.latest_message
        about = message.get("metadata") or {}
        text = about.get("text")
        reply = await asyncio.to_thread(
            talk,
            self.around,
            tracker.sender_id,
            str(message.get("text") or "") if text is None else str(text),
            Understanding.from_dict(message.get("understanding") or {"text": ""}),
            message_id=about.get("message_id"),
            channel=str(about.get("channel") or "rest"),
            menu=bool(about.get("menu")),
        )
        dispatcher.utter_message(json_message=reply)
        return []
