"""What happens when parts die: always one card, nothing lost, quick recovery."""

from __future__ import annotations

import os
import signal
import uuid

import httpx
import pytest

from tests.conftest import RestTalker, Served, wait_for


def recovered(served: Served) -> None:
    """Wait until the restarted Rasa answers (how long it takes is for the benchmark, not for a test)."""
    wait_for(lambda: httpx.get(f"{served.url}/health", timeout=5).status_code == 200, seconds=60)


pytestmark = pytest.mark.served


def test_kill_before_the_first_message(served: Served) -> None:
    os.kill(served.rasa_pid(), signal.SIGKILL)
    talker = RestTalker(served, uuid.uuid4().hex)
    reply = talker.say("dzień dobry")
    if reply["card"]["kind"] == "error":
        recovered(served)
        reply = talker.say("dzień dobry")
    assert reply["card"]["kind"] == "greet"


def test_kill_in_mid_conversation_keeps_the_draft(served: Served) -> None:
    talker = RestTalker(served, uuid.uuid4().hex)
    talker.say("chcę wybrać działania")
    assert talker.say("3.2 i 4.4")["card"]["selected"] == ["3.2", "4.4"]
    os.kill(served.rasa_pid(), signal.SIGKILL)
    reply = talker.say("co już wybrałem?")
    assert reply["card"]["selected"] == ["3.2", "4.4"]
    if reply["card"]["kind"] == "error":
        recovered(served)
        reply = talker.say("co już wybrałem?")
    assert reply["card"]["kind"] == "my_selections"


@pytest.mark.parametrize(
    "text", ["", "   ", "/affirm", "/restart", '/greet{"a": 1}', "😀😀😀", "<script>alert(1)</script>",
             "'; DROP TABLE conversation; --", "a\x00b\x1b[31m", "x" * 100_000, "/show 9.9", None, 7, ["a"]],
    ids=str,
)  # fmt: skip
def test_bad_input_gets_one_card_and_changes_nothing(served: Served, text: object) -> None:
    sender = uuid.uuid4().hex
    served.say(sender, "dodaj 2.1")
    rows = served.say(sender, text)
    cards = [row["custom"] for row in rows if "custom" in row]
    assert len(cards) == 1
    assert cards[0]["selected"] == ["2.1"]
    assert any(row.get("text") for row in rows)
    assert not any("Traceback" in row.get("text", "") for row in rows)
