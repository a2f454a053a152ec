"""From one update to all that is sent for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from telegram import Bot
from telegram.constants import ParseMode

from bot.documents.table import png
from bot.front.entrance import Entrance
from bot.front.telegram import boxes
from bot.front.telegram.commands import meant
from bot.front.telegram.drawing import Part, draw
from bot.front.telegram.incoming import Incoming
from bot.front.telegram.sending import insist
from bot.front.telegram.spool import Spool
from bot.settings import Settings
from knowledge.shelf import Made, Shelf

CHANNEL = "telegram"
CALLBACK_TRIES = 3  # a press that is answered late is refused anyway


class Documents(Protocol):
    """Who makes the documents of a choice."""

    async def make(self, key: str, name: str) -> bytes | None:
        """The document `name` of the conversation `key`; None when there is none."""
        ...


class Answering:
    """Answers updates; each call to `answer` sends everything or goes on until cancelled."""

    def __init__(
        self,
        settings: Settings,
        shelf: Shelf,
        entrance: Entrance,
        spool: Spool,
        bot: Bot,
        *,
        documents: Documents | None = None,
    ) -> None:
        self._off, self._shown = settings.telegram == "off", settings.shown
        self._shelf, self._entrance, self._spool, self._bot = shelf, entrance, spool, bot
        self._documents = documents
        self._picture = Made(shelf, png)

    async def answer(self, item: Incoming, sent: int = 0) -> None:
        """Answer one update; the first `sent` messages of the answer were sent by a former run."""
        if item.kind == "group":
            await self._leave(item)
            return
        if item.callback and item.kind == "press" and await self._box(item):
            return
        if item.callback:
            await self._callback(item)
        for number, part in enumerate(await self._parts(item)):
            if number >= sent:
                await self._send(item, part)
                self._spool.put(item, number + 1)

    async def _parts(self, item: Incoming) -> list[Part]:
        if item.kind == "none":
            return []
        if self._off:
            return [Part("text", self._text("off"))]
        if item.kind in ("edited", "other"):
            return [Part("text", self._text(item.kind))]
        said, menu = meant(self._shelf.base, item.text), item.kind == "press"
        if menu and item.text == boxes.DONE:
            said, menu = self._shelf.base.text("telegram.add", ids=self._and(boxes.ticked(item.keys))), False
        reply = await self._entrance.turn(CHANNEL, str(item.chat), said, f"tg-{item.update}", menu=menu)
        return draw(self._shelf.base, reply)

    async def _box(self, item: Incoming) -> bool:
        """Whether the press was only about a box (and is dealt with)."""
        if self._off or not item.text.startswith(boxes.TOGGLE):
            return False
        if item.text == boxes.KNOWN:
            await self._callback(item, self._text("had"))
            return True
        if item.text == boxes.DONE:
            if not boxes.ticked(item.keys):
                await self._callback(item, self._text("tick_first" if item.keys else "stale"))
                return True
            await self._edit(item, boxes.without(item.keys))
            return False
        fresh = boxes.toggled(item.keys, item.text)
        if fresh is None:
            await self._callback(item, self._text("stale"))
            return True
        await self._callback(item)
        await self._edit(item, fresh)
        return True

    async def _callback(self, item: Incoming, text: str | None = None) -> None:
        call = lambda: self._bot.answer_callback_query(item.callback, text=text)  # noqa: E731
        await insist(call, "answering a button", CALLBACK_TRIES)

    async def _edit(self, item: Incoming, keys: boxes.Keys) -> None:
        call = lambda: self._bot.edit_message_reply_markup(  # noqa: E731
            chat_id=item.chat, message_id=item.message, reply_markup=boxes.markup(keys)
        )
        await insist(call, "changing boxes", CALLBACK_TRIES)

    async def _leave(self, item: Incoming) -> None:
        """Groups: say why, and go."""
        if item.callback:
            await self._callback(item)
        await insist(lambda: self._bot.send_message(item.chat, self._text("group")), "a goodbye", CALLBACK_TRIES)
        await insist(lambda: self._bot.leave_chat(item.chat), "leaving a group", CALLBACK_TRIES)

    async def _send(self, item: Incoming, part: Part) -> None:
        call: Callable[[], Awaitable[Any]]
        if part.kind == "table":
            picture = await asyncio.to_thread(self._picture.get)
            call = lambda: self._bot.send_photo(item.chat, picture, caption=self._text("table"))  # noqa: E731
        elif part.kind == "document":
            if self._documents is None:
                return
            key = self._entrance.key(CHANNEL, str(item.chat))
            made = await self._documents.make(key, part.name)
            if made is None:
                return
            call = lambda: self._bot.send_document(item.chat, made, filename=part.name, caption=part.text)  # noqa: E731
        else:
            call = lambda: self._bot.send_message(  # noqa: E731
                item.chat, part.text, parse_mode=ParseMode.HTML, reply_markup=boxes.markup(part.keys)
            )
        await insist(call, f"a {part.kind}")

    def _text(self, name: str) -> str:
        return self._shelf.base.text(f"telegram.{name}", **self._shown)

    def _and(self, ids: list[str]) -> str:
        return " i ".join([", ".join(ids[:-1]), ids[-1]] if len(ids) > 1 else ids)
