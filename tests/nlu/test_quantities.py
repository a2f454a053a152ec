"""Quantities are read alike however they are written."""

from __future__ import annotations

import pytest

from nlu.polish.quantities import counted


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("sto trzydzieści tysięcy", ["130000"]),
        ("130 tys.", ["130000"]),
        ("130 000", ["130000"]),
        ("1 250 000", ["1250000"]),
        ("2 mln", ["2000000"]),
        ("tysiąc", ["1000"]),
        ("trzydzieści procent", ["30", "procent"]),
        ("30%", ["30", "procent"]),
        ("30 %", ["30", "procent"]),
        ("siedmiu", ["7"]),
        ("trójką", ["3"]),
        ("dwadzieścia jeden", ["21"]),
        ("dwóch trzech", ["2", "3"]),
        ("artykuł 19 a", ["art", "19a"]),
        ("art. 19a", ["art", "19a"]),
        ("art. 13 i", ["art", "13", "i"]),
        ("2.1", ["2.1"]),
    ],
)
def test_a_quantity_is_one_word_of_digits(text: str, lemmas: list[str]) -> None:
    found = counted(text)
    assert len(found) == len(lemmas)
    assert all(lemma in token.lemmas for token, lemma in zip(found, lemmas, strict=True))


def test_its_words_stay_as_written() -> None:
    text = "Próg 170 000 zł, trzydzieści procent"
    assert [token.form for token in counted(text)] == ["Próg", "170 000", "zł", "trzydzieści", "procent"]
    assert all(text[token.start : token.end] == token.form for token in counted(text))
