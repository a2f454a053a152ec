"""Which term some words name: inflected, misspelt, one of several that share a word."""

from __future__ import annotations

import pytest

from actions.surroundings import lemmas
from knowledge.base import load
from knowledge.search import Search


@pytest.fixture(scope="module")
def search() -> Search:
    return Search(load(), lemmas)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("regrantig", "regranting"),
        ("spółdzielni socjalnej", "spoldzielnia-socjalna"),
        ("stowarzyszenia zwykłego", "stowarzyszenie-zwykle"),
        ("uchwały budżetowej", "uchwala-budzetowa"),
        ("zakładem aktywności zawodowej", "zaz"),
    ],
)
def test_the_term_is_found(search: Search, text: str, slug: str) -> None:
    found, score = search.term(text)
    assert (found, score > 0.7) == (slug, True)


def test_words_that_name_nothing(search: Search) -> None:
    assert search.nearest_terms("xyzxyz") == []
    assert search.term("") == ("", 0.0)


def test_a_term_found_otherwise_wins_unless_another_is_named_better(search: Search) -> None:
    assert search.term("podnajęcie wykonawcy", ["podwykonawstwo"])[0] == "podwykonawstwo"
    assert search.term("uchwała budżetowa", ["uchwala"])[0] == "uchwala-budzetowa"
