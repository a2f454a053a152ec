"""The whole job by webhook against another mock of the Bot API (telemelya), which runs in its own environment."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.conftest import free_port
from tests.telegram.conftest import door, until
from tests.telegram.job import whole_job
from tests.telegram.listening import Late, listening
from tests.telegram.peer import CHAT, Peer

TOKEN, KEY = "1:abc", "test"
SESSION = "default"
REDIS = os.environ.get("DROGOWSKAZ_TEST_REDIS", "127.0.0.1:6379")
PYTHON = Path(__file__).parents[2] / ".peers" / "bin" / "python"


async def shelf(request: Request) -> Response:
    """An object store that takes everything: telemelya wants one for pictures."""
    return Response(status_code=200)


@asynccontextmanager
async def telemelya() -> AsyncIterator[httpx.AsyncClient]:
    """A client of its control interface."""
    store = Starlette(routes=[Route("/{path:path}", shelf, methods=["HEAD", "PUT", "GET", "POST"])])
    async with listening(store) as objects:
        port = free_port()
        env = {
            **os.environ, "REDIS_URL": f"redis://{REDIS}/9", "MINIO_ENDPOINT": objects.removeprefix("http://"),
            "AUTH_KEYS": KEY,
        }  # fmt: skip
        words = ("-m", "uvicorn", "telemelya.server.app:app", "--port", str(port), "--log-level", "error")
        process = await asyncio.create_subprocess_exec(PYTHON, *words, env=env, stdout=sys.stderr)
        root = f"http://127.0.0.1:{port}"
        try:
            async with httpx.AsyncClient(base_url=root, headers={"Authorization": f"Bearer {KEY}"}) as client:
                await _ready(client)
                yield client
        finally:
            process.terminate()
            await process.wait()


async def _ready(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                if (await client.get("/")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)


@pytest.fixture
async def redis() -> None:
    """Redis must answer: with CI=true its absence is a failure, elsewhere the test is named as not run."""
    host, port = REDIS.split(":")
    try:
        _, writer = await asyncio.open_connection(host, int(port))
    except OSError:
        if os.environ.get("CI") == "true":
            pytest.fail("Redis is not available, and with CI=true it must be")
        pytest.skip("Redis is not available: not run on this machine")
    writer.close()


async def test_the_whole_job(redis, channel, core):
    late = Late()
    async with telemelya() as other, listening(late) as url, Peer(upstream=str(other.base_url).rstrip("/")) as peer:
        telegram = channel(peer.url, "webhook", DROGOWSKAZ_TELEGRAM_URL=url)
        inner = httpx.AsyncClient(transport=httpx.ASGITransport(door(telegram)), base_url="http://door")
        shown: list = []

        async def as_telegram(request: Request) -> Response:
            """Telegram's own updates carry the secret and the message's keyboard; telemelya leaves both out."""
            update = await request.json()
            if "callback_query" in update:
                update["callback_query"]["message"]["reply_markup"] = {"inline_keyboard": shown[-1]}
            headers = {"X-Telegram-Bot-Api-Secret-Token": telegram.secret}
            answer = await inner.post(request.url.path, json=update, headers=headers)
            return Response(status_code=answer.status_code)

        late.app = Starlette(routes=[Route("/{path:path}", as_telegram, methods=["POST"])])
        await until(lambda: peer.sent("setWebhook"))
        await other.post("/api/v1/test/reset", params={"session_id": SESSION})
        telling = ("sendMessage", "editMessageReplyMarkup", "answerCallbackQuery")

        async def give(update: dict) -> None:
            before = [len(peer.sent(name)) for name in telling]
            said: dict = {"chat_id": CHAT["id"]}
            if "callback_query" in update:
                query = update["callback_query"]
                shown.append(query["message"]["reply_markup"]["inline_keyboard"])
                said |= {"callback_data": query["data"], "callback_message_id": query["message"]["message_id"]}
            else:
                said["text"] = update["message"]["text"]
            answer = await other.post("/api/v1/test/send_update", params={"bot_token": TOKEN}, json=said)
            assert answer.status_code == 200, answer.text
            await until(lambda: [len(peer.sent(name)) for name in telling] != before)
            await telegram.queue.idle()

        await whole_job(give, peer, core)
        kept = (await other.get("/api/v1/test/responses", params={"session_id": SESSION})).json()
        heard = [row["text"] for row in kept["responses"] if row["method"] == "sendMessage"]
        assert heard == [fields["text"] for fields in peer.sent()]
        await telegram.aclose()
        await inner.aclose()
