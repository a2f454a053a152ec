"""The same conversations by the web page and by Telegram: the same cards."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bot.front.entrance import Entrance
from bot.front.limits import Buckets
from bot.front.web import Web
from knowledge.shelf import Shelf
from tests.talking import Script, scripts
from tests.telegram.conftest import Core
from tests.telegram.peer import text
from tests.telegram.test_faults import post

TYPED = [s for s in scripts() if all(set(turn) & {"say"} and "device" not in turn for turn in s.turns)]
CHOSEN = [s for n, s in enumerate(TYPED) if n % 4 == 0]
"""Every fourth script of typed words alone: a code or a button has another value in each channel."""


async def by_web(core: Core, settings: Any, said: list[str]) -> list[dict[str, Any]]:
    """The cards of a conversation on the page."""
    free = Buckets(burst=1000, per_second=1000)
    entrance = Entrance(settings, Shelf(core.around.base), core.around.store, core, buckets=free)
    web = Web(settings, core.around.store, entrance)
    routes = [Route("/session", web.session, methods=["POST"]), Route("/message", web.message, methods=["POST"])]
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(Starlette(routes=routes)), base_url="http://door"
    ) as one:
        await one.post("/session", json={})
        answers = [await one.post("/message", json={"text": words, "id": str(n)}) for n, words in enumerate(said)]
    return [answer.json()["card"] for answer in answers]


@pytest.mark.parametrize("script", CHOSEN, ids=lambda script: script.name)
async def test_both_channels_give_the_same_cards(peer, channel, core, settings, script: Script):
    said = [turn["say"] for turn in script.turns if turn["say"].strip()]
    page = await by_web(core, settings(peer.url), said)
    core.cards.clear()
    telegram = channel(peer.url, "webhook", start=False)
    for number, words in enumerate(said, 1):
        await post(telegram, text(number, words))
        await telegram.queue.idle()
    assert core.cards == page
