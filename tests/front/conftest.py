"""A front door with a real store and a backend played by the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.front.app import make_app
from bot.front.backend import BackendDown
from bot.front.entrance import Entrance
from bot.settings import Settings
from bot.store.store import Store
from bot.store.turns import TurnResult
from knowledge.base import Base
from knowledge.shelf import Shelf


class FakeBackend:
    """Echoes, counts, and fails as told. `down`: how many times to be down before answering."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.down = 0
        self.fault: Exception | None = None
        self.model: str | None = "model-1"
        self.hold: asyncio.Event | None = None
        self.at_once = self.most_at_once = 0
        self.closed = False

    async def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        self.bodies.append(body)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.hold:
                await self.hold.wait()
            if self.fault:
                raise self.fault
            if self.down:
                self.down -= 1
                raise BackendDown("ConnectError")
            return reply(f"echo: {body['text']}")
        finally:
            self.at_once -= 1

    async def ready(self) -> str | None:
        return self.model

    async def aclose(self) -> None:
        self.closed = True


def reply(*texts: str, kind: str = "help") -> dict[str, Any]:
    """A reply as the dialogue makes it."""
    card = {
        "v": 1, "kind": kind, "ids": [], "alternatives": [], "facet": None, "selected": [], "saved": False,
        "choosing": False, "confidence": None, "kb": "test",
    }  # fmt: skip
    return {"texts": list(texts), "buttons": [{"title": "Pokaż", "payload": "/overview"}], "card": card, "extras": {}}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, database_url=f"sqlite:///{tmp_path / 'front.db'}", secret="a secret of this test")


@pytest.fixture
def store(settings: Settings) -> Any:
    with Store(settings.database_url, secret=settings.secret) as made:
        made.migrate()
        yield made


@pytest.fixture
def backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture
def entrance(settings: Settings, base: Base, store: Store, backend: FakeBackend) -> Entrance:
    return Entrance(settings, Shelf(base), store, backend, patience=0.5)


@pytest.fixture
def app(settings: Settings, base: Base, store: Store, backend: FakeBackend) -> Starlette:
    return make_app(settings, Shelf(base), store, backend)


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://door.test") as made:
        yield made


@pytest.fixture
def keep(store: Store) -> Callable[..., None]:
    """keep(key, draft, stored=None, choosing=False): a durable state, as a turn leaves it."""

    def kept(key: str, draft: list[str], stored: list[str] | None = None, choosing: bool = False) -> None:
        state = {
            "draft": [{"id": i, "note": "", "person": "", "quarter": ""} for i in draft],
            "stored": None if stored is None else [{"id": i} for i in stored],
            "choosing": choosing,
        }
        store.turn(key, None, "web", lambda old, ledger: TurnResult(state, reply("kept")))

    return kept
