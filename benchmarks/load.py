"""Talking to a bot over its REST channel and timing the turns."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from benchmarks.processes import System
from nlu.training import read

SEED = 20261
WARM = 20
EARLY, LATE = 5, 200
"""The turns of one conversation that are set against each other."""
SPREAD = 2
"""Neighbours on each side that are counted with a turn, to quieten the clock."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds per turn, and the turns per second of wall time and of CPU time; `faults` had no card."""

    median: float
    p95: float
    per_second: float
    per_cpu_second: float
    faults: int


def messages(count: int) -> list[str]:
    """Training utterances in a fixed random order, the same for every system."""
    texts = sorted({example.text for example in read() if 0 < len(example.text) <= 400})
    drawn = random.Random(SEED).sample(texts, min(count, len(texts)))
    return [drawn[n % len(drawn)] for n in range(count)]


async def _turn(client: httpx.AsyncClient, sender: str, text: str) -> tuple[float, bool]:
    """Milliseconds of one turn and whether it was answered with a card that is no error."""
    began = time.perf_counter()
    said = await client.post("/webhooks/rest/webhook", json={"sender": sender, "message": text})
    spent = (time.perf_counter() - began) * 1000
    cards = [row["custom"] for row in said.json() if "custom" in row] if said.status_code == 200 else []
    return spent, len(cards) == 1 and cards[0].get("kind") != "error"


async def _users(url: str, users: int, texts: Sequence[str], turns_each: int) -> list[tuple[float, bool]]:
    """All users at once, each waiting for an answer before the next message, a new conversation per `turns_each`."""
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as client:

        async def user(own: Sequence[str]) -> list[tuple[float, bool]]:
            found, sender = [], ""
            for n, text in enumerate(own):
                if n % turns_each == 0:
                    sender = uuid.uuid4().hex
                found.append(await _turn(client, sender, text))
            return found

        rows = await asyncio.gather(*(user(texts[n::users]) for n in range(users)))
    return [row for own in rows for row in own]


def timed(system: System, users: int, turns: int, turns_each: int = 10) -> Timing:
    """`turns` turns by `users` users at once, in conversations of `turns_each` turns."""
    asyncio.run(_users(system.url, users, messages(WARM), turns_each))
    cpu, began = system.cpu(), time.perf_counter()
    rows = asyncio.run(_users(system.url, users, messages(turns), turns_each))
    wall, spent = time.perf_counter() - began, system.cpu() - cpu
    milliseconds = [row[0] for row in rows]
    return Timing(
        statistics.median(milliseconds),
        statistics.quantiles(milliseconds, n=20)[-1],
        len(rows) / wall,
        len(rows) / spent if spent else float("nan"),
        sum(not good for _, good in rows),
    )


def ageing(system: System, conversations: int) -> tuple[float, float]:
    """Median milliseconds around turn 5 and around turn 200 of long conversations, one after the other.

    The same messages stand around both turns, so that only the length of the conversation differs.
    """
    early: list[float] = []
    late: list[float] = []
    width = 2 * SPREAD + 1
    for number in range(conversations):
        texts = messages((number + 1) * LATE * 2)[-(LATE + SPREAD) :]
        texts[LATE - SPREAD - 1 : LATE + SPREAD] = texts[EARLY - SPREAD - 1 : EARLY + SPREAD]
        rows = [spent for spent, _ in asyncio.run(_users(system.url, 1, texts, len(texts)))]
        early += rows[EARLY - SPREAD - 1 :][:width]
        late += rows[LATE - SPREAD - 1 :][:width]
    return statistics.median(early), statistics.median(late)
