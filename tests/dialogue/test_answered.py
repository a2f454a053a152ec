"""All facets of all actions and all terms are answered with the right card; the questions are the benchmark's."""

from __future__ import annotations

import pytest

from benchmarks import asking
from benchmarks.asking import Question
from knowledge.base import Base
from knowledge.schema import FACETS
from tests.conftest import CoreTalker


def wrong(talker: CoreTalker, questions: list[Question]) -> list[str]:
    found = []
    for question in questions:
        one = talker.another()
        reply = [one.say(said) for said in question.said][-1]
        fault = question.wrong(reply["card"]) or ("" if "".join(reply["texts"]).strip() else "nothing is said")
        found += [f"{' › '.join(question.said)}: {fault}"] if fault else []
    return found


@pytest.mark.parametrize("way", asking.WAYS)
@pytest.mark.parametrize("facet", FACETS)
def test_a_facet_of_every_action(talker: CoreTalker, base: Base, facet: str, way: str) -> None:
    questions = [one for one in asking.facets(base) if (one.facet, one.way) == (facet, way)]
    assert {one.about for one in questions} == {*base.actions}
    assert wrong(talker, questions) == []


def test_every_term_by_all_its_names(talker: CoreTalker, base: Base) -> None:
    questions = list(asking.terms(base, aliases=None))
    assert {one.about for one in questions} == {*base.terms}
    assert wrong(talker, questions) == []


def test_showing_by_number_changes_no_choice(talker: CoreTalker, base: Base) -> None:
    for action_id in base.actions:
        for said in ("pokaż {}", "pokaż mi {}", "proszę pokazać {}", "opowiedz o {}", "wyświetl {}"):
            card = talker.another().say(said.format(action_id))["card"]
            assert (card["kind"], card["ids"], card["selected"]) == ("action", [action_id], []), said.format(action_id)
