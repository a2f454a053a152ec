"""Every conversation script, on the core alone and through the served bot."""

from __future__ import annotations

import uuid

import pytest

from tests.conftest import CoreTalker, RestTalker, Served
from tests.talking import Script, run, scripts

ALL = scripts()


@pytest.mark.parametrize("script", ALL, ids=[script.name for script in ALL])
def test_on_the_core(script: Script, talker: CoreTalker) -> None:
    assert run(script, talker) == []


@pytest.mark.served
@pytest.mark.parametrize("script", ALL, ids=[script.name for script in ALL])
def test_through_the_served_bot(script: Script, served: Served) -> None:
    assert run(script, RestTalker(served, uuid.uuid4().hex)) == []
