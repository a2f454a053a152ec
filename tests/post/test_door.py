"""The front door starts the postman, and answers whatever the mail server does."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, cast

import httpx

from bot.front.app import make_app
from bot.front.backend import Backend
from bot.settings import Settings
from bot.store import Store, TurnResult
from bot.store.inbox import handovers
from knowledge.base import Base
from knowledge.shelf import Shelf
from tests.conftest import wait_for
from tests.post.conftest import Box


class Silent:
    """A backend nobody asks."""

    async def aclose(self) -> None:
        """Nothing to close."""


def leave(store: Store, summary: str) -> None:
    store.turn("a" * 32, None, "web", lambda state, ledger: TurnResult({}, {"n": ledger.add_handover("", summary)}))


async def test_what_people_left_goes_out_beside_the_conversations(
    settings: Settings, base: Base, store: Store, box: Box
) -> None:
    leave(store, "podsumowanie dla doradcy")
    app = make_app(settings, Shelf(base), store, cast(Backend, Silent()))
    async with app.router.lifespan_context(app):
        await asyncio.to_thread(wait_for, lambda: bool(box.messages))
        await asyncio.to_thread(wait_for, lambda: bool(handovers(store)[0]["sent"]))
    assert "podsumowanie dla doradcy" in box.messages[0].get_content()


async def test_a_mail_server_that_never_answers_stops_nobody(settings: Settings, base: Base, store: Store) -> None:
    leave(store, "x")
    app = make_app(settings, Shelf(base), store, cast(Backend, Silent()))
    connected: list[Any] = []
    with socket.create_server(("127.0.0.1", settings.smtp_port)) as mute:
        mute.settimeout(15)
        async with app.router.lifespan_context(app):
            connected.append((await asyncio.to_thread(mute.accept))[0])  # the postman hangs on it now
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://door.test") as client:
                assert (await client.post("/api/v1/session", json={})).status_code == 200
                assert (await client.get("/api/v1/history")).status_code == 200
            connected[0].close()
    assert handovers(store)[0]["sent"] is None
