"""Thumbs and comments in the conversation: what they are about, and what is kept."""

from __future__ import annotations

import pytest

from bot.store.inbox import feedback
from tests.conftest import CoreTalker


def test_the_talk_is_rated_at_the_end(talker: CoreTalker) -> None:
    before = len(feedback(talker.around.store))
    talker.say("co to jest KIS?")
    reply = talker.say("do widzenia")
    press = next(button["payload"] for button in reply["buttons"] if button["payload"] == "/up")
    talker.say(press)
    talker.say("odpowiedź była za długa i bez przykładu")
    thumb, comment = feedback(talker.around.store)[before:]
    assert (thumb["rating"], thumb["about"]["kind"]) == (1, "goodbye")
    assert comment["comment"] == "odpowiedź była za długa i bez przykładu"


@pytest.mark.parametrize(
    "said",
    [
        "za mało konkretów",
        "za dużo przepisów",
        "bardzo pomocne, szczególnie podstawa prawna",
        "nic nie rozumiem z tych kroków",
        "mało czytelne na telefonie",
        "szkoda, że nie ma wzoru umowy",
    ],
)
def test_praise_and_blame_are_kept_when_asked_for(talker: CoreTalker, said: str) -> None:
    before = len(feedback(talker.around.store))
    talker.say("do widzenia")
    talker.say("/down")
    assert talker.say(said)["card"]["kind"] == "feedback"
    assert [row["comment"] for row in feedback(talker.around.store)[before:]] == ["", said]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("co to jest KIS?", "glossary"),
        ("dodaj 2.1", "selection"),
        ("poproszę o kontakt z doradcą", "human"),
        ("ile to trwa?", None),
        ("pokaż obszary", "areas_overview"),
        ("usuń moje dane", "delete_data"),
        ("do widzenia", "goodbye"),
    ],
)
def test_the_next_wish_is_no_comment(talker: CoreTalker, said: str, kind: str | None) -> None:
    before = len(feedback(talker.around.store))
    talker.say("do widzenia")
    talker.say("/up")
    reply = talker.say(said)
    assert kind is None or reply["card"]["kind"] == kind
    assert len(feedback(talker.around.store)) == before + 1
