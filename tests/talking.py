"""Conversation scripts: reading them and judging a reply against a step. Used on the core and through servers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

SCRIPTS = Path(__file__).parent / "conversations"


class Talker(Protocol):
    """Anything one can talk with; a reply is {"texts", "buttons", "card"}."""

    def say(self, text: str) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Script:
    """A conversation with expectations at every turn."""

    name: str
    turns: list[dict[str, Any]]


def scripts(folder: Path = SCRIPTS) -> list[Script]:
    """All scripts, named by folder and file."""
    return [
        Script(path.relative_to(folder).with_suffix("").as_posix(), yaml.safe_load(path.read_text())["turns"])
        for path in sorted(folder.rglob("*.yml"))
    ]


def run(script: Script, talker: Talker) -> list[str]:
    """Play a script; returns what went wrong, turn by turn (empty: all as expected)."""
    wrong: list[str] = []
    reply: dict[str, Any] = {"buttons": []}
    for number, step in enumerate(script.turns, 1):
        said = step["say"] if "say" in step else _payload(reply, step["press"])
        if said is None:
            wrong.append(f"{number}: no button with {step['press']!r}")
            continue
        reply = talker.say(said)
        for fault in judge(step, reply):
            wrong.append(f"{number} {said!r}: {fault}")
    return wrong


def judge(step: dict[str, Any], reply: dict[str, Any]) -> list[str]:
    """Differences between a reply and what the step expects."""
    card, faults = reply["card"], []
    kinds = step.get("kind", card["kind"])
    if card["kind"] not in (kinds if isinstance(kinds, list) else [kinds]):
        faults.append(f"kind {card['kind']}, not {kinds}")
    for name in ("ids", "selected", "saved", "choosing", "facet"):
        if name in step and card[name] != step[name]:
            faults.append(f"{name} {card[name]}, not {step[name]}")
    if "sees" in step and step["sees"].casefold() not in " ".join(reply["texts"]).casefold():
        faults.append(f"{step['sees']!r} is not seen")
    if not any(text.strip() for text in reply["texts"]):
        faults.append("nothing is said")
    return faults


def _payload(reply: dict[str, Any], fragment: str) -> str | None:
    return next((row["payload"] for row in reply["buttons"] if fragment in row["title"]), None)
