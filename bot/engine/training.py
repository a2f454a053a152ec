"""The trained model: whether it is stale, and training it anew.

A model is named by the fingerprint of everything it depends on: training data, language code, configuration, and the
names and aliases in the knowledge base. A change of other content needs no training.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import bot.engine.prepare  # noqa: F401  (before rasa)
from bot.engine import generator, stand_ins
from bot.settings import ROOT
from knowledge.base import Base

CONFIG = ROOT / "bot" / "config.yml"


class TrainingError(Exception):
    """Training failed; the message holds the last lines it printed."""


def _inputs() -> Iterator[Path]:
    yield CONFIG
    yield from sorted((ROOT / "nlu").rglob("*.py"))
    yield from sorted((ROOT / "nlu").glob("*.yml"))
    yield from sorted((ROOT / "nlu" / "data").rglob("*.yml"))


def fingerprint(base: Base) -> str:
    """Sixteen hex digits that change whenever a model would."""
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    for record in (*base.areas.values(), *base.actions.values(), *base.terms.values(), *base.tools.values()):
        digest.update(f"{record.name}\0{record.aliases}".encode())
    return digest.hexdigest()[:16]


def model_path(models: Path, base: Base) -> Path:
    """Where the model for the present data stands, whether it exists or not."""
    return models / f"drogowskaz-{fingerprint(base)}.tar.gz"


def train(models: Path, base: Base, say: Callable[[str], None] = print) -> Path:
    """Train in a process of its own (its memory is given back) unless the model is there; returns the model.

    Raises TrainingError.
    """
    target = model_path(models, base)
    if target.exists():
        return target
    models.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "bot.engine.training", str(models), target.name.removesuffix(".tar.gz")]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.rstrip())
        if line.startswith("· "):
            say(line.rstrip())
    if process.wait() or not target.exists():
        raise TrainingError("\n".join(lines[-12:]))
    # The newest of the old ones stays: a bot that runs with it may have to start its Rasa again.
    for old in sorted(models.glob("drogowskaz-*.tar.gz"), key=lambda path: path.stat().st_mtime)[:-2]:
        if old != target:
            old.unlink()
            shutil.rmtree(old.with_name(old.name.removesuffix(".tar.gz") + "-nlu"), ignore_errors=True)
    return target


def nlu_folder(model: Path) -> Path:
    """The understanding's own files, unpacked beside the model: for talking and testing without Rasa."""
    target = model.with_name(model.name.removesuffix(".tar.gz") + "-nlu")
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=model.parent) as scratch:
            shutil.unpack_archive(model, scratch)  # our own; Debian's Python 3.11.2 knows no `filter` of tarfile
            (found,) = Path(scratch).glob("components/train_nlu.component.*")
            found.rename(target)
    return target


def main(models: str, name: str) -> None:
    """Train with Rasa (run by `train` in a process of its own)."""
    import yaml

    stand_ins.check(yaml.safe_load(CONFIG.read_text()))
    print("· Rasa is starting", flush=True)
    import rasa

    print("· training", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        domain = Path(scratch) / "domain.yml"  # an installed package has no domain.yml beside it
        domain.write_text(generator.domain(), "utf-8")
        result = rasa.train(
            domain=str(domain),
            config=str(CONFIG),
            training_files=[str(ROOT / "nlu" / "data"), str(generator.RULES)],
            output=models,
            fixed_model_name=name,
            force_training=True,
        )
    if result.code or not result.model:
        raise SystemExit(f"training failed with code {result.code}")
    print("· trained", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
