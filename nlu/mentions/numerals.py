"""Ordinals and counted words: folded form -> (value, whether it is an ordinal, a bare number or only a count)."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from nlu.mentions import words
from nlu.mentions.forms import folded_forms
from nlu.polish.normalise import fold

Role = Literal["ordinal", "number", "count"]

ORDINALS = (
    "pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty jedenasty dwunasty trzynasty czternasty "
    "piętnasty szesnasty siedemnasty osiemnasty dziewiętnasty dwudziesty"
).split()
NICKNAMES = "jedynka dwójka trójka czwórka piątka szóstka siódemka ósemka dziewiątka dziesiątka".split()
NUMBERS = (
    "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście "
    "piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia"
).split()
COUNTS = (
    ("dwie dwu dwóch dwoma dwóm", 2), ("trzech trzema trzem", 3), ("czterech czterema", 4), ("pięciu pięcioma", 5),
    ("sześciu", 6), ("siedmiu", 7), ("dziesięciu", 10),
)  # fmt: skip
LAST = ("ostatni końcowy", "przedostatni")
MIDDLE = 0
"""The ordinal that stands for the middle of a list."""


@lru_cache(maxsize=1)
def numerals() -> dict[str, tuple[int, Role]]:
    """Every folded form of ordinals, number words and counts. Bare numbers only in the form they are counted in."""
    found: dict[str, tuple[int, Role]] = {}
    for rows in (ORDINALS, NICKNAMES):
        for value, word in enumerate(rows, 1):
            for form in folded_forms(word):
                found[form] = (value, "ordinal")
    for value, names in enumerate(LAST, 1):
        for word in names.split():
            for form in folded_forms(word):
                found[form] = (-value, "ordinal")
    for form in words.MIDDLE.split():
        found[fold(form)] = (MIDDLE, "ordinal")
    for value, word in enumerate(NUMBERS, 1):
        found[fold(word)] = (value, "number")
    for text, value in COUNTS:
        for form in text.split():
            found[fold(form)] = (value, "count")
    return found
