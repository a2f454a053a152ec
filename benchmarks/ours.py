"""Drogowskaz as a person starts it: `python -m bot.cli serve`, with a data folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from benchmarks.processes import System, free_port, start, timed_run
from benchmarks.stock import HOME, ROOT
from knowledge.base import load
from nlu.understander import Understander

DATA = HOME / "ours"


class OursError(Exception):
    """Drogowskaz could not be trained; the message says why."""


def _env(port: int = 0) -> dict[str, str]:
    own = {k: v for k, v in os.environ.items() if not k.startswith("DROGOWSKAZ_")}
    return {**own, "DROGOWSKAZ_DATA": str(DATA), "DROGOWSKAZ_PORT": str(port), "DROGOWSKAZ_REST": "on"}


def train(keep: bool) -> dict[str, Any]:
    """Train from nothing in a fresh data folder, unless `keep`; {"wall", "cpu"} in seconds. Raises OursError."""
    note = DATA / "trained.json"
    if not (keep and note.exists()):
        shutil.rmtree(DATA, ignore_errors=True)
        DATA.mkdir(parents=True)
        log = HOME / "ours-train.log"
        wall, cpu, code = timed_run([sys.executable, "-m", "bot.cli", "train"], ROOT, _env(), log)
        if code:
            raise OursError(f"training failed: see {log}")
        note.write_text(json.dumps({"wall": wall, "cpu": cpu}))
    found: dict[str, Any] = json.loads(note.read_text())
    return found


def understander() -> Understander:
    """The understanding of the very model that is served."""
    from bot.engine import training  # late: it prepares Rasa

    base = load()
    return Understander.load(training.nlu_folder(training.train(DATA / "models", base)), base)


def serve() -> System:
    """Start it on a free loopback port and wait for the first answer."""
    port = free_port()
    command = [sys.executable, "-m", "bot.cli", "serve"]
    return start([command], ROOT, _env(port), f"http://127.0.0.1:{port}", HOME / "ours-serve.log")


def environment() -> Path:
    """The folder of the environment we run in."""
    return Path(sys.prefix)
