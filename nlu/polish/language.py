"""Which language a message is in: Polish unless there is clear evidence against it."""

from __future__ import annotations

import re
from typing import Literal

from nlu.polish.lemmas import known
from nlu.polish.normalise import DIACRITICS, clean
from nlu.polish.words import words

Language = Literal["pl", "uk", "en", "de", "other"]
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_RUSSIAN = re.compile(r"[ыэёъ]")
_ONLY_POLISH = frozenset(DIACRITICS.replace("ó", ""))


def language(text: str) -> Language:
    """The language of a message; "pl" for anything without clear signs of another (ASCII Polish, names, gibberish)."""
    found = _WORD.findall(clean(text))
    if not found:
        return "pl"
    cyrillic = sum(bool(_CYRILLIC.search(word)) for word in found)
    if cyrillic * 2 > len(found):
        return "other" if _RUSSIAN.search(text.lower()) else "uk"
    if any(_ONLY_POLISH & set(word) for word in found):
        return "pl"
    if sum(any(letter not in _LATIN for letter in word) for word in found) * 2 > len(found):
        return "other"
    english = sum(word in words("english") for word in found)
    german = sum(word in words("german") for word in found)
    foreign, code = max((english, "en"), (german, "de"))
    polish = sum(known(word) and word not in words("english") and word not in words("german") for word in found)
    if foreign and foreign > polish:
        return "en" if code == "en" else "de"
    return "pl"


_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz'äöüßàáâèéêìíîòóôùúûçñ" + DIACRITICS)
