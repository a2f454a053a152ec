"""The one place that says when two spellings are the same: case, diacritics, kinds of quotes, spaces."""

from __future__ import annotations

import re
import unicodedata

DIACRITICS = "ąćęłńóśźż"
_FOLD = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
_MARKS = str.maketrans(
    {
        "„": '"', "”": '"', "“": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "`": "'",
        "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\u200b": "", "\ufeff": "", "…": "...",
    }
)  # fmt: skip
_SPACES = re.compile(r"\s+")
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")


def clean(text: str) -> str:
    """Composed characters, plain quotes and dashes, single spaces, lower case; Polish letters stay.

    A letter written three times or more ("taaaak") is written once: no Polish word needs it.
    """
    text = unicodedata.normalize("NFC", text).translate(_MARKS)
    return _STRETCHED.sub(r"\1", _SPACES.sub(" ", text).strip().lower())


def fold(text: str) -> str:
    """Lower case without Polish diacritics ("Łódź" -> "lodz"); the length does not change."""
    return text.lower().translate(_FOLD)


def has_diacritics(text: str) -> bool:
    """Whether any Polish letter with a diacritic stands in the text."""
    return any(letter in DIACRITICS for letter in text.lower())
