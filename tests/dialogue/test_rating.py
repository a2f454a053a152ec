"""Thumbs and comments in the conversation: what they are about, and what is kept."""

from __future__ import annotations

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
