"""What a network does to a bot: nothing is lost, nothing is done twice."""

from __future__ import annotations

import httpx
import pytest

from bot.front.telegram.channel import HEADER
from tests.conftest import free_port
from tests.telegram.conftest import door, until
from tests.telegram.peer import Peer, text


async def post(telegram, *updates: dict) -> list[int]:
    """Call the webhook with each; the answers' statuses."""
    transport = httpx.ASGITransport(door(telegram))
    async with httpx.AsyncClient(transport=transport, base_url="http://door") as client:
        headers = {HEADER: telegram.secret}
        return [(await client.post(telegram.path, json=update, headers=headers)).status_code for update in updates]


async def test_a_repeated_update_is_answered_once(peer, channel, core):
    telegram = channel(peer.url, "webhook")
    assert await post(telegram, text(1, "dodaj 2.1"), text(1, "dodaj 2.1")) == [200, 200]
    await telegram.queue.idle()
    assert await post(telegram, text(1, "dodaj 2.1")) == [200]
    await telegram.queue.idle()
    assert core.asked == ["dodaj 2.1"]
    assert len(peer.sent()) == 1


async def test_a_repeated_update_is_known_after_a_restart(peer, channel, core):
    first = channel(peer.url, "webhook")
    await post(first, text(1, "dodaj 2.1"))
    await first.queue.idle()
    await first.aclose()
    second = channel(peer.url, "webhook")
    await post(second, text(1, "dodaj 2.1"), text(2, "dodaj 3.1"))
    await second.queue.idle()
    assert core.asked == ["dodaj 2.1", "dodaj 3.1"]
    assert core.cards[-1]["selected"] == ["2.1", "3.1"]


async def test_updates_that_overtook_one_another_are_answered_in_order(peer, channel, core):
    telegram = channel(peer.url, "webhook")
    await post(telegram, text(1, "dzień dobry"))
    await telegram.queue.idle()
    await post(telegram, text(3, "usuń 2.1"), text(2, "dodaj 2.1"))
    await telegram.queue.idle()
    assert core.asked == ["dzień dobry", "dodaj 2.1", "usuń 2.1"]
    assert core.cards[-1]["selected"] == []


@pytest.mark.parametrize(
    "fault", [(429, {"parameters": {"retry_after": 1}}), (500, {}), (502, {})], ids=["429", "500", "502"]
)
async def test_an_answer_is_sent_until_it_arrives(peer, channel, core, fault):
    peer.faults["sendMessage"].extend([fault, fault])
    telegram = channel(peer.url, "webhook")
    await post(telegram, text(1, "dodaj 2.1"))
    await telegram.queue.idle()
    assert core.asked == ["dodaj 2.1"]
    assert len(peer.sent()) == 1


async def test_a_call_that_hangs_is_made_again(peer, channel, core):
    peer.faults["sendMessage"].append(None)
    telegram = channel(peer.url, "webhook")
    await post(telegram, text(1, "dodaj 2.1"))
    await telegram.queue.idle()
    assert core.asked == ["dodaj 2.1"]
    assert len(peer.sent()) == 1


async def test_what_was_taken_over_is_answered_after_a_restart(peer, channel, core):
    peer.faults["sendMessage"].extend([(500, {})] * 50)
    first = channel(peer.url, "webhook")
    await post(first, text(1, "dodaj 2.1"))
    await until(lambda: core.asked)
    await first.aclose()
    peer.faults.clear()
    assert peer.sent() == []
    second = channel(peer.url, "webhook")
    await post(second, text(2, "dodaj 3.1"))
    await second.queue.idle()
    assert len(peer.sent()) == 2
    assert core.cards[-1]["selected"] == ["2.1", "3.1"]
    assert [card["selected"] for card in core.cards if card["kind"] == "error"] == []


async def test_it_starts_without_telegram_and_goes_on_when_it_is_there(channel, core):
    port = free_port()
    channel(f"http://127.0.0.1:{port}")
    async with Peer(port=port) as late:
        late.inject(text(1, "dodaj 2.1"))
        await until(late.sent)
    assert core.asked == ["dodaj 2.1"]


async def test_the_secret_is_asked_for(peer, channel, core):
    telegram = channel(peer.url, "webhook")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(door(telegram)), base_url="http://door") as client:
        for headers in ({}, {HEADER: "zgadnij"}):
            assert (await client.post(telegram.path, json=text(1, "hej"), headers=headers)).status_code == 403
    assert core.asked == []
