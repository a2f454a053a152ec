"""Conversation scripts: reading them and judging a reply against a step. Used on the core and through servers.

A step `wait: 7` lets so many days pass; such scripts need a talker with a clock of its own (`Waiting`).
A step may name a `device`: another conversation, which starts with its first message. `{code}` in a message is the
code to resume by that was shown last, to anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import yaml

CODE = re.compile(r"\b[a-z]+-[a-z]+-[a-z]+-\d{3,4}\b")
SCRIPTS = Path(__file__).parent / "conversations"


class Talker(Protocol):
    """Anything one can talk with; a reply is {"texts", "buttons", "card"}."""

    def say(self, text: str) -> dict[str, Any]: ...

    def another(self) -> Talker:
        """A new conversation with the same bot."""
        ...


class Waiting(Talker, Protocol):
    """A talker whose clock can be moved."""

    def wait(self, days: int) -> None: ...


@dataclass(frozen=True)
class Script:
    """A conversation with expectations at every turn."""

    name: str
    turns: list[dict[str, Any]]

    @property
    def waits(self) -> bool:
        """Whether days pass in it."""
        return any("wait" in step for step in self.turns)


def scripts(folder: Path = SCRIPTS) -> list[Script]:
    """All scripts, named by folder and file."""
    return [
        Script(path.relative_to(folder).with_suffix("").as_posix(), yaml.safe_load(path.read_text())["turns"])
        for path in sorted(folder.rglob("*.yml"))
    ]


def run(script: Script, talker: Talker) -> list[str]:
    """Play a script; returns what went wrong, turn by turn (empty: all as expected)."""
    wrong: list[str] = []
    talkers, replies, code = {"": talker}, {}, ""
    for number, step in enumerate(script.turns, 1):
        if "wait" in step:
            cast(Waiting, talker).wait(step["wait"])
            continue
        device = step.get("device", "")
        reply = replies.get(device, {"buttons": []})
        said = step["say"].replace("{code}", code) if "say" in step else _payload(reply, step["press"])
        if said is None:
            wrong.append(f"{number}: no button with {step['press']!r}")
            continue
        if device not in talkers:
            talkers[device] = talker.another()
        replies[device] = reply = talkers[device].say(said)
        shown = CODE.search(" ".join(reply["texts"]))
        code = shown[0] if shown else code
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
    seen = " ".join(reply["texts"]).casefold()
    wanted = step.get("sees", [])
    for words in [wanted] if isinstance(wanted, str) else wanted:
        if words.casefold() not in seen:
            faults.append(f"{words!r} is not seen")
    if not any(text.strip() for text in reply["texts"]):
        faults.append("nothing is said")
    return faults


def _payload(reply: dict[str, Any], fragment: str) -> str | None:
    return next((row["payload"] for row in reply["buttons"] if fragment in row["title"]), None)
