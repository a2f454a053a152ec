"""Floors under the figures: texts of other authors, clean and garbled, through the whole dialogue. Figures only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nlu.evaluate import NOISES, Text, texts
from nlu.training import read
from tests.nlu.dialogue_score import Answered, Core

FOLDER = Path(__file__).parent
CLEAN = {"action": 0.91, "area": 0.95, "glossary": 0.92, "out_of_scope": 0.92}
"""Right at once, of other_author.yml."""
ONE_CLICK = 0.97
TERMS = 0.94
"""Of tests/nlu/terms, eight ways of asking for each term."""
OTHERS = {"facets_b.yml": 0.70, "offtopic_b.yml": 0.90, "talk_b.yml": 0.90, "actions_b.yml": 0.89,
          "second_author.yml": 0.85, "third_author.yml": 0.88}  # fmt: skip
LOSS = 0.035
"""Garbled copies may lose so much of all texts that are right."""


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Core]:
    return Core(str(tmp_path_factory.mktemp("floors")))


@pytest.fixture(scope="module")
def clean(core: Core) -> list[Answered]:
    return [core.answer(row, row.text) for row in texts(FOLDER / "other_author.yml")]


def right(rows: list[Answered]) -> float:
    return sum(row.right for row in rows) / len(rows)


@pytest.mark.parametrize("kind", CLEAN)
def test_other_author(clean: list[Answered], kind: str) -> None:
    assert right([row for row in clean if row.meant.kind == kind]) >= CLEAN[kind]


def test_an_action_is_one_click_away(clean: list[Answered]) -> None:
    actions = [row for row in clean if row.meant.kind == "action"]
    assert sum(row.one_click for row in actions) / len(actions) >= ONE_CLICK


@pytest.mark.parametrize("noise", ["no diacritics", "typos, no diacritics", "dictated"])
def test_garbled_copies_lose_little(core: Core, clean: list[Answered], noise: str) -> None:
    rows = texts(FOLDER / "other_author.yml")
    assert right([core.answer(row, NOISES[noise](row.text)) for row in rows]) >= right(clean) - LOSS


@pytest.mark.parametrize("name", OTHERS)
def test_other_sets(core: Core, name: str) -> None:
    assert right([core.answer(row, row.text) for row in texts(FOLDER / name)]) >= OTHERS[name]


def test_every_term_is_explained(core: Core) -> None:
    rows = [e for e in read(FOLDER / "terms") if e.intent.startswith("term_")]
    meant = [Text(e.text, "glossary", (e.intent.removeprefix("term_").replace("_", "-"),)) for e in rows]
    assert right([core.answer(text, text.text) for text in meant]) >= TERMS
