"""A bounded walk on every run; `python -m tests.walker 5000` goes further."""

from __future__ import annotations

from pathlib import Path

from hypothesis.stateful import run_state_machine_as_test

from actions.surroundings import Surroundings
from nlu.understander import Understander
from tests.walker.card import faults
from tests.walker.running import bound, profile, talking

WALKS, STEPS = 50, 40


def test_the_walker_and_the_model_never_part(around: Surroundings, understander: Understander, tmp_path: Path) -> None:
    machine = bound(talking(around, tmp_path, understander))
    run_state_machine_as_test(machine, settings=profile(WALKS, STEPS, derandomize=True))
    assert machine.turns > WALKS * STEPS / 3
    print(f"{machine.turns} turns walked")


def test_a_broken_reply_is_noticed(around: Surroundings, understander: Understander, tmp_path: Path) -> None:
    reply = talking(around, tmp_path, understander).say("dodaj 2.1")
    assert faults(reply, around.base) == []
    for broken in (
        {**reply, "texts": []},
        {**reply, "texts": ["", "x"]},
        {**reply, "buttons": []},
        {**reply, "card": {**reply["card"], "selected": ["2.1", "2.1"]}},
        {**reply, "card": {**reply["card"], "ids": ["9.9"]}},
        {**reply, "card": {**reply["card"], "kind": "error"}},
    ):
        assert faults(broken, around.base) != []
