"""Which language a message is in: Polish unless there is clear evidence against it."""

from __future__ import annotations

import re
from typing import Literal

from nlu.polish.lemmas import known
from nlu.polish.normalise import DIACRITICS, clean

Language = Literal["pl", "uk", "en", "de", "other"]
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэёъ]", re.IGNORECASE)
# Frequent words that are no Polish words; a Polish sentence holds hardly any of them.
_STOP: dict[Language, frozenset[str]] = {
    "en": frozenset(
        "the and is are you what how which of for with this that can have has was were will would could should please "
        "my your our his her their it its at from about when where who why not don't do does did hello hi thanks thank "
        "help want need know tell show me we they an be been good morning there speak english weather between social "
        "cooperative municipality i'm it's what's".split()
    ),
    "de": frozenset(
        "der die das und ist sind ich sie wir ein eine einen einer nicht wie was wo wer kann können mit für von auf "
        "bitte danke guten tag morgen ihr mein meine haben habe hat wird werden zum zur im den dem des gibt es auch "
        "aber oder wenn möchte brauche hallo wetter heute über".split()
    ),
}


def language(text: str) -> Language:
    """The language of a message; "pl" for anything without clear signs of another."""
    words = _WORD.findall(clean(text))
    if not words:
        return "pl"
    if sum(bool(_CYRILLIC.search(word)) for word in words) * 2 > len(words):
        return "other" if _RUSSIAN.search(text) and not _UKRAINIAN.search(text) else "uk"
    if sum(word.isascii() or any(c in "äöüß" + DIACRITICS for c in word) for word in words) * 2 < len(words):
        return "other"
    if any(letter in DIACRITICS.replace("ó", "") for word in words for letter in word):
        return "pl"
    scores: dict[Language, int] = {code: sum(word in stop for word in words) for code, stop in _STOP.items()}
    best = max(scores, key=lambda code: scores[code])
    polish = sum(known(word) and not any(word in stop for stop in _STOP.values()) for word in words)
    if scores[best] >= 1 and scores[best] > polish:
        return best
    if scores[best] >= 2 and scores[best] >= polish:
        return best
    return "pl"
