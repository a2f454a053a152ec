"""Questions for a meaning are told from questions for anything else, and the asked words are given back."""

from __future__ import annotations

import pytest

from nlu.polish.lemmas import tokens
from nlu.polish.meaning import asked_meaning


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("co to jest umowa użyczenia", "jest umowa użyczenia"),
        ("użyczenie po ludzku", "użyczenie"),
        ("walne zebranie, czyli co", "walne zebranie"),
        ("kto to wojewoda", "wojewoda"),
        ("o jaki program tu chodzi", "o jaki program tu"),
    ],
)
def test_a_meaning_is_asked(text: str, asked: str) -> None:
    assert asked_meaning(tokens(text)) == asked


@pytest.mark.parametrize(
    "text", ["kto to prowadzi", "kto to uchwała", "co to daje gminie", "ile kosztuje użyczenie", "dodaj 2.1", ""]
)
def test_no_meaning_is_asked(text: str) -> None:
    assert asked_meaning(tokens(text)) is None
