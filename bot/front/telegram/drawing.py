"""A reply as messages of Telegram."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import Any

from bot.front.telegram.boxes import Keys, boxes
from bot.front.telegram.splitting import split
from knowledge.base import Base

PAYLOAD_BYTES = 64
SHORT = 22
"""Titles of at most so many characters stand two in a row."""


@dataclass(frozen=True)
class Part:
    """One message to send. `kind`: "text" (`text` is HTML), "table" (the picture) or "document" (`name`: which)."""

    kind: str
    text: str = ""
    keys: Keys = field(default_factory=list)
    name: str = ""


def draw(base: Base, reply: dict[str, Any]) -> list[Part]:
    """The messages of a reply, in the order to send; the keyboard stands under the last text."""
    extras = reply.get("extras", {})
    pieces = split("\n\n".join(text for text in reply["texts"] if text.strip()))
    keys = keyboard(base, reply)
    parts = [Part("table")] if extras.get("table") else []
    files = [] if parts else extras.get("documents", [])  # the picture is enough here
    last = len(pieces) - 1
    parts += [
        Part("text", html.escape(piece.strip(), quote=False), keys if number == last else [])
        for number, piece in enumerate(pieces)
    ]
    return parts + [Part("document", row.get("label", ""), name=row["name"]) for row in files]


def keyboard(base: Base, reply: dict[str, Any]) -> Keys:
    """Check-boxes under a listed area, then the reply's own buttons, one or two in a row."""
    listed = reply.get("extras", {}).get("list")
    area = reply["card"]["kind"] == "area" and bool(listed)
    keys = boxes(base, listed) if area and any(not row.get("selected") for row in listed) else []
    shown = bool(keys)
    short: list[tuple[str, str]] = []
    for button in reply["buttons"]:
        title, payload = button["title"], button["payload"]
        if len(payload.encode()) > PAYLOAD_BYTES or (shown and payload.startswith(("/add ", "/show "))):
            continue
        if len(title) > SHORT:
            keys, short = [*keys, *([short] if short else []), [(title, payload)]], []
        else:
            short.append((title, payload))
            if len(short) == 2:
                keys, short = [*keys, short], []
    return [*keys, *([short] if short else [])]
