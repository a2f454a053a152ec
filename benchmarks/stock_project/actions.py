"""The least a custom action of stock Rasa can do: say a sentence and a card. No database, no dialogue."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action


class ActionTurn(Action):  # type: ignore[misc]
    """Answers every message alike."""

    def name(self) -> str:
        return "action_turn"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        intent = tracker.latest_message["intent"]["name"] or ""
        dispatcher.utter_message(text=f"Odpowiedź: {intent}")
        dispatcher.utter_message(json_message={"v": 1, "kind": intent, "ids": [], "selected": [], "saved": False})
        return []
