"""Everything that can be done with a choice, in ten or more wordings each (wordings.yml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import CoreTalker
from tests.talking import judge

OPERATIONS: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "wordings.yml").read_text("utf-8"))
NAMED = (
    "add remove replace keep_only all all_but range none reorder undo redo finish confirm deny cancel start "
    "my_selections note"
).split()
TEN = 10


def test_every_operation_has_ten_wordings() -> None:
    assert list(OPERATIONS) == NAMED
    assert [name for name, one in OPERATIONS.items() if len({*one["wordings"]}) < TEN] == []


@pytest.mark.parametrize(
    ("operation", "said"),
    [pytest.param(name, said, id=f"{name}: {said}") for name, one in OPERATIONS.items() for said in one["wordings"]],
)
def test_a_wording(talker: CoreTalker, operation: str, said: str) -> None:
    one = OPERATIONS[operation]
    for before in one["before"]:
        talker.say(before)
    assert judge(one["expect"], talker.say(said)) == []
