"""Where a question for a difference is cut in two."""

from __future__ import annotations

import pytest

from nlu.sides import cuts


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("czym się różni klub firm od koalicji?", ("klub firm", "koalicji")),
        ("jaka jest różnica między klauzulami a małymi zakupami", ("klauzulami", "małymi zakupami")),
        ("kodeks współpracy a zasady projektów – jaka różnica", ("kodeks współpracy", "zasady projektów")),
        ("mienie czy inkubator, co lepsze?", ("mienie", "inkubator")),
        ("CIS vs KIS", ("CIS", "KIS")),
    ],
)
def test_both_sides_are_cut_out(text: str, cut: tuple[str, str]) -> None:
    assert cut in cuts(text)


@pytest.mark.parametrize("text", ["dodaj 2.1 i 2.2", "co to jest CIS a co KIS", "", "różnie bywa"])
def test_other_messages_have_no_sides(text: str) -> None:
    assert cuts(text) == []
