"""`python -m tests.walker 5000`: a deep walk of at least so many turns, with new random numbers each time."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from hypothesis import seed
from hypothesis.stateful import run_state_machine_as_test

from tests.walker.running import bot, bound, profile

STEPS = 60

wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
number = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 10**6
with tempfile.TemporaryDirectory() as folder:
    machine = bound(bot(Path(folder)))
    began = time.monotonic()
    while machine.turns < wanted:
        try:
            run_state_machine_as_test(seed(number)(machine), settings=profile(20, STEPS, derandomize=False))
        finally:
            print(f"seed {number}: {machine.turns} turns so far, {time.monotonic() - began:.0f} s", flush=True)
        number += 1
