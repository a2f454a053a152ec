"""The description of the API against a running front door."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.routing import Route

from bot.front.described import description
from bot.front.limits import Buckets
from bot.front.sessions import COOKIE
from bot.store.turns import TurnResult

EXAMPLES = 60
"""Inputs made for each operation and phase."""


def test_every_route_is_described_and_every_description_has_a_route(app):
    skipped = {"/api/v1/openapi.json"}
    routes = {
        (route.path, method.lower())
        for route in app.routes
        if isinstance(route, Route) and route.path.startswith("/api/v1/") and route.path not in skipped
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert routes == {(path, method) for path, item in description()["paths"].items() for method in item}


async def test_it_is_served_as_json(client):
    answer = await client.get("/api/v1/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["openapi"] == "3.1.0"


@pytest.fixture
def door(app, backend, store) -> Iterator[str]:
    """The address of a running front door, fast enough to be asked thousands of times."""
    plain = backend.ask

    async def remembering(body):
        answer = await plain(body)

        def work(state, ledger):
            ledger.note("user", {"text": body["text"], "id": body["message_id"]})
            ledger.note("bot", answer)
            return TurnResult({"draft": [{"id": "2.1"}], "choosing": True}, answer)

        return await asyncio.to_thread(store.turn, body["key"], body["message_id"], "web", work)

    backend.ask = remembering
    app.state.entrance._buckets = Buckets(burst=1e9, per_second=1e9)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def test_whatever_is_sent_is_answered_as_described(door, backend, tmp_path):
    """All checks of schemathesis: no 5xx, described statuses, headers and bodies, bad input and no session refused."""
    cookie = httpx.post(f"{door}/api/v1/session", json={}).cookies[COOKIE]
    run = subprocess.run(
        [Path(sys.executable).with_name("st"), "run", f"{door}/api/v1/openapi.json", "-H", f"Cookie: {COOKIE}={cookie}",
         "--checks", "all", "--max-examples", str(EXAMPLES), "--seed", "1", "--no-color", "--max-failures", "5",
         "--generation-database", "none"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    cases = re.search(r"(\d+) generated", run.stdout)
    assert cases, run.stdout[-2000:]
    assert int(cases[1]) > 200
    assert len(backend.bodies) > 20  # good messages were among them
