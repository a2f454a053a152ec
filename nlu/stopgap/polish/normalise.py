"""One way to bring Polish text to a comparable form, used in training, at run time, in search and in tests."""

from __future__ import annotations

import re
import unicodedata

FOLD = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\W_]+")


def fold(text: str) -> str:
    """Without Polish diacritics; "ł" included, which Unicode decomposition leaves alone."""
    return text.translate(FOLD)


def normalise(text: str) -> str:
    """Lower case, composed Unicode, no invisible characters, single spaces."""
    composed = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(composed.casefold().split())


def words(text: str) -> list[tuple[str, int, int]]:
    """Words and numbers with their places: (word, start, end). A number keeps its inner dots ("2.1")."""
    return [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
