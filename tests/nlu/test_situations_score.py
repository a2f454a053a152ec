"""The figures about situations count what was shown."""

from __future__ import annotations

from pathlib import Path

from tests.nlu.dialogue_score import Core
from tests.nlu.situations_score import FOLDER, Scored, _one, figures, score


def test_only_the_first_four_actions_count_and_areas_do_not() -> None:
    card = {"kind": "area", "ids": ["2"], "alternatives": ["2.1", "2.1", "2.2", "2.3", "2.4", "2.5"]}
    row = _one(card, {"good": ["2.1", "2.5"], "bad": ["2.3"]})
    assert row == Scored("area", ("2.1", "2.2", "2.3", "2.4"), ("2.1",), ("2.3",))


def test_shares_are_per_situation_and_per_shown_action() -> None:
    rows = [Scored("recommend", ("1.1", "1.2"), ("1.1",), ("1.2",)), Scored("action", ("1.3", "1.4"), (), ())]
    assert figures(rows) == {"acceptable": 0.5, "wrong_situations": 0.5, "wrong_shown": 0.25}


def test_nothing_shown_is_no_wrong_action() -> None:
    assert figures([Scored("clarify", (), (), ())])["wrong_shown"] == 0.0


def test_situations_do_not_get_worse(tmp_path: Path) -> None:
    found = figures(score(Core(str(tmp_path)), FOLDER / "situations_a.yml"))
    assert found["acceptable"] >= 0.95
    assert found["wrong_shown"] <= 0.10  # far from the goal of 0.03: what exists or is rejected is still proposed


def test_situations_of_later_authors_do_not_get_worse(tmp_path: Path) -> None:
    core = Core(str(tmp_path))
    for name, acceptable, wrong in (("d", 0.95, 0.04), ("e", 0.95, 0.04), ("f", 0.90, 0.08)):
        found = figures(score(core, FOLDER / f"situations_{name}.yml"))
        assert found["acceptable"] >= acceptable, name
        assert found["wrong_shown"] <= wrong, name
