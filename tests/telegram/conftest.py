"""The channel with a real core behind it and a Bot API on loopback before it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from actions.surroundings import Surroundings
from actions.talk import talk
from bot.front.entrance import Entrance
from bot.front.limits import Buckets
from bot.front.telegram.channel import Telegram
from bot.settings import Settings
from knowledge.shelf import Shelf
from nlu.understander import Understander
from tests.telegram.peer import Peer


@dataclass
class Core:
    """A backend in this process: the real understanding, dialogue and store. `asked`: texts, `cards`: of replies."""

    around: Surroundings
    understander: Understander

    def __post_init__(self) -> None:
        self.asked: list[str] = []
        self.cards: list[dict[str, Any]] = []

    async def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(body["text"])
        more = {name: body[name] for name in ("message_id", "channel", "menu")}
        understood = self.understander.understand(body["text"])
        reply = await asyncio.to_thread(talk, self.around, body["key"], body["text"], understood, **more)
        self.cards.append(reply["card"])
        return reply

    async def ready(self) -> str | None:
        return "core"

    async def aclose(self) -> None:
        return None


@pytest.fixture
def core(tmp_path: Path, understander: Understander) -> Iterator[Core]:
    around = Surroundings.make(Settings.from_env({"DROGOWSKAZ_DATA": str(tmp_path)}))
    around.store.migrate()
    yield Core(around, understander)
    around.store.close()


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    async with Peer() as made:
        yield made


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Settings]:
    def made(url: str, mode: str = "polling", **more: str) -> Settings:
        env = {
            "DROGOWSKAZ_DATA": str(tmp_path), "DROGOWSKAZ_TELEGRAM_TOKEN": "1:abc", "DROGOWSKAZ_TELEGRAM_MODE": mode,
            "DROGOWSKAZ_TELEGRAM_API_BASE": url, "DROGOWSKAZ_TELEGRAM_URL": "https://czat.owes.example", **more,
        }  # fmt: skip
        return Settings.from_env(env)

    return made


@pytest.fixture
async def channel(core: Core, settings: Callable[..., Settings]) -> AsyncIterator[Callable[..., Telegram]]:
    """channel(url, mode="polling", start=True): a channel, stopped at the end."""
    made: list[Telegram] = []

    def make(url: str, mode: str = "polling", start: bool = True, **more: str) -> Telegram:
        set_, free = settings(url, mode, **more), Buckets(burst=1000, per_second=1000)
        shelf = Shelf(core.around.base)
        entrance = Entrance(set_, shelf, core.around.store, core, buckets=free)
        made.append(Telegram(set_, shelf, core.around.store, entrance, documents=entrance.documents))
        if start:
            made[-1].start()
        return made[-1]

    yield make
    for one in made:
        await one.aclose()


def door(channel: Telegram) -> Starlette:
    """Only the webhook."""
    return Starlette(routes=channel.routes())


async def until(condition: Callable[[], Any], seconds: float = 40.0) -> None:
    """Until it holds; fails after so many seconds."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)
