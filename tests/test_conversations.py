"""Every conversation script, on the core alone and through the served bot."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import cast

import pytest
import yaml

from tests.conftest import CoreTalker, RestTalker, Served
from tests.talking import Script, run, scripts

GAPS = yaml.safe_load((Path(__file__).parent / "known_gaps.yml").read_text())
ALL = [
    pytest.param(script, id=script.name, marks=pytest.mark.xfail(strict=True, reason=GAPS[script.name]))
    if script.name in GAPS
    else pytest.param(script, id=script.name)
    for script in scripts()
]

SERVED = [one for one in ALL if not cast(Script, one.values[0]).waits]
"""Scripts for a server, whose clock nobody moves."""


@pytest.mark.parametrize("script", ALL)
def test_on_the_core(script: Script, talker: CoreTalker) -> None:
    assert run(script, talker) == []


@pytest.mark.served
@pytest.mark.parametrize("script", SERVED)
def test_through_the_served_bot(script: Script, served: Served) -> None:
    assert run(script, RestTalker(served, uuid.uuid4().hex)) == []
