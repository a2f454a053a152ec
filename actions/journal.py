"""Joins the dialogue's journal to the store's ledger."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.dialogue.state import Item
from bot.dialogue.world import Newer, Receipt, TooManyTries, Version
from bot.store import errors
from bot.store.journal import Ledger
from knowledge.base import Base
from knowledge.changes import fingerprints

WORDS = 3
HIGHEST = 9999


class LedgerJournal:
    """`bot.dialogue.world.Journal` on top of a `Ledger`; everything happens in the turn's transaction."""

    def __init__(self, ledger: Ledger, base: Base) -> None:
        self.ledger = ledger
        self.base = base

    def save(
        self, items: Sequence[Item], *, unit_kind: str, unit_name: str, role: str | None, kb: str, expected: int
    ) -> Receipt:
        """Store a new version; the first one of a line also gets a code to come back with."""
        rows = [vars(item) for item in items]
        try:
            made = self.ledger.save_selection(
                rows,
                unit_kind=unit_kind,
                unit_name=unit_name,
                role=role,
                kb=kb,
                withdrawn=not rows,
                expected_version=expected,
            )
        except errors.Stale as stale:
            raise Newer(_version(stale.newest)) from None
        self.ledger.keep_content(kb, fingerprints(self.base))
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

    def versions(self) -> Sequence[Version]:
        """All versions of this choice."""
        return [_version(row) for row in self.ledger.history()]

    def content(self, kb: str) -> Mapping[str, Mapping[str, str]]:
        """What the actions looked like then."""
        return self.ledger.content(kb)

    def resume(self, code: str) -> Version | None:
        """The stored choice behind a code."""
        try:
            found = self.ledger.resolve_code(code)
        except errors.TooManyTries:
            raise TooManyTries from None
        return None if found is None else _version(found)

    def erase(self) -> Mapping[str, int]:
        """Erase everything of this conversation."""
        return self.ledger.erase()


def _version(row: Mapping[str, Any]) -> Version:
    plain = {name: row[name] for name in ("version", "reference", "kb", "channel", "own", "unit_kind", "unit_name")}
    items = [Item(**item) for item in row["items"]]
    return Version(items=items, when=datetime.fromisoformat(row["created"]), **plain)
