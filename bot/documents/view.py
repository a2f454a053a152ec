"""What the card of chosen actions says, as one JSON-ready dict: every format is drawn from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.base import Base
from knowledge.schema import Action, Statement

WORDS = "document.card."
STEPS = 4
"""First steps printed per action; the rest is in the conversation and in the book."""
TERMS = 12
"""Terms explained at most."""
_UNPRINTABLE = re.compile(r"[^\t\n\x20-\u024f\u1e00-\u1eff\u2010-\u2026\u20ac\u2212]")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: `items` are {id, note, person, quarter, reason}, in the user's order; `when` is local time."""

    items: Sequence[Mapping[str, str]]
    saved: bool
    when: datetime
    reference: str = ""
    code: str = ""
    unit: str = ""
    withdrawn: bool = False


def view(base: Base, choice: Choice, centre: Mapping[str, str]) -> dict[str, Any]:
    """The card's contents; `centre` holds the centre's details (name, address, phone, email, hours, www)."""
    words = {key.removeprefix(WORDS): str(text) for key, text in base.texts.items() if key.startswith(WORDS)}
    chosen = [(row, base.actions[row["id"]]) for row in choice.items if row["id"] in base.actions]
    spoken = " ".join(_texts(action) for _, action in chosen).casefold()
    cited = dict.fromkeys(code for _, action in chosen for s in action.legal for code in (s.source, *s.also) if code)
    return {
        "words": words,
        "title": words["title"],
        "draft": not choice.saved,
        "facts": _facts(base, choice, words),
        "actions": [_action(base, row, action) for row, action in chosen],
        "terms": _terms(base, [action.id for _, action in chosen], spoken),
        "sources": [
            {
                "code": code,
                "text": f"{base.sources[code].title}, {base.sources[code].identifier}",
                "seen": _ended(base.text("document.card.seen", seen=base.sources[code].seen)),
                "link": base.sources[code].link,
            }
            for code in cited
        ],
        "contact": [
            line for line in (plain(base.text(f"document.card.contact.{n}", **centre)) for n in (1, 2, 3)) if line
        ],
        "not_advice": words["not_advice"],
    }


def plain(text: str) -> str:
    """Text that the built-in fonts can print: emoji and other unknown signs left out."""
    return re.sub(r"[ \t]{2,}", " ", _UNPRINTABLE.sub("", text)).strip()


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _facts(base: Base, choice: Choice, words: Mapping[str, str]) -> list[list[str]]:
    rows = [
        (words["unit"], choice.unit or words["unit.unknown"]),
        (words["date"], f"{choice.when:%d.%m.%Y}"),
        (words["reference"], choice.reference if choice.saved else words["reference.draft"]),
        (words["code"], choice.code),
        (words["version"], base.version),
    ]
    return [[name, plain(value)] for name, value in rows if value]


def _action(base: Base, row: Mapping[str, str], action: Action) -> dict[str, Any]:
    told = [
        (base.text("document.card.reason"), row.get("reason", "")),
        (base.text("document.card.note"), row.get("note", "")),
        (base.text("document.card.person"), row.get("person", "")),
        (base.text("document.card.quarter"), row.get("quarter", "")),
    ]
    return {
        "id": action.id,
        "heading": f"{action.id}{'*' * action.starred} {action.name}",
        "title": action.title,
        "short": action.short,
        "told": [[name, plain(value)] for name, value in told if value and plain(value)],
        "decides": base.text("document.card.decides", decides=_ended(action.decides), time=_ended(action.time)),
        "steps": list(action.steps[:STEPS]),
        "legal": [_statement(base, s) for s in action.legal],
        "related": [f"{i} {base.actions[i].name}" for i in action.related],
    }


def _statement(base: Base, statement: Statement) -> dict[str, str]:
    mark = "" if statement.certainty == "verified" else base.text(f"document.book.mark.{statement.certainty}")
    where = ", ".join(part for part in (statement.source or "", statement.place or "") if part)
    return {"text": statement.text, "where": where, "mark": mark}


def _terms(base: Base, ids: Sequence[str], spoken: str) -> list[list[str]]:
    """Terms of the chosen actions whose names stand in the card, the most telling first."""
    found = []
    for term in base.terms.values():
        names = [name for name in (term.name, *term.aliases) if len(name) > 2]
        if set(term.actions) & set(ids) and any(name.casefold() in spoken for name in names):
            found.append([term.name, term.definition[0].text])
    return found[:TERMS]


def _texts(action: Action) -> str:
    return " ".join((action.title, action.short, *action.steps[:STEPS], *(s.text for s in action.legal)))
