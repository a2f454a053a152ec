"""The benchmarks can be started: each of their modules loads, and tells what it does."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "benchmarks"


@pytest.mark.parametrize("name", sorted(p.stem for p in FOLDER.glob("*.py") if p.stem != "__init__"))
def test_a_benchmark_loads(name: str) -> None:
    assert importlib.import_module(f"benchmarks.{name}").__doc__
