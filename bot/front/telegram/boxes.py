"""Check-boxes as an inline keyboard. The message itself holds what is ticked, so nothing is to be remembered."""

from __future__ import annotations

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from knowledge.base import Base

EMPTY, TICKED, HAD = "☐", "☑", "✓"
TOGGLE, DONE, KNOWN = "x:", "x:done", "x:had"
_ID = re.compile(r"\d\.\d")
Keys = list[list[tuple[str, str]]]


def boxes(base: Base, rows: list[dict[str, object]]) -> Keys:
    """A row for each listed action; those chosen before cannot be ticked."""
    made: Keys = []
    for row in rows:
        had = bool(row.get("selected"))
        title = f"{HAD if had else EMPTY} {row['id']} {row['name']}"
        made.append([(title, KNOWN if had else f"{TOGGLE}{row['id']}")])
    return [*made, [(base.text("telegram.add_ticked"), DONE)]]


def toggled(keys: Keys, payload: str) -> Keys | None:
    """The keyboard with one box changed; None when it has no such box."""
    found = False
    fresh: Keys = []
    for row in keys:
        line = []
        for title, data in row:
            if data == payload and title[:1] in (EMPTY, TICKED):
                found = True
                title = (TICKED if title[0] == EMPTY else EMPTY) + title[1:]  # noqa: PLW2901
            line.append((title, data))
        fresh.append(line)
    return fresh if found else None


def ticked(keys: Keys) -> list[str]:
    """The ids of the ticked boxes, in their order."""
    pressed = [data.removeprefix(TOGGLE) for row in keys for title, data in row if title[:1] == TICKED]
    return [action for action in pressed if _ID.fullmatch(action)]


def without(keys: Keys) -> Keys:
    """The keyboard when its boxes have done their work: only the other buttons."""
    rows = [[key for key in row if not key[1].startswith(TOGGLE)] for row in keys]
    return [row for row in rows if row]


def markup(keys: Keys) -> InlineKeyboardMarkup | None:
    """As Telegram takes it; None for no button."""
    if not keys:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(title, callback_data=payload) for title, payload in row] for row in keys]
    )
