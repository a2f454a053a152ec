"""Long texts in pieces that Telegram takes."""

from __future__ import annotations

import re

MOST = 3500
"""UTF-16 units in one piece; Telegram's own limit is 4096."""


def units(text: str) -> int:
    """The length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, most: int = MOST) -> list[str]:
    """Pieces of at most `most` units, cut between paragraphs, else sentences, else words, else anywhere."""
    text = text.strip()
    if units(text) <= most:
        return [text] if text else []
    for cut in (r"(?<=\n\n)", r"(?<=\n)", r"(?<=[.!?…”]) (?=\S)", r"(?<= )"):
        parts = [part for part in re.split(cut, text) if part]
        if len(parts) > 1:
            glue = " " if cut.endswith(r"(?=\S)") else ""
            return _packed(parts, glue, most)
    half = len(text) // 2
    return [*split(text[:half], most), *split(text[half:], most)]


def _packed(parts: list[str], glue: str, most: int) -> list[str]:
    pieces: list[str] = []
    for part in parts:
        longer = f"{pieces[-1]}{glue}{part}" if pieces else part
        if pieces and units(longer.rstrip()) <= most:
            pieces[-1] = longer
        else:
            pieces.append(part)
    done: list[str] = []
    for piece in pieces:
        done += split(piece, most)
    return done
