"""What the e-mails to advisers say; every word comes from the content.

A digest leaves out notes and names of persons; a hand-over is the summary that its person agreed to pass on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.base import Base


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in plain text. The subject holds nothing that people wrote."""

    subject: str
    body: str


def digest(base: Base, choices: Sequence[Mapping[str, Any]], centre: Mapping[str, str]) -> Letter:
    """New, changed and withdrawn choices, as `bot.store.outbox.new_choices` gives them."""
    parts = [base.text("post.digest.intro", count=len(choices))]
    parts += [f"{number}. {_choice(base, row)}" for number, row in enumerate(choices, 1)]
    parts.append(base.text("post.digest.more"))
    return Letter(base.text("post.digest.subject", count=len(choices)), _body(base, parts, centre))


def handover(base: Base, row: Mapping[str, Any], centre: Mapping[str, str]) -> Letter:
    """What a person left for an adviser, as `bot.store.outbox.next_handover` gives it."""
    parts = [
        base.text("post.handover.intro", reference=row["reference"], when=local(row["when"])),
        row["summary"],
        base.text("post.handover.contact", contact=_line(row["contact"])) if row["contact"] else "",
        base.text("post.handover.more"),
    ]
    return Letter(base.text("post.handover.subject", reference=row["reference"]), _body(base, parts, centre))


def local(when: str) -> str:
    """An ISO UTC time as the centre's clock shows it, "23.11.2026, 10:15"."""
    return f"{datetime.fromisoformat(when).astimezone():%d.%m.%Y, %H:%M}"


def _choice(base: Base, row: Mapping[str, Any]) -> str:
    kind = "withdrawn" if row["withdrawn"] else "changed" if row["known"] else "new"
    who = _line(row["unit_name"]) or base.text("document.card.unit.unknown")
    role = f" ({base.text('role.' + row['role'])})" if row["role"] else ""
    lines = [
        base.text("post.digest.choice", reference=row["reference"], who=who + role, when=local(row["when"])),
        f"   {base.text(f'post.digest.{kind}')}",
    ]
    lines += [f"   - {i} {base.actions[i].name}" if i in base.actions else f"   - {i}" for i in row["actions"]]
    if row["remarks"]:
        lines.append(f"   {base.text('post.digest.remarks', count=row['remarks'])}")
    return "\n".join(lines)


def _body(base: Base, parts: Sequence[str], centre: Mapping[str, str]) -> str:
    whole = [base.text("post.hello"), *parts, base.text("post.bye", **centre)]
    return "\n\n".join(part for part in whole if part) + "\n"


def _line(text: str) -> str:
    """What a person wrote, on one line."""
    return " ".join(text.split())
