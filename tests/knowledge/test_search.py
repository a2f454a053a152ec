"""Statements are found by their words, by the other names of what they speak of, and by the likely action."""

from __future__ import annotations

import pytest

from actions.surroundings import lemmas
from knowledge.base import load
from knowledge.bm25 import Bm25
from knowledge.search import Search


@pytest.fixture(scope="module")
def search() -> Search:
    return Search(load(), lemmas)


def test_a_rare_word_weighs_more_and_the_best_document_has_one() -> None:
    words = [[frozenset((word,)) for word in text.split()] for text in ("a b", "a c", "a d")]
    shares = Bm25(words).shares([frozenset("a"), frozenset("c")])
    assert shares[1] == 1
    assert 0 < shares[0] == shares[2] < 0.5


def test_a_word_with_several_readings_counts_once() -> None:
    index = Bm25([[frozenset(("piec", "5"))], [frozenset(("dom",))]])
    assert index.shares([frozenset(("piec", "5"))]) == [1, 0]
    assert Bm25([]).shares([frozenset("a")]) == []


@pytest.mark.parametrize("text", ["art. 19a", "artykuł 19 a"])
def test_an_article_is_found_by_its_number_and_letter(search: Search, text: str) -> None:
    assert all("19a" in found.text for found in search.find(text))


@pytest.mark.parametrize("text", ["sto siedemdziesiąt tysięcy", "170 tys. zł"])
def test_an_amount_is_found_however_it_is_written(search: Search, text: str) -> None:
    assert any("170 000" in found.text for found in search.find(text))


def test_a_statement_is_found_by_another_name_of_its_term(search: Search) -> None:
    unsaid = [one for one in search.find("czy można bez przetargu") if "przetarg" not in one.text.casefold()]
    assert "term:zamowienie-podprogowe" in [one.owner for one in unsaid]


def test_the_likely_action_decides_between_like_statements(search: Search) -> None:
    for action_id in ("2.2", "4.3"):
        found = search.find("ile dni na oferty w konkursie", likely={action_id: 1.0})
        assert action_id in [one.owner for one in found]


def test_words_that_occur_nowhere_find_nothing(search: Search) -> None:
    assert search.find("żyrafa na hulajnodze", likely={"2.2": 1.0}) == []
