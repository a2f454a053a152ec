"""Shared fixtures: the core of the bot in this process, and a really served bot."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from actions.surroundings import Surroundings
from actions.talk import talk
from bot.engine import training
from bot.settings import ROOT, Settings
from bot.store.store import Store
from knowledge.base import Base, load
from nlu.understander import Understander

MODELS = ROOT / "var" / "models"


@pytest.fixture(scope="session")
def base() -> Base:
    return load()


@pytest.fixture(scope="session")
def understander(base: Base) -> Understander:
    return Understander.load(training.nlu_folder(training.train(MODELS, base)), base)


@dataclass
class CoreTalker:
    """A conversation on the core alone: understanding, dialogue, store; no Rasa, no server."""

    around: Surroundings
    understander: Understander
    key: str

    def say(self, text: str, **more: Any) -> dict[str, Any]:
        return talk(self.around, self.key, text, self.understander.understand(text), **more)

    def wait(self, days: int) -> None:
        """Let days pass."""
        then = self.around.clock() + timedelta(days=days)
        self.around = replace(self.around, clock=lambda: then)

    def another(self) -> CoreTalker:
        return replace(self, key=uuid.uuid4().hex)


@pytest.fixture(scope="session")
def around(tmp_path_factory: pytest.TempPathFactory) -> Surroundings:
    settings = Settings.from_env({"DROGOWSKAZ_DATA": str(tmp_path_factory.mktemp("core"))})
    made = Surroundings.make(settings)
    made.store.migrate()
    return made


@pytest.fixture
def talker(around: Surroundings, understander: Understander) -> CoreTalker:
    return CoreTalker(around, understander, uuid.uuid4().hex)


@dataclass
class Served:
    """A bot served by `drogowskaz serve`, as an operator would run it."""

    url: str
    store: Store
    process: subprocess.Popen[str]

    def say(self, sender: str, text: Any) -> list[dict[str, Any]]:
        answer = httpx.post(f"{self.url}/webhooks/rest/webhook", json={"sender": sender, "message": text}, timeout=30)
        rows: list[dict[str, Any]] = answer.json()
        return rows

    def rasa_pid(self) -> int:
        """The pid of the Rasa child."""
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", "bot.engine.server"],
            capture_output=True,
            text=True,
            check=True,
        )
        return int(found.stdout.split()[0])


@dataclass
class RestTalker:
    """A conversation over the REST channel of a served bot."""

    served: Served
    sender: str

    def say(self, text: str) -> dict[str, Any]:
        rows = self.served.say(self.sender, text)
        cards = [row["custom"] for row in rows if "custom" in row]
        assert len(cards) == 1, f"{len(cards)} cards in one reply"
        return {
            "texts": [row["text"] for row in rows if "text" in row],
            "buttons": [button for row in rows for button in row.get("buttons", [])],
            "card": cards[0],
        }

    def another(self) -> RestTalker:
        return replace(self, sender=uuid.uuid4().hex)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def serve(data: Path, **more: str) -> Served:
    """Start a bot on a free port; it trains nothing when the model is fresh."""
    port = free_port()
    env = {**os.environ, "DROGOWSKAZ_DATA": str(data), "DROGOWSKAZ_PORT": str(port), "DROGOWSKAZ_MODELS": str(MODELS)}
    env |= more
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "serve"], cwd=ROOT, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if "ready in" in line:
            break
    else:
        raise AssertionError("the bot did not start:\n" + "".join(lines))
    settings = Settings.from_env({**env})
    return Served(f"http://127.0.0.1:{port}", Store(settings.database_url, secret=settings.secret), process)


def stop(bot: Served) -> None:
    """End it by its own pid and wait."""
    bot.store.close()
    bot.process.send_signal(signal.SIGTERM)
    try:
        bot.process.wait(15)
    except subprocess.TimeoutExpired:
        bot.process.kill()
        raise


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, understander: Understander) -> Iterator[Served]:
    bot = serve(tmp_path_factory.mktemp("served"))
    try:
        yield bot
    finally:
        stop(bot)


def wait_for(condition: Any, seconds: float = 15.0) -> None:
    """Until it holds; fails after so many seconds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)
