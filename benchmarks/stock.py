"""Stock Rasa: its own environment, a project with the same data and equivalent rules, training, serving."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.processes import System, free_port, start, timed_run
from knowledge.base import load
from nlu.training import named, read

HERE = Path(__file__).parent
ROOT = HERE.parent
HOME = ROOT / ".bench"
VENV = HOME / "venv"
PYTHON = VENV / "bin" / "python"
DEFAULTS = "rasa/engine/recipes/config_files/default_config.yml"
LOCK = HERE / "stock.lock"
ACTION = "action_turn"
FALLBACK = "nlu_fallback"
QUICK = 2
"""Epochs of `--quick`: enough to time turns (they do not depend on it), not to judge accuracy."""


class StockError(Exception):
    """Stock Rasa cannot be set up or run; the message says why."""


def uv() -> str:
    """The uv to install with: on PATH, or fetched by the Makefile. Raises StockError."""
    found = shutil.which("uv") or shutil.which("uv", path=str(ROOT / ".tools" / "bin"))
    if found is None:
        raise StockError("uv is missing: `make .tools/bin/uv` fetches it")
    return found


def _pythons() -> Iterator[str]:
    """Interpreters to try, best first: 3.10 is the newest that Rasa 3.6 supports; on 3.11 it works."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for version in ("3.10", "3.11"):
        yield f"python{version}"
        yield from (str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python{version}")))


def _works(python: str) -> bool:
    """Whether an interpreter really starts (a shim on PATH may not)."""
    try:
        return subprocess.run([python, "-c", ""], check=False, capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def environment() -> Path:
    """Make the environment unless it stands; returns its Python. About 2.5 GB. Raises StockError."""
    mark = VENV / ".installed"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == wanted:
        return PYTHON
    python = next(filter(_works, _pythons()), None)
    if python is None:
        raise StockError("stock Rasa needs Python 3.10 or 3.11")
    print(f"· installing stock Rasa into {VENV.relative_to(ROOT)} (2.5 GB)", flush=True)
    tool = uv()
    install = ["pip", "install", "-q", "--no-deps", "--require-hashes", "--python", str(PYTHON), "-r", str(LOCK)]
    for arguments in (["venv", "-q", "--clear", "--python", python, str(VENV)], install):
        if subprocess.run([tool, *arguments], check=False).returncode:
            raise StockError("installing stock Rasa failed")
    mark.write_text(wanted)
    return PYTHON


def examples() -> dict[str, list[str]]:
    """Utterances by intent: the training data, and the names that ours learns from the knowledge base as well."""
    base = load()
    found: dict[str, list[str]] = {}
    for example in (*read(), *named(base)):
        found.setdefault(example.intent, []).append(example.text)
    for term in base.terms.values():
        names = found.setdefault("term_" + term.slug.replace("-", "_"), [])
        names += dict.fromkeys((term.name, *term.aliases))
    return {intent: list(dict.fromkeys(texts)) for intent, texts in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class Stock:
    """One trained stock bot in a folder of its own; `epochs` None means Rasa's own configuration, untouched."""

    name: str = "project"
    epochs: int | None = None

    @property
    def project(self) -> Path:
        """The Rasa project."""
        return HOME / self.name

    @property
    def model(self) -> Path:
        """The trained model."""
        return self.project / "models" / "stock.tar.gz"

    @property
    def kept(self) -> dict[str, Any]:
        """What the last training noted beside the model; empty when there is none."""
        note = self.project / "trained.json"
        found: dict[str, Any] = json.loads(note.read_text()) if note.exists() and self.model.exists() else {}
        return found

    def write(self) -> str:
        """Write data, rules, domain and configuration; returns a fingerprint of all that the model depends on."""
        (self.project / "data").mkdir(parents=True, exist_ok=True)
        by_intent = examples()
        intents = [*by_intent, FALLBACK]
        nlu = [
            {"intent": name, "examples": "".join(f"- {_plain(text)}\n" for text in texts)}
            for name, texts in by_intent.items()
        ]
        rules = [{"rule": name, "steps": [{"intent": name}, {"action": ACTION}]} for name in intents]
        files = {
            "data/nlu.yml": {"version": "3.1", "nlu": nlu},
            "data/rules.yml": {"version": "3.1", "rules": rules},
            "domain.yml": {"version": "3.1", "intents": intents, "actions": [ACTION]},
            "config.yml": self._config(),
        }
        digest = hashlib.sha256(LOCK.read_bytes())
        for name, content in files.items():
            text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
            (self.project / name).write_text(text, encoding="utf-8")
            digest.update(text.encode())
        shutil.copy(HERE / "stock_project" / "actions.py", self.project / "actions.py")
        return digest.hexdigest()[:16]

    def _config(self) -> dict[str, Any]:
        config: dict[str, Any] = yaml.safe_load((HERE / "stock_project" / "config.yml").read_text())
        if self.epochs is not None:
            (defaults,) = VENV.glob(f"lib/python*/site-packages/{DEFAULTS}")
            config = {**yaml.safe_load(defaults.read_text()), **config}
            for row in (*config["pipeline"], *config["policies"]):
                if "epochs" in row:
                    row["epochs"] = self.epochs
        return config

    def train(self, keep: bool) -> dict[str, Any]:
        """Train unless the model is fresh or `keep` is set; {"wall", "cpu"} in seconds. Raises StockError."""
        if keep:
            if not self.kept:
                raise StockError("--no-train, but no stock model is kept")
            return self.kept
        fingerprint = self.write()
        if self.kept.get("fingerprint") == fingerprint:
            return self.kept
        print(f"· training stock Rasa ({self.epochs or 100} epochs; kept afterwards)", flush=True)
        command = [str(PYTHON), "-m", "rasa", "train", "--fixed-model-name", "stock", "--out", "models", "--force"]
        log = HOME / f"{self.name}-train.log"
        wall, cpu, code = timed_run(command, self.project, _env(), log)
        if code or not self.model.exists():
            raise StockError(f"training stock Rasa failed: see {log}")
        (self.project / "trained.json").write_text(json.dumps({"fingerprint": fingerprint, "wall": wall, "cpu": cpu}))
        return self.kept

    def serve(self) -> System:
        """Start the action server and Rasa with SQLite and the REST channel, on free loopback ports, and wait."""
        actions, door = free_port(), free_port()
        run = HOME / "run"
        shutil.rmtree(run, ignore_errors=True)
        run.mkdir(parents=True)
        endpoints = {
            "action_endpoint": {"url": f"http://127.0.0.1:{actions}/webhook"},
            "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(run / "tracker.db")},
        }
        (run / "endpoints.yml").write_text(yaml.safe_dump(endpoints))
        (run / "credentials.yml").write_text("rest:\n")
        bot = [str(PYTHON), "-m", "rasa", "run", "--model", str(self.model), "--interface", "127.0.0.1"]
        bot += ["--port", str(door), "--endpoints", str(run / "endpoints.yml")]
        bot += ["--credentials", str(run / "credentials.yml")]
        server = [str(PYTHON), "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions)]
        return start([server, bot], self.project, _env(), f"http://127.0.0.1:{door}", HOME / "stock-serve.log")

    def parse(self, texts: list[str]) -> list[tuple[str, list[str]]]:
        """(intent acted on, intents best first) of each text, by stock Rasa's agent. Raises StockError."""
        done = subprocess.run(
            [str(PYTHON), str(HERE / "stock_project" / "parse.py"), str(self.model)],
            check=False,
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            cwd=HOME,
            env=_env(),
        )
        if done.returncode or "RESULT" not in done.stdout:
            raise StockError(f"stock Rasa could not parse:\n{done.stderr[-800:]}")
        rows = json.loads(done.stdout.rpartition("RESULT")[2])
        return [(row["intent"], row["ranking"]) for row in rows]


def _plain(text: str) -> str:
    """One line without the brackets and braces that Rasa would read as entities."""
    return text.translate(str.maketrans("[]{}", "()()")).replace("\n", " ")


def _env() -> dict[str, str]:
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    return {**os.environ, "PATH": path, **quiet}
