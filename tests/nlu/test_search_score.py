"""Floors under the search of statements, on questions of two authors; the second's were never tuned on."""

from __future__ import annotations

import pytest

from actions.surroundings import lemmas
from knowledge.base import Base
from knowledge.search import Search
from nlu.understander import Understander
from tests.nlu.search_score import score


@pytest.mark.parametrize(("name", "floor"), [("search_a", 0.95), ("search_b", 0.95)])
def test_the_statement_is_among_the_first_three(
    base: Base, understander: Understander, name: str, floor: float
) -> None:
    hits, _, every = score(base, Search(base, lemmas), understander, name)
    assert hits / every >= floor
