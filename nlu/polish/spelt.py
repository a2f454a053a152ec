"""Abbreviations spelt out as they are heard: "pecepeer", "wutezet", "o wupeefie" stand for PCPR, WTZ, WPF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice, product

from nlu.polish.lemmas import known
from nlu.polish.normalise import fold

LETTERS: Mapping[str, tuple[str, ...]] = {
    "a": ("a",), "b": ("be",), "c": ("ce",), "d": ("de",), "e": ("e",), "f": ("ef",), "g": ("gie", "ge"), "h": ("ha",),
    "i": ("i",), "j": ("jot",), "k": ("ka",), "l": ("el",), "m": ("em",), "n": ("en",), "o": ("o",), "p": ("pe",),
    "q": ("ku",), "r": ("er",), "s": ("es",), "t": ("te",), "u": ("u",), "v": ("fau", "ve"), "w": ("wu",),
    "x": ("iks",), "y": ("igrek",), "z": ("zet",),
}  # fmt: skip
"""The names of the letters, folded."""
ENDINGS = ("", "u", "ie", "em", "owi", "y", "a", "ow", "om", "ach")
"""Endings of an abbreviation whose last letter is heard as a consonant; the others are not declined."""
SHORTEST = 5
"""Shorter spellings ("pees") are too like other words."""
MOST = 4
"""Spellings of one abbreviation."""
WORD = re.compile(r"[^\W\d_]+")


class Spelt:
    """The spellings of known abbreviations."""

    def __init__(self, abbreviations: Iterable[str]) -> None:
        self._forms: dict[str, str] = {}
        for short in sorted(abbreviations):
            for heard in islice(product(*(LETTERS.get(letter, ()) for letter in short)), MOST):
                word = "".join(heard)
                for ending in ENDINGS if word[-1:] not in "aeiou" else ("",):
                    if len(word) >= SHORTEST and not known(word + ending):
                        self._forms.setdefault(word + ending, short.upper())

    def read(self, text: str) -> str:
        """The text with such words written as the abbreviations they are."""
        return WORD.sub(lambda found: self._forms.get(fold(found.group().lower()), found.group()), text)
