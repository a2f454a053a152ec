"""Text as it came, made harmless: one line, composed, without invisible characters."""

from __future__ import annotations

import unicodedata

_BREAKS = "\t\n\v\f\r\x85\u2028\u2029"
_DROPPED = {"Cc", "Cf", "Cs", "Co"}  # controls, invisible format marks, lone surrogates, private use


def clean(text: str) -> str:
    """NFC, line breaks and tabs as spaces, control and invisible characters gone. Nothing else changes."""
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(" " if c in _BREAKS else c for c in text)
    return unicodedata.normalize("NFC", "".join(c for c in spaced if unicodedata.category(c) not in _DROPPED))
