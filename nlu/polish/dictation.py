"""Punctuation said aloud by people who dictate: "dodaj trzecie przecinek proszę kropka", "co mam znak zapytania"."""

from __future__ import annotations

import re

_DIGIT = r"(?:\d|jeden|jedna|dwa|trzy|cztery|pięć|piec|sześć|szesc|siedem|osiem|dziewięć|dziewiec)"
_MARKS = (
    (re.compile(r"\s+znak zapytania\b", re.I), "?"),
    (re.compile(r"\s+wykrzyknik\b", re.I), "!"),
    (re.compile(r"\s+dwukropek\b", re.I), ":"),
    # between two numbers the word is half of an id: "dwa kropka jeden", "cztery przecinek sześć"
    (re.compile(rf"\s+przecinek\b(?!\s+{_DIGIT}\b)", re.I), ","),
    (re.compile(rf"\s+kropka\b(?=\s*$|\s+(?!{_DIGIT}\b))", re.I), "."),
)


def punctuated(text: str) -> str:
    """The text with spoken marks written as marks; all else stays."""
    for spoken, mark in _MARKS:
        text = spoken.sub(mark, text)
    return text
