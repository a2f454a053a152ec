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


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("czym się różni nowe zadanie zlecane od większej puli na zadania?", {"4.1", "4.2"}),
        ("klauzule w przetargach a zakupy poniżej progu, jaka różnica", {"4.5", "4.6"}),
        ("kodeks współpracy z organizacjami a zasady wspólnych projektów – czym to się różni", {"1.2", "4.4"}),
        ("inkubator czy rada pożytku, co lepsze na początek?", {"2.3", "2.4"}),
    ],
)
def test_a_difference_of_two_described_actions(talker: CoreTalker, asked: str, ids: set[str]) -> None:
    card = talker.say(asked)["card"]
    assert (card["kind"], set(card["ids"])) == ("compare", ids)


@pytest.mark.parametrize("term", ["spółdzielnia energetyczna", "fundusz pożyczkowy", "inicjatywa uchwałodawcza"])
def test_a_term_that_is_missing_is_not_told_as_another(talker: CoreTalker, base: Base, term: str) -> None:
    reply = talker.say(f"co to jest {term}?")
    assert reply["card"]["kind"] == "glossary"
    assert base.text("glossary.missing") in reply["texts"]
    assert len(reply["card"]["ids"]) > 1
    assert {f"/term {slug}" for slug in reply["card"]["ids"]} <= {button["payload"] for button in reply["buttons"]}


@pytest.mark.parametrize(
    ("asked", "tool", "verdict"),
    [
        ("czy fundacja może korzystać z zamówień zastrzeżonych?", "zamowienie-zastrzezone-art-94", "depends"),
        ("czy zwykła firma może dostać mały grant?", "maly-grant", "no"),
        ("czy stowarzyszenie może wynająć lokal od gminy bez przetargu?", "najem-bez-przetargu", None),
        ("kto może wejść do inicjatywy lokalnej?", "inicjatywa-lokalna", None),
    ],
)
def test_who_can_use_a_tool_is_told_for_the_one_asked_about(
    talker: CoreTalker, base: Base, asked: str, tool: str, verdict: str | None
) -> None:
    reply = talker.say(asked)
    told = "\n".join(reply["texts"])
    assert reply["card"]["kind"] == "statement"
    assert base.text("tool.title", name=base.tools[tool].name) in told
    assert base.text("role.jst") not in told
    if verdict:
        assert any(base.text(f"tool.{verdict}", role=base.text(f"role.{role}")) in told for role in ("ngo", "firma"))


def test_a_wish_to_choose_asks_for_no_right(talker: CoreTalker) -> None:
    assert talker.say("czy możemy dodać regranting?")["card"]["kind"] != "statement"
