"""Joins the dialogue's journal to the store's ledger."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from bot.dialogue.state import Item
from bot.dialogue.world import Receipt, Resumed, TooManyTries
from bot.store import errors
from bot.store.journal import Ledger
from knowledge.base import Base

WORDS = 3
HIGHEST = 9999


class LedgerJournal:
    """`bot.dialogue.world.Journal` on top of a `Ledger`; everything happens in the turn's transaction."""

    def __init__(self, ledger: Ledger, base: Base) -> None:
        self.ledger = ledger
        self.base = base

    def save(self, items: Sequence[Item], *, unit_kind: str, unit_name: str, role: str | None, kb: str) -> Receipt:
        """Store a new version; the first one of a line also gets a code to come back with."""
        rows = [vars(item) for item in items]
        made = self.ledger.save_selection(
            rows, unit_kind=unit_kind, unit_name=unit_name, role=role, kb=kb, withdrawn=not rows
        )
        return Receipt(made["version"], made["reference"], self._code() if made["version"] == 1 else "")

    def _code(self) -> str:
        """Three words and a number, readable aloud, not in use yet (see docs/en/security.md for the odds)."""
        words = self.base.texts["code.words"]
        assert isinstance(words, tuple)
        while True:
            parts = [secrets.choice(words) for _ in range(WORDS)]
            code = "-".join([*parts, str(secrets.randbelow(HIGHEST - 99) + 100)])
            if self.ledger.new_code(code):
                return code

    def feedback(self, rating: int, comment: str, about: Mapping[str, Any]) -> None:
        """Keep a thumb and a comment."""
        self.ledger.add_feedback(rating, comment, about)

    def handover(self, contact: str, summary: str) -> str:
        """Leave a summary for an adviser; its number."""
        return self.ledger.add_handover(contact, summary)

    def unanswered(self, text: str, kind: str) -> None:
        """Remember words that found no answer."""
        self.ledger.note_unanswered(text, kind)

    def resume(self, code: str) -> Resumed | None:
        """The stored choice behind a code."""
        try:
            found = self.ledger.resolve_code(code)
        except errors.TooManyTries:
            raise TooManyTries from None
        if found is None:
            return None
        items = [Item(**row) for row in found["items"]]
        return Resumed(items, found["version"], found["reference"], found["kb"], found["unit_kind"], found["unit_name"])

    def erase(self) -> Mapping[str, int]:
        """Erase everything of this conversation."""
        return self.ledger.erase()
