from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.front.backend import BackendFault
from bot.front.cleaning import clean
from bot.front.entrance import LIMIT, QUEUE, Entrance
from bot.front.limits import Buckets
from bot.store.errors import StoreUnavailable
from knowledge.shelf import Shelf

CARD = {"v", "kind", "ids", "alternatives", "facet", "selected", "saved", "choosing", "confidence", "kb"}


async def test_a_text_reaches_the_backend_under_a_pseudonym(entrance, backend):
    reply = await entrance.turn("web", "anna", "Jakie są obszary?", "m1")
    assert reply["texts"] == ["echo: Jakie są obszary?"]
    body = backend.bodies[0]
    assert body == {
        "key": entrance.key("web", "anna"), "text": "Jakie są obszary?", "message_id": "m1", "channel": "web",
        "menu": False,
    }  # fmt: skip
    assert len(body["key"]) == 32
    assert "anna" not in str(body)


def test_keys_differ_by_channel_sender_and_secret(entrance, settings, base, store, backend):
    other = Entrance(replace(settings, secret="another"), Shelf(base), store, backend)
    keys = {entrance.key("web", "a"), entrance.key("rest", "a"), entrance.key("web", "b"), other.key("web", "a")}
    assert len(keys) == 4


@pytest.mark.parametrize("text", [None, 5, ["a"], {"text": "a"}, True])
async def test_what_is_no_text_gets_an_error_card(entrance, backend, text):
    reply = await entrance.turn("web", "anna", text)
    assert reply["card"]["kind"] == "error"
    assert not backend.bodies


async def test_1000_characters_pass_and_1001_do_not(entrance, backend):
    assert (await entrance.turn("web", "a", "ż" * LIMIT))["card"]["kind"] == "help"
    reply = await entrance.turn("web", "a", "ż" * (LIMIT + 1))
    assert reply["card"]["kind"] == "error"
    assert "1000" in reply["texts"][0]
    assert len(backend.bodies) == 1


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
async def test_blank_texts_are_answered_by_the_dialogue(entrance, backend, text):
    await entrance.turn("web", "a", text)
    assert backend.bodies[0]["text"].strip() == ""


async def test_controls_go_line_breaks_become_spaces_and_letters_are_composed(entrance, backend):
    await entrance.turn("web", "a", "dwa\nwiersze\x00\x1b[31m\tza\u202ez\u0301o\u0301łć\ud800")
    assert backend.bodies[0]["text"] == "dwa wiersze[31m zaźółć"


@given(st.text(st.characters()))
def test_cleaning_twice_is_cleaning_once(text):
    once = clean(text)
    assert clean(once) == once
    once.encode()


async def test_personal_numbers_are_masked_before_the_backend(entrance, backend):
    await entrance.turn("web", "a", "mój mail to jan@example.org")
    assert backend.bodies[0]["text"] == "mój mail to [e-mail]"


async def test_typed_slashes_are_text_and_pressed_ones_payloads(entrance, backend):
    await entrance.turn("web", "a", "/restart")
    await entrance.turn("web", "a", "/show 2.1", menu=True)
    assert [(b["text"], b["menu"]) for b in backend.bodies] == [("/restart", False), ("/show 2.1", True)]


@pytest.mark.parametrize("payload", ["show 2.1", "", "/" + "x" * 64])
async def test_unfit_payloads_are_refused(entrance, backend, payload):
    assert (await entrance.turn("web", "a", payload, menu=True))["card"]["kind"] == "error"
    assert not backend.bodies


@pytest.mark.parametrize("given_id", [None, "", 7, "x" * 101, "a\nb"])
async def test_a_missing_or_unfit_message_id_is_made(entrance, backend, given_id):
    await entrance.turn("web", "a", "cześć", given_id)
    await entrance.turn("web", "a", "cześć", given_id)
    ids = [b["message_id"] for b in backend.bodies]
    assert ids[0] != ids[1]
    assert all(isinstance(i, str) and len(i) == 32 for i in ids)


async def test_a_restarting_backend_is_asked_again_with_the_same_id(entrance, backend):
    backend.down = 3
    reply = await entrance.turn("web", "a", "cześć")
    assert reply["texts"] == ["echo: cześć"]
    assert len({b["message_id"] for b in backend.bodies}) == 1
    assert len(backend.bodies) == 4


