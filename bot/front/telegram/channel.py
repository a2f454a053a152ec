"""The channel as a part of the front door: what starts, keeps trying and stops."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.front.entrance import Entrance
from bot.front.requests import BadRequest, read_json
from bot.front.telegram.answering import Answering, Documents
from bot.front.telegram.commands import listed
from bot.front.telegram.incoming import TAKEN, incoming
from bot.front.telegram.queue import Queue
from bot.front.telegram.sending import insist, pause_after
from bot.front.telegram.spool import Spool
from bot.settings import Settings
from bot.store.errors import StoreUnavailable
from bot.store.store import Store
from knowledge.shelf import Shelf

LONG_POLL = 25  # seconds one request for updates may wait
HEADER = "X-Telegram-Bot-Api-Secret-Token"

log = logging.getLogger("drogowskaz.telegram")


class Telegram:
    """Polling or webhook, as set. Nothing here may harm the other channels: all work is in tasks of its own."""

    def __init__(
        self,
        settings: Settings,
        shelf: Shelf,
        store: Store,
        entrance: Entrance,
        *,
        documents: Documents | None = None,
        settle: float = 0.3,
    ) -> None:
        self._settings, self._shelf = settings, shelf
        root = settings.telegram_api_base or "https://api.telegram.org"
        quick = HTTPXRequest(connection_pool_size=16, connect_timeout=5, read_timeout=10, pool_timeout=10)
        self._bot = Bot(
            settings.telegram_token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=quick,
            get_updates_request=HTTPXRequest(connection_pool_size=1, connect_timeout=5, read_timeout=10),
        )
        spool = Spool(settings.data / "telegram")
        self._answering = Answering(settings, shelf, entrance, spool, self._bot, documents=documents)
        self.queue = Queue(store, spool, self._answering.answer, settle)
        self._task: asyncio.Task[None] | None = None
        self._naming: asyncio.Task[object] | None = None
        self.secret = settings.telegram_secret or self._digest("secret")
        self.path = f"/telegram/{self._digest('path')[:24]}"

    def routes(self) -> list[Route]:
        """The address Telegram calls; none while polling."""
        webhook = self._settings.telegram_mode == "webhook"
        return [Route(self.path, self.webhook, methods=["POST"])] if webhook else []

    def start(self) -> None:
        """Begin, without waiting for Telegram."""
        self.queue.resume()
        self._task = asyncio.create_task(self._run())
        self._shelf.watch(self._rename)

    def _rename(self) -> None:
        """The menu in the words of new content."""
        call = lambda: self._bot.set_my_commands(listed(self._shelf.base))  # noqa: E731
        self._naming = asyncio.create_task(insist(call, "the menu"))

    async def aclose(self) -> None:
        """Stop. What is unanswered waits for the next start."""
        for task in filter(None, (self._task, self._naming)):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await self.queue.aclose()
        for request in self._bot._request:  # not initialised, so Bot.shutdown() would do nothing
            await request.shutdown()

    async def webhook(self, request: Request) -> Response:
        """Take one update over and answer at once. 403: not from Telegram; 503: to be sent again."""
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return Response(status_code=403)
        try:
            update = Update.de_json(await read_json(request), self._bot)
        except BadRequest as refused:
            return Response(status_code=refused.status)
        except (KeyError, TypeError, ValueError, AttributeError):
            log.warning("telegram: an update of unknown shape is passed over")
            return Response(status_code=200)  # else Telegram would repeat it for a day
        try:
            await self.queue.accept(incoming(update))
        except (StoreUnavailable, OSError):
            return Response(status_code=503)
        return Response(status_code=200)

    async def _run(self) -> None:
        """Introduce ourselves, then poll; whatever fails is tried again."""
        tries, ready, offset = 0, False, 0
        while True:
            try:
                if not ready:
                    await self._introduce()
                    ready = True
                    log.info("telegram: connected")
                if self._settings.telegram_mode == "webhook":
                    return
                offset = await self._poll(offset)
                tries = 0
            except InvalidToken:
                log.error("telegram: DROGOWSKAZ_TELEGRAM_TOKEN is not accepted; trying again every ten minutes")
                await asyncio.sleep(600)
            except (TelegramError, StoreUnavailable, OSError) as error:
                tries += 1
                pause = pause_after(error, tries)
                log.warning("telegram is out of reach (%s), again in %.1f s", type(error).__name__, pause)
                await asyncio.sleep(pause)

    async def _introduce(self) -> None:
        await self._bot.set_my_commands(listed(self._shelf.base))
        if self._settings.telegram_mode == "webhook":
            address = self._settings.telegram_url + self.path
            await self._bot.set_webhook(address, secret_token=self.secret, allowed_updates=TAKEN)
        else:
            await self._bot.delete_webhook()

    async def _poll(self, offset: int) -> int:
        """One request for updates; all are taken over before Telegram may forget them."""
        updates = await self._bot.get_updates(offset=offset or None, timeout=LONG_POLL, allowed_updates=TAKEN)
        for update in updates:
            await self.queue.accept(incoming(update))
            offset = update.update_id + 1
        return offset

    def _digest(self, use: str) -> str:
        words = json.dumps([use, self._settings.telegram_token]).encode()
        return hmac.new(self._settings.secret.encode(), words, hashlib.sha256).hexdigest()
