"""What people read of a source: its date, what is to be checked, and that a text is no longer the newest."""

from __future__ import annotations

import pytest

from bot.dialogue.provenance import FIRST_ANSWER, source_line, source_rows, spoken
from knowledge.base import Base
from knowledge.schema import Statement
from tests.conftest import CoreTalker


def test_a_superseded_text_is_told_as_such(base: Base) -> None:
    for code, source in base.sources.items():
        line = source_line(base, [code])
        assert source.identifier in line
        assert source.seen.rstrip(".") in line
        assert ("nowszy tekst" in line) is source.superseded
        assert [(row["superseded"], row["status"]) for row in source_rows(base, [code])] == [
            (source.superseded, source.status)
        ]


@pytest.mark.parametrize(("certainty", "told"), [("verified", False), ("to_check", True)])
def test_what_is_to_be_checked_says_so(base: Base, certainty: str, told: bool) -> None:
    statement = Statement.model_validate(
        {"text": "Zdanie.", "source": "UDPP24", "place": "art. 5", "certainty": certainty}
    )
    words = spoken(base, statement)
    assert words.startswith("Zdanie (art. 5).")
    assert ("sprawdz" in words) is told


def test_an_answer_about_the_law_carries_both(talker: CoreTalker, base: Base) -> None:
    reply = talker.say("jaka jest podstawa prawna 2.2?")
    told = "\n".join(reply["texts"])
    codes = {s.source for s in base.actions["2.2"].legal}
    assert any(base.sources[code].superseded for code in codes if code)
    for code in codes:
        assert source_line(base, [code]).removeprefix("Źródło: ").rstrip(".") in told


def test_a_first_answer_fits_a_phone_and_the_rest_is_told_on_request(talker: CoreTalker, base: Base) -> None:
    talker.say("dzień dobry")  # who is talking is told once, before the first answer
    for wanted in (*base.actions, *base.terms):
        first = talker.say(f"/{'show' if wanted in base.actions else 'term'} {wanted}", menu=True)
        assert len("\n\n".join(first["texts"])) <= FIRST_ANSWER, wanted
        assert "stan na" in "\n".join(first["texts"]) or not first["extras"]["sources"]
        if wanted not in base.terms:
            continue
        said = "\n".join(first["texts"])
        left_out = [s for s in base.terms[wanted].definition if spoken(base, s) not in said]
        assert bool(left_out) == (f"/term {wanted} whole" in [button["payload"] for button in first["buttons"]])
        if left_out:
            whole = "\n".join(talker.say("proszę o tym coś więcej")["texts"])
            assert all(spoken(base, s) in whole for s in base.terms[wanted].definition)
