"""Rasa as a supervised child: started on a free loopback port, restarted when it dies, stopped with us."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

import httpx

from bot.settings import ROOT, VAR
from knowledge.base import Fault, KnowledgeError

log = logging.getLogger("drogowskaz.supervise")
PATIENCE = 60.0
PAUSES = (0.1, 0.5, 2.0, 5.0)
"""Seconds to wait before the next start after deaths in a row."""


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def child_env(env: Mapping[str, str], content: Path) -> dict[str, str]:
    """The environment of the child, which starts in another folder (folders in full) and reads the content there."""
    data = env.get("DROGOWSKAZ_DATA")
    return {**env, "DROGOWSKAZ_DATA": str(Path(data).resolve() if data else VAR), "DROGOWSKAZ_CONTENT": str(content)}


class Child:
    """The Rasa process. `url` stays the same over restarts; `content` is a checked copy, so a restart always loads."""

    def __init__(self, model: Path, content: Path) -> None:
        self.model = model
        self.content = content
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: asyncio.subprocess.Process | None = None
        self._stopping = False
        self._keeper: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self.process.pid if self.process and self.process.returncode is None else None

    async def start(self) -> None:
        """Start and keep running; returns once it answers. Raises RuntimeError when it never does."""
        await self._spawn()
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not await self.ready():
            if self.process is not None and self.process.returncode is not None:
                raise RuntimeError(f"Rasa ended with code {self.process.returncode} while starting")
            if asyncio.get_running_loop().time() > deadline:
                raise RuntimeError(f"Rasa did not answer within {PATIENCE:.0f} s")
            await asyncio.sleep(0.05)
        self._keeper = asyncio.create_task(self._keep())

    async def ready(self) -> bool:
        """Whether it answers now."""
        try:
            async with httpx.AsyncClient() as client:
                return (await client.get(f"{self.url}/webhooks/door/ready", timeout=1)).status_code == 200
        except httpx.HTTPError:
            return False

    async def adopt(self, content: Path) -> None:
        """Have it take other content, now and when it starts again.

        Raises KnowledgeError when it refuses and RuntimeError when it does not answer; then nothing has changed.
        """
        old, self.content = self.content, content
        try:
            async with httpx.AsyncClient(trust_env=False) as client:
                path = f"{self.url}/webhooks/door/content"
                answer = await client.post(path, json={"folder": str(content)}, timeout=PATIENCE)
            if answer.status_code == 409:
                raise KnowledgeError([Fault(**fault) for fault in answer.json()])
            answer.raise_for_status()
        except (httpx.HTTPError, KnowledgeError) as error:
            self.content = old
            if isinstance(error, KnowledgeError):
                raise
            raise RuntimeError(f"Rasa did not take it ({type(error).__name__}); try again in a while") from None

    async def stop(self) -> None:
        """End it, politely first."""
        self._stopping = True
        if self._keeper:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
        if self.process and self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self.process.wait(), 5)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()

    async def _spawn(self) -> None:
        command = ["-m", "bot.engine.server", "--port", str(self.port), "--model", str(self.model)]
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=ROOT,
            stdin=asyncio.subprocess.DEVNULL,
            env=child_env(os.environ, self.content),
        )

    async def _keep(self) -> None:
        deaths = 0
        while not self._stopping:
            assert self.process is not None
            started = asyncio.get_running_loop().time()
            code = await self.process.wait()
            lived = asyncio.get_running_loop().time() - started
            deaths = 0 if lived > 60 else deaths + 1
            log.warning("Rasa ended (code %s) after %.0f s; starting it again", code, lived)
            await asyncio.sleep(PAUSES[min(deaths, len(PAUSES) - 1)])
            await self._spawn()