async def test_when_nobody_answers_one_card_carries_the_durable_draft(entrance, backend, keep, base):
    backend.down = 10_000
    keep(entrance.key("web", "a"), ["3.2", "4.4"], ["3.2", "4.4"], choosing=True)
    reply = await entrance.turn("web", "a", "wystarczy")
    card = reply["card"]
    assert set(card) == CARD
    assert (card["kind"], card["selected"], card["saved"], card["choosing"]) == ("error", ["3.2", "4.4"], True, True)
    assert card["kb"] == base.version
    assert [row["id"] for row in reply["extras"]["draft"]] == ["3.2", "4.4"]
    assert reply["texts"] == [base.text("error.starting")]


@pytest.mark.parametrize(("draft", "stored"), [([], []), (["2.1"], None), (["2.1", "2.2"], ["2.2", "2.1"])])
async def test_saved_is_false_unless_the_draft_is_the_stored_version(entrance, backend, keep, draft, stored):
    keep(entrance.key("web", "a"), draft, stored)
    reply = await entrance.turn("web", "a", None)
    assert reply["card"]["saved"] is False
    assert reply["card"]["selected"] == draft


async def test_a_backend_without_a_reply_is_not_asked_for_nine_seconds(entrance, backend, base):
    backend.fault = BackendFault("502")
    reply = await entrance.turn("web", "a", "cześć")
    assert len(backend.bodies) == 1
    assert reply["texts"] == [base.text("error.generic")]


async def test_an_unforeseen_failure_is_one_card_too(entrance, backend, caplog):
    backend.fault = RuntimeError("jan@example.org")
    reply = await entrance.turn("web", "a", "cześć")
    assert reply["card"]["kind"] == "error"
    assert "jan@example.org" not in caplog.text


async def test_an_unreadable_database_leaves_the_draft_of_the_page_alone(entrance, backend, store, monkeypatch):
    def broken(key):
        raise StoreUnavailable("locked")

    monkeypatch.setattr(store, "state", broken)
    reply = await entrance.turn("web", "a", None)
    assert reply["card"]["selected"] == []
    assert "draft" not in reply["extras"]


async def test_messages_of_one_conversation_go_one_by_one(entrance, backend):
    backend.hold = asyncio.Event()
    turns = [asyncio.create_task(entrance.turn("web", "a", str(n))) for n in range(QUEUE)]
    await asyncio.sleep(0.01)
    assert len(backend.bodies) == 1
    assert (await entrance.turn("web", "a", "o jedną za dużo"))["extras"]["error"] == "busy"
    backend.hold.set()
    await asyncio.gather(*turns)
    assert backend.most_at_once == 1
    assert [b["text"] for b in backend.bodies] == [str(n) for n in range(QUEUE)]


async def test_conversations_do_not_wait_for_each_other(entrance, backend):
    backend.hold = asyncio.Event()
    turns = [asyncio.create_task(entrance.turn("web", sender, "cześć")) for sender in "abc"]
    await asyncio.sleep(0.01)
    assert backend.at_once == 3
    backend.hold.set()
    await asyncio.gather(*turns)


async def test_too_fast_on_the_web_but_never_on_loopback_rest(settings, base, store, backend):
    entrance = Entrance(settings, Shelf(base), store, backend, buckets=Buckets(2, 0, clock=lambda: 0.0))
    web = [(await entrance.turn("web", "a", "x"))["extras"].get("error") for _ in range(3)]
    assert web == [None, None, "too_fast"]
    rest = [(await entrance.turn("rest", "a", "x"))["extras"].get("error") for _ in range(5)]
    assert rest == [None] * 5
    public = Entrance(replace(settings, host="0.0.0.0"), Shelf(base), store, backend, buckets=Buckets(0, 0))
    assert (await public.turn("rest", "a", "x"))["extras"]["error"] == "too_fast"


def test_buckets_refill_and_forget_the_oldest():
    now = [0.0]
    buckets = Buckets(2, 1, most=2, clock=lambda: now[0])
    assert [buckets.take("a") for _ in range(3)] == [True, True, False]
    now[0] = 1.0
    assert [buckets.take("a"), buckets.take("a")] == [True, False]
    assert [buckets.take(key) for key in "bca"] == [True, True, True]
