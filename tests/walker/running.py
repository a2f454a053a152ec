"""Binding the walker to a core of the bot, and how far it walks."""

from __future__ import annotations

import uuid
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

from actions.surroundings import Surroundings
from bot.engine import training
from bot.settings import Settings
from bot.store.codes import Limits
from bot.store.store import Store
from nlu.understander import Understander
from tests.conftest import MODELS, CoreTalker
from tests.walker.rules import Walk

MANY = 10**9
"""Wrong codes are part of the walk; how many are let through is tested with the store."""


def bot(folder: Path) -> CoreTalker:
    """A core of its own, on a new database."""
    around = Surroundings.make(Settings.from_env({"DROGOWSKAZ_DATA": str(folder)}))
    return talking(
        around, folder, Understander.load(training.nlu_folder(training.train(MODELS, around.base)), around.base)
    )


def talking(around: Surroundings, folder: Path, understander: Understander) -> CoreTalker:
    """The same with an understander that is loaded already."""
    store = Store(f"sqlite:///{folder / 'walk.db'}", limits=Limits(MANY, MANY))
    store.migrate()
    return CoreTalker(Surroundings(around.base, around.search, store, around.centre), understander, uuid.uuid4().hex)


def bound(talker: CoreTalker) -> type[Walk]:
    """The machine for this bot, with its own count of turns."""
    return type("BoundWalk", (Walk,), {"talker": talker, "turns": 0})


def profile(walks: int, steps: int, *, derandomize: bool) -> settings:
    """So many walks of so many steps; a walk takes as long as it takes."""
    return settings(
        max_examples=walks,
        stateful_step_count=steps,
        derandomize=derandomize,
        database=None,
        deadline=None,
        print_blob=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
