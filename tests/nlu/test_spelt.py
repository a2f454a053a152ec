"""Abbreviations spelt out as they are heard."""

from __future__ import annotations

import pytest

from nlu.polish.spelt import Spelt

KNOWN = ("pcpr", "wtz", "wpf", "krs", "lgd", "cpv", "kis", "ps")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("pecepeer", "PCPR"),
        ("co to kaeres", "co to KRS"),
        ("o wupeefie, co to", "o WPF, co to"),
        ("idę do elgiede", "idę do LGD"),
        ("Wutezetu", "WTZ"),
        ("kod cepeve albo cepefau", "kod CPV albo CPV"),
        ("esemes pees o kanapie", "esemes pees o kanapie"),
    ],
)
def test_spelt(said: str, read: str) -> None:
    assert Spelt(KNOWN).read(said) == read


def test_nothing_known_changes_nothing() -> None:
    assert Spelt(()).read("pecepeer") == "pecepeer"
