"""What people read of a source: its date, what is to be checked, and that a text is no longer the newest."""

from __future__ import annotations

import pytest

from bot.dialogue.provenance import source_line, source_rows, spoken
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
