"""Two conversations that share a line of versions: nothing of either is lost, and both see who changed what."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from actions.surroundings import Surroundings
from bot.store import TurnResult
from knowledge.base import Base
from nlu.understander import Understander
from tests.conftest import CoreTalker
from tests.talking import CODE


@pytest.fixture
def pair(talker: CoreTalker) -> tuple[CoreTalker, CoreTalker]:
    """The one who stored 2.1, and the one who joined by code."""
    for text in ("dodaj 2.1", "wystarczy"):
        talker.say(text)
    found = CODE.search(" ".join(talker.say("tak")["texts"]))
    assert found is not None
    other = talker.another()
    assert other.say(found[0])["card"]["selected"] == ["2.1"]
    return talker, other


def stored(talker: CoreTalker) -> list[list[str]]:
    """The ids of all versions that this conversation can see, oldest first."""
    reply = talker.around.store.turn(talker.key, None, "rest", _history)
    return [[item["id"] for item in version["items"]] for version in reply["versions"]]


def _history(state, ledger):
    return TurnResult(state, {"versions": ledger.history()})


def test_a_yes_at_the_same_moment_stores_one_and_asks_the_other(pair: tuple[CoreTalker, CoreTalker]) -> None:
    for talker, wish in zip(pair, ("dodaj 3.1", "dodaj 4.1"), strict=True):
        talker.say(wish)
        talker.say("wystarczy")
    start = Barrier(2)

    def yes(talker: CoreTalker) -> dict:
        start.wait()
        return talker.say("tak")

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(yes, pair))
    kinds = [reply["card"]["kind"] for reply in replies]
    assert sorted(kinds) == ["saved", "selection"]
    late = kinds.index("selection")
    lists = (["2.1", "3.1"], ["2.1", "4.1"])
    assert stored(pair[0]) == stored(pair[1]) == [["2.1"], lists[1 - late]]
    assert replies[late]["card"]["selected"] == lists[late]
    assert replies[late]["card"]["saved"] is False
    assert pair[late].say("tak, zapisz")["card"]["kind"] == "saved"
    assert stored(pair[0]) == [["2.1"], lists[1 - late], lists[late]]


def test_the_newer_version_names_no_person(pair: tuple[CoreTalker, CoreTalker]) -> None:
    one, other = pair
    other.say("dodaj 3.1")
    other.say("wystarczy")
    other.say("Gmina Dobra")
    assert other.say("tak", channel="telegram")["card"]["kind"] == "saved"
    one.say("dodaj 1.1")
    told = " ".join(one.say("wystarczy")["texts"])
    assert re.search(r"Uwaga: \d\d\.\d\d\.\d{4}, godz\. \d\d:\d\d ktoś z Państwa kodem zapisał nowszą wersję", told)
    assert "(kanał: Telegram)" in told
    assert other.key not in told
    assert one.key not in told


def test_a_stale_yes_button_stores_nothing_of_the_newer_question(pair: tuple[CoreTalker, CoreTalker]) -> None:
    one, other = pair
    one.say("dodaj 1.1")
    old = next(b["payload"] for b in one.say("wystarczy")["buttons"] if b["payload"].startswith("/yes"))
    other.say("dodaj 3.1")
    other.say("wystarczy")
    other.say("tak")
    assert one.say(old)["card"]["kind"] == "selection"  # the other was faster; the question is a new one
    assert one.say(old)["card"]["kind"] == "help"
    assert stored(one) == [["2.1"], ["2.1", "3.1"]]


def test_a_return_tells_what_changed_in_the_chosen_actions(
    pair: tuple[CoreTalker, CoreTalker], base: Base, understander: Understander, around: Surroundings
) -> None:
    first = " ".join(pair[1].say("co mam wybrane?")["texts"])
    assert "zmieniła się baza wiedzy" not in first
    action = base.actions["2.1"]
    newer = replace(
        base, version="2027.1-abcdef", actions={**base.actions, "2.1": action.model_copy(update={"time": "Inaczej."})}
    )
    later = replace(around, base=newer)
    told = " ".join(CoreTalker(later, understander, pair[0].key).say("co mam wybrane?")["texts"])
    assert f"było {base.version}, jest 2027.1-abcdef" in told
    assert f"• 2.1 {action.name}: czas" in told
    untouched = replace(base, version="2027.2-abcdef")
    told = " ".join(CoreTalker(replace(around, base=untouched), understander, pair[0].key).say("mój wybór")["texts"])
    assert "opisy wybranych działań są takie same" in told


def test_after_erasing_nothing_is_known_of_the_shared_choice(pair: tuple[CoreTalker, CoreTalker]) -> None:
    one, other = pair
    other.say("usuń moje dane")
    assert other.say("tak")["card"]["kind"] == "delete_data"
    reply = other.say("historia zmian")
    assert reply["card"]["selected"] == []
    assert "2.1" not in " ".join(reply["texts"])
    assert stored(one) == [["2.1"]]
