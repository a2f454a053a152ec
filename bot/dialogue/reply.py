"""What the bot answers: texts, buttons and exactly one turn card (see the contract in docs/en/contract.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KINDS = (
    "areas_overview", "area", "action", "facet", "glossary", "statement", "compare", "recommend", "clarify",
    "start_selection", "selection", "my_selections", "saved", "cancel", "document", "resume", "help", "greet",
    "goodbye", "thanks", "human", "privacy", "training", "feedback", "asterisk", "about", "delete_data", "affirm",
    "deny", "out_of_scope", "error",
)  # fmt: skip
"""Every kind of the turn card."""

PAYLOAD_BYTES = 64


@dataclass(frozen=True, slots=True)
class Button:
    """A quick reply. `payload` begins with "/" and is at most 64 bytes long (Telegram's limit)."""

    title: str
    payload: str


@dataclass
class Reply:
    """An answer being put together by the handlers of a turn.

    `extras` is for channels that can draw more than text: keys `draft` (list of {id, name, note}), `list` (list of
    {n, id, name, selected}), `sources` (list of {code, title, seen, link}), `table`, `documents`, `notice`.
    """

    kind: str
    ids: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    facet: str | None = None
    extras: dict[str, Any] = field(default_factory=dict)

    def say(self, *texts: str) -> Reply:
        """Add paragraphs; returns itself so that calls can be chained."""
        self.texts.extend(text for text in texts if text)
        return self

    def offer(self, title: str, payload: str) -> Reply:
        """Add a button."""
        if not payload.startswith("/") or len(payload.encode()) > PAYLOAD_BYTES:
            raise ValueError(f"unfit payload: {payload!r}")
        if all(button.payload != payload for button in self.buttons):
            self.buttons.append(Button(title, payload))
        return self
