"""All figures of one system."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy import Accuracy
from benchmarks.load import Timing, ageing, timed
from benchmarks.processes import System


@dataclass(frozen=True, slots=True)
class Plan:
    """How many turns: by one user, by twenty users together, and long conversations of 200 turns."""

    one: int = 300
    twenty: int = 600
    conversations: int = 4


QUICK = Plan(150, 300, 2)


@dataclass(frozen=True, slots=True)
class Served:
    """Figures of the running system. `early`, `late`: ms around turn 5 and turn 200; `memory` MB after the load."""

    one: Timing
    twenty: Timing
    early: float
    late: float
    first_answer: float
    idle_memory: float
    memory: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything about one system; training in seconds, environment in MB; None is not measured."""

    served: Served
    training: float | None
    training_cpu: float | None
    environment: float
    accuracy: Accuracy | None


def run(system: System, plan: Plan) -> Served:
    """Measure a running system and stop it."""
    try:
        idle = system.memory()
        one = timed(system, 1, plan.one)
        twenty = timed(system, 20, plan.twenty)
        early, late = ageing(system, plan.conversations)
        return Served(one, twenty, early, late, system.first_answer, idle, system.memory())
    finally:
        system.stop()


def size(folder: Path) -> float:
    """MB on disk."""
    shown = subprocess.run(["du", "-sk", os.fspath(folder.resolve())], capture_output=True, text=True, check=True)
    return int(shown.stdout.split()[0]) / 1024
