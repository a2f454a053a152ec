"""The reference book to hand out: everything Drogowskaz knows, with certainty and sources, as PDF/UA."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from bot.documents.table import rows
from bot.documents.typesetting import typeset
from knowledge.base import Base
from knowledge.schema import Action, Role, Statement

WORDS = "document.book."
ROLES: tuple[Role, ...] = get_args(Role)


def book(base: Base) -> bytes:
    """The book as a tagged A4 PDF (PDF/UA-1), just under 50 pages."""
    return typeset("book.typ", contents(base), base)[0]


def write_book(base: Base, path: Path) -> None:
    """Write the book. Raises ValueError unless `path` ends in .pdf, and OSError where it cannot be written."""
    if path.suffix.lower() != ".pdf":
        raise ValueError(f"the book is a PDF: {path.name}")
    path.write_bytes(book(base))


def contents(base: Base) -> dict[str, Any]:
    """All that book.typ sets, as JSON: fixed words under `words`, chapters under their own names."""
    cited = Counter(code for _, _, s in base.statements() for code in (s.source, *s.also) if code)
    return {
        "words": {
            key.removeprefix(WORDS): list(text) if isinstance(text, tuple) else text
            for key, text in base.texts.items()
            if key.startswith(WORDS)
        },
        "version": base.text("document.book.version", version=base.version),
        "star": base.text("document.table.star"),
        "rows": rows(base),
        "roles": [base.text(f"role.{role}") for role in ROLES],
        "areas": [
            {
                "id": area.id,
                "heading": base.text("document.book.area", id=area.id, name=area.name),
                "title": area.title,
                "short": area.short,
                "purpose": area.purpose,
                "serves": area.serves,
                "differences": area.differences,
                "actions": [_action(base, action) for action in base.actions_of(area.id)],
            }
            for area in base.areas.values()
        ],
        "comparisons": [
            {
                "ids": list(c.ids),
                "lines": [[i, base.actions[i].name, line] for i, line in zip(c.ids, c.lines, strict=True)],
                "advice": base.text("document.book.comparisons.advice", advice=c.advice),
            }
            for c in base.comparisons
        ],
        "needs": [[need.name, [answer.id for answer in need.answers]] for need in base.needs.values()],
        "tools": [
            {
                "name": tool.name,
                "roles": [[tool.roles[role], base.text(f"document.book.tools.{tool.roles[role]}")] for role in ROLES],
                "for": _statements(tool.yes),
                "not_for": _statements(tool.no),
                "ids": list(tool.actions),
            }
            for tool in base.tools.values()
        ],
        "terms": [
            {"name": term.name, "definition": _statements(term.definition), "ids": list(term.actions)}
            for term in sorted(base.terms.values(), key=lambda term: _alphabetical(term.name))
        ],
        "sources": [
            {
                "code": source.code,
                "title": source.title,
                "identifier": source.identifier,
                "seen": base.text("document.book.sources.seen", seen=source.seen),
                "status": source.status,
                "link": source.link,
                "count": base.text("document.book.sources.count", count=cited[source.code]),
            }
            for source in base.sources.values()
        ],
    }


def _action(base: Base, action: Action) -> dict[str, Any]:
    codes = (
        code
        for statement in (*action.who, *action.legal, *action.figures, *action.pitfall)
        for code in (statement.source, *statement.also)
        if code
    )
    return {
        "id": action.id,
        "heading": base.text("document.book.action", id=action.id, star="*" * action.starred, name=action.name),
        "title": action.title,
        "short": action.short,
        "what": action.what,
        "core": [
            base.text("document.book.facet.decides", decides=action.decides),
            base.text("document.book.facet.starters", roles=", ".join(base.text(f"role.{r}") for r in action.starters)),
            base.text("document.book.facet.first", first=action.first),
            *([base.text("document.book.facet.council")] if action.council else []),
        ],
        "steps": list(action.steps),
        "who": _statements(action.who),
        "legal": _statements(action.legal),
        "figures": _statements(action.figures),
        "pitfall": _statements(action.pitfall),
        "documents": list(action.documents),
        "evidence": action.evidence,
        "difficulty": [[d.problem, d.advice] for d in action.difficulty],
        "time": action.time,
        "cost": action.cost,
        "example": action.example,
        "when": list(action.when),
        "related": [[i, base.actions[i].name] for i in action.related],
        "sources": [
            [code, base.text("document.book.seen", code=code, seen=base.sources[code].seen)]
            for code in dict.fromkeys(codes)
        ],
    }


def _statements(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Statements with their marks; `codes` are source codes that lead to the chapter of sources."""
    return [
        {
            "text": s.text,
            "certainty": s.certainty,
            "codes": [code for code in (s.source, *s.also) if code],
            "place": s.place,
        }
        for s in statements
    ]


_ORDER = {letter: number for number, letter in enumerate("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż")}


def _alphabetical(name: str) -> list[int]:
    """A key for the Polish alphabet, without any locale of the machine; other characters come first."""
    return [_ORDER.get(letter, -1) for letter in name.casefold()]
