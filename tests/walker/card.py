"""Whether a reply is whole: texts, a way on, and a card as the contract has it."""

from __future__ import annotations

from typing import Any

from bot.dialogue.reply import KINDS
from knowledge.base import Base
from knowledge.schema import FACETS

KEYS = {"v", "kind", "ids", "alternatives", "facet", "selected", "saved", "choosing", "confidence", "kb"}
AREAS, TERMS, NONE = ("areas_overview", "area"), ("glossary",), ("start_selection", "cancel", "greet", "goodbye",
    "thanks", "privacy", "delete_data", "affirm", "deny", "out_of_scope", "error")  # fmt: skip
COUNTS = {"areas_overview": (4, 4), "area": (1, 1), "action": (0, 1), "facet": (0, 1), "compare": (0, 20),
          "clarify": (1, 3), "recommend": (1, 4)}  # fmt: skip


def faults(reply: dict[str, Any], base: Base) -> list[str]:
    """What is wrong with a reply; empty when nothing is."""
    card, found = reply["card"], []
    if set(card) != KEYS or card["v"] != 1 or card["kb"] != base.version:
        found.append("keys, version")
    if card["kind"] not in KINDS or card["kind"] == "error":
        found.append("kind")
    known = base.areas if card["kind"] in AREAS else base.terms if card["kind"] in TERMS else base.actions
    if any(i not in known and i not in (base.areas if card["kind"] == "compare" else ()) for i in card["ids"]):
        found.append("unknown ids")
    least, most = COUNTS.get(card["kind"], (0, 0 if card["kind"] in NONE else 20))
    if not least <= len(card["ids"]) <= most or len(set(card["ids"])) != len(card["ids"]):
        found.append("number of ids")
    if card["facet"] is not None and (card["facet"] not in FACETS or card["kind"] != "facet"):
        found.append("facet")
    if len(set(card["selected"])) != len(card["selected"]) or any(i not in base.actions for i in card["selected"]):
        found.append("selected")
    if not (isinstance(card["saved"], bool) and isinstance(card["choosing"], bool)):
        found.append("flags")
    if card["confidence"] is not None and not 0 <= card["confidence"] <= 1:
        found.append("confidence")
    if not reply["texts"] or not all(text.strip() for text in reply["texts"]):
        found.append("an empty text")
    if any("{" in text or "None" in text for text in reply["texts"]):
        found.append("an unfilled text")
    if not reply["buttons"] and "erased" not in reply["extras"]:
        found.append("no way on")
    return found
