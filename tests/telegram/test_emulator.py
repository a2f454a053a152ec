"""The whole job against somebody else's Bot API (lo-bot-api-emulator), seen through a recording proxy."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator
from lo_bot_api_emulator.journal import verdict

from tests.telegram.conftest import door, until
from tests.telegram.job import whole_job
from tests.telegram.listening import Late, listening
from tests.telegram.peer import Peer

TOKEN = "1:abc"


@pytest.fixture
async def emulator(tmp_path) -> AsyncIterator[tuple[LoBotApiEmulator, str]]:
    made = LoBotApiEmulator(journal=tmp_path / "calls.jsonl", allow_insecure_loopback_webhooks=True)
    runner = web.AppRunner(made.app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield made, site._server.sockets[0].getsockname()[1]
    await runner.cleanup()


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_the_whole_job(emulator, channel, core, tmp_path, mode):
    other, port = emulator
    late = Late()
    async with listening(late) as url, Peer(upstream=f"http://127.0.0.1:{port}") as peer:
        telegram = channel(peer.url, mode, DROGOWSKAZ_TELEGRAM_URL=url)
        late.app = door(telegram)
        await until(lambda: peer.sent("setWebhook" if mode == "webhook" else "deleteWebhook"))
        telling = ("sendMessage", "editMessageReplyMarkup", "answerCallbackQuery")

        async def give(update: dict) -> None:
            before = [len(peer.sent(name)) for name in telling]
            await other.enqueue_update(update, token=TOKEN)
            await until(lambda: [len(peer.sent(name)) for name in telling] != before)
            await telegram.queue.idle()

        await whole_job(give, peer, core)
        await telegram.aclose()
    journal = verdict(
        tmp_path / "calls.jsonl",
        require_response=True,
        require_methods=("editMessageReplyMarkup", "answerCallbackQuery", "sendDocument", "setMyCommands"),
    )
    assert journal["ok"], journal
