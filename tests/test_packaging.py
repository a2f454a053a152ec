"""The wheel holds all that stands in the packages, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

from bot.settings import ROOT

PACKAGES = ("actions", "bot", "knowledge", "nlu")
BUILD = "from setuptools import build_meta; print(build_meta.build_wheel('dist'))"
NEEDED = {
    "bot/config.yml", "bot/front/openapi.yml", "bot/web/index.html", "bot/web/chat.js", "bot/web/access.html",
    "bot/documents/table.typ", "knowledge/content/meta.yml", "knowledge/content/texts/talk.yml",
    "knowledge/content/actions/1.1.yml", "nlu/rules.yml", "nlu/thresholds.yml", "nlu/vectors.npz",
    "bot/store/migrations/env.py",
}  # fmt: skip


def files() -> set[str]:
    """What stands in the packages now."""
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}


def test_the_wheel_holds_all_files_of_the_packages(tmp_path: Path) -> None:
    for name in (*PACKAGES, "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    # Rasa takes an old `packaging` only; builds have an environment of their own, and here setuptools brings its own.
    spec = find_spec("setuptools")
    assert spec is not None
    assert spec.origin is not None
    env = {**os.environ, "PYTHONPATH": str(Path(spec.origin).parent / "_vendor")}
    run = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "drogowskaz = bot.cli:main" in archive.read(entry).decode()
    assert names == files()
    assert names >= NEEDED
