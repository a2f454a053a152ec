"""Many people at once on the web channel of a served bot: `python -m benchmarks.sessions [--sessions N] [--seconds S]`.

Each session says one line every five seconds (--every), as people do who read. Prints one line of JSON: messages,
errors (any status but 200, any `error` card), request-to-reply milliseconds (median, p95, p99, most), CPU of the
server, load average of the machine before and after. Exit code 1 when there was an error or p95 is above the bound.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import ssl
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

from benchmarks.processes import System
from tests.conftest import serve, stop

BOUND_MS = 150.0
LINES = (
    "Dzień dobry", "jakie są obszary?", "2", "opowiedz o 2.1", "jak długo to trwa?", "chcemy wybrać działania",
    "dodaj 2.1", "co to jest regranting?", "dodaj też 4.4", "kto to prowadzi?", "gmina ma wolny lokal dla organizacji",
    "usuń 4.4", "co już mam?", "jaka jest podstawa prawna 3.2?", "porównaj 3.1 i 3.3", "nie wiem, co wybrać",
    "jaka będzie jutro pogoda?", "wystarczy", "tak", "dziękuję",
)  # fmt: skip


class Load:
    """The sessions, and what they saw."""

    def __init__(self, url: str, every: float, seconds: float) -> None:
        self.url, self.every, self.seconds = url, every, seconds
        self.took: list[float] = []
        self.faults: Counter[str] = Counter()
        self._tls = ssl.create_default_context()  # never used here; each client would make its own, 20 ms apiece
        self._opened, self._until = asyncio.Event(), 0.0

    async def run(self, sessions: int) -> None:
        """Open the sessions, then let them all talk."""
        people = [asyncio.create_task(self.person(number, random.Random(number))) for number in range(sessions)]
        await asyncio.sleep(5)
        self._until = time.monotonic() + self.seconds
        self._opened.set()
        await asyncio.gather(*people)

    async def person(self, number: int, chance: random.Random) -> None:
        """One session: begins at a random moment of its first pause, at its own place of LINES, and goes on to the end.

        Were all at the same place, two hundred people would ask the dearest question within the same five seconds.
        """
        async with httpx.AsyncClient(base_url=self.url, timeout=30, trust_env=False, verify=self._tls) as client:
            await client.post("/api/v1/session", json={})
            await self._opened.wait()  # opening takes the client's time and would bunch the messages
            at, turn = time.monotonic() + chance.uniform(0, self.every), 0
            while at < self._until:
                await asyncio.sleep(max(0.0, at - time.monotonic()))
                await self.say(client, LINES[(number + turn) % len(LINES)], f"{number}-{turn}")
                at, turn = at + self.every, turn + 1

    async def say(self, client: httpx.AsyncClient, text: str, name: str) -> None:
        """One message, timed."""
        began = time.perf_counter()
        try:
            answer = await client.post("/api/v1/message", json={"text": text, "id": name})
            reply = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            self.faults[type(error).__name__] += 1
            return
        self.took.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200 or reply["card"]["kind"] == "error":
            self.faults[f"{answer.status_code} {reply.get('error', '')}".strip()] += 1


async def run(url: str, sessions: int, every: float, seconds: float) -> Load:
    """All sessions at once."""
    load = Load(url, every, seconds)
    await load.run(sessions)
    return load


def main() -> int:
    """Serve a bot on a free port with data of its own, and load it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--every", type=float, default=5, help="seconds between two messages of one session")
    parser.add_argument("--seconds", type=float, default=120)
    arguments = parser.parse_args()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        bot = serve(Path(folder))
        try:
            system = System(bot.url, [bot.process])  # type: ignore[list-item]
            idle = system.cpu()
            load = asyncio.run(run(bot.url, arguments.sessions, arguments.every, arguments.seconds))
            spent = system.cpu() - idle
        finally:
            stop(bot)
    cuts = statistics.quantiles(load.took, n=100)
    found = {
        "sessions": arguments.sessions, "every": arguments.every, "seconds": arguments.seconds,
        "messages": len(load.took),
        "errors": dict(load.faults), "median_ms": round(cuts[49], 1), "p95_ms": round(cuts[94], 1),
        "p99_ms": round(cuts[98], 1), "most_ms": round(max(load.took), 1),
        "server_cpu_ms_per_message": round(spent * 1000 / len(load.took), 1),
        "client_cpu_s": round(time.process_time(), 1),
        "load_before": round(before, 2), "load_after": round(os.getloadavg()[0], 2), "cores": os.cpu_count(),
    }  # fmt: skip
    print(json.dumps(found))
    return int(bool(load.faults) or cuts[94] > BOUND_MS)


if __name__ == "__main__":
    sys.exit(main())
