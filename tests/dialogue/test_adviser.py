"""What is left for an adviser: who, what is chosen, what was talked about, and no contact in the clear."""

from __future__ import annotations

from typing import Any

from bot.store.inbox import handovers
from tests.conftest import CoreTalker


def left(talker: CoreTalker) -> list[dict[str, Any]]:
    return handovers(talker.around.store)


def test_the_summary_tells_what_an_adviser_needs(talker: CoreTalker) -> None:
    before = len(left(talker))
    for said in (
        "jesteśmy z urzędu gminy",
        "co to jest KIS?",
        "opowiedz o 4.5",
        "dodaj 2.1",
        "notatka do 2.1: pytać sekretarza",
    ):
        talker.say(said)
    talker.say("chcę rozmawiać z doradcą")
    reply = talker.say("tak, najlepiej przez sekretariat, [telefon]")
    made = left(talker)[before:]
    assert len(made) == 1
    summary, base = made[0]["summary"], talker.around.base
    assert made[0]["reference"] in " ".join(reply["texts"])
    assert made[0]["contact"] == "tak, najlepiej przez sekretariat, [telefon]"
    assert "niezapisany" in summary
    assert f"2.1 {base.actions['2.1'].name}" in summary
    assert "pytać sekretarza" in summary
    assert "samorząd" in summary
    assert base.actions["4.5"].name in summary
    assert base.terms["kis"].name in summary


def test_a_stored_choice_is_named_by_its_number(talker: CoreTalker) -> None:
    before = len(left(talker))
    for said in ("dodaj 1.4", "wystarczy", "tak", "proszę o kontakt z doradcą", "tak"):
        reply = talker.say(said)
    assert reply["card"]["kind"] == "human"
    (made,) = left(talker)[before:]
    assert talker.around.store.state(talker.key)["reference"] in made["summary"]
    assert made["contact"] == ""


def test_nothing_is_left_without_a_yes(talker: CoreTalker) -> None:
    before = len(left(talker))
    for said in ("proszę o kontakt z doradcą", "nie", "proszę o kontakt z doradcą", "co to jest CIS?", "tak"):
        talker.say(said)
    assert len(left(talker)) == before
