"""What changed in an action between two versions of the content, part by part, without keeping the old texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from knowledge.base import Base
from knowledge.schema import FACETS, Action

TITLE = "title"
PARTS = (TITLE, *FACETS)
DIGITS = 12
GENERAL = ("title", "name", "short", "what", "decides", "first")
"""Fields of an action that make up the part `title`: what it is."""


def fingerprints(base: Base) -> dict[str, dict[str, str]]:
    """A short digest of every part (PARTS) of every action, by action id."""
    return {action.id: {part: _digest(base, action, part) for part in PARTS} for action in base.actions.values()}


def changed(before: Mapping[str, Mapping[str, str]], base: Base, ids: Iterable[str]) -> dict[str, list[str]]:
    """Parts that differ now, by action id; only actions with a difference. An action that is gone has no parts.

    `before` are the fingerprints of then; an action or a part they do not hold counts as unchanged.
    """
    found: dict[str, list[str]] = {}
    for action_id in ids:
        action = base.actions.get(action_id)
        if action is None:
            found[action_id] = []
            continue
        then = before.get(action_id, {})
        parts = [part for part in PARTS if part in then and then[part] != _digest(base, action, part)]
        if parts:
            found[action_id] = parts
    return found


def _digest(base: Base, action: Action, part: str) -> str:
    """A statement counts with the state of the text it was read in: a newer law is a change of the legal basis."""
    fields = action.model_dump(include={*(GENERAL if part == TITLE else (part,))})
    codes = {row["source"] for value in fields.values() for row in _statements(value) if row["source"]}
    sources = [base.sources[code].model_dump(include={"identifier", "seen"}) for code in sorted(codes)]
    return hashlib.sha256(repr((sorted(fields.items()), sources)).encode()).hexdigest()[:DIGITS]


def _statements(value: object) -> list[dict[str, str | None]]:
    rows = value if isinstance(value, list | tuple) else ()
    return [row for row in rows if isinstance(row, dict) and "source" in row]
