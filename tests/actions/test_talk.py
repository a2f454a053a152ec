"""One turn in one transaction."""

from __future__ import annotations

import uuid

import pytest

import actions.talk
from bot.store.report import rows
from tests.conftest import CoreTalker


def test_the_main_job_ends_in_the_journal(talker: CoreTalker) -> None:
    talker.say("chcę wybrać działania")
    talker.say("3.2 i 4.4")
    assert talker.say("wystarczy")["card"]["saved"] is False
    card = talker.say("tak")["card"]
    assert (card["kind"], card["selected"], card["saved"]) == ("saved", ["3.2", "4.4"], True)
    assert ["3.2", "4.4"] in [row["actions"] for row in rows(talker.around.store)]


def test_a_repeated_message_writes_nothing(talker: CoreTalker) -> None:
    message_id = uuid.uuid4().hex
    first = talker.say("dodaj 2.1", message_id=message_id)
    again = talker.say("dodaj 2.1", message_id=message_id)
    assert first == again
    assert talker.say("cofnij")["card"]["selected"] == []
    assert talker.say("cofnij")["card"]["selected"] == []


def test_a_turn_that_raises_keeps_the_draft_and_has_one_card(
    talker: CoreTalker, monkeypatch: pytest.MonkeyPatch
) -> None:
    talker.say("dodaj 2.1")

    def broken(*args: object) -> None:
        raise ZeroDivisionError("secret words of a user")

    with monkeypatch.context() as patch:
        patch.setattr(actions.talk, "turn", broken)
        reply = talker.say("dodaj 3.1")
    assert reply["card"]["kind"] == "error"
    assert reply["card"]["selected"] == ["2.1"]
    assert "secret" not in str(reply)
    assert talker.say("dodaj 3.1")["card"]["selected"] == ["2.1", "3.1"]


def test_typed_payloads_count_only_when_offered(talker: CoreTalker) -> None:
    assert talker.say("/add 4.4")["card"]["selected"] == []
    offered = [row["payload"] for row in talker.say("4.4")["buttons"]]
    assert "/add 4.4" in offered
    assert talker.say("/add 4.4")["card"]["selected"] == ["4.4"]


def test_a_stale_yes_confirms_nothing(talker: CoreTalker) -> None:
    talker.say("dodaj 2.1")
    yes = next(row["payload"] for row in talker.say("wystarczy")["buttons"] if row["payload"].startswith("/yes"))
    talker.say("dodaj 2.3")
    assert talker.say(yes)["card"]["saved"] is False


def test_erasing_asks_once_and_leaves_nothing(talker: CoreTalker) -> None:
    from bot.store.erase import rows_of

    talker.say("dodaj 2.1")
    talker.say("wystarczy")
    talker.say("tak")
    assert talker.say("usuńcie moje dane")["card"]["kind"] == "delete_data"
    reply = talker.say("tak")
    assert reply["card"]["kind"] == "delete_data"
    assert reply["card"]["selected"] == []
    assert sum(rows_of(talker.around.store, talker.key).values()) == 0
