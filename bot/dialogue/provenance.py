"""How statements are spoken: with their source, its date, and an honest mark where something needs checking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.base import Base
from knowledge.schema import Statement

FIRST_ANSWER = 600
"""Characters of an answer that a phone shows without scrolling; the rest is told by facets."""
OFFICIAL = ("Dz.U.", "M.P.")
"""How the official journals' identifiers begin."""


def spoken(base: Base, statement: Statement) -> str:
    """A statement with its place in the law and, where needed, the words "do sprawdzenia"."""
    text = statement.text.rstrip()
    if statement.place:
        text = f"{text.rstrip('.')} ({statement.place})."
    if statement.certainty == "to_check":
        text = f"{text} {base.text('certainty.to_check')}"
    return text


def bullets(base: Base, statements: Iterable[Statement]) -> str:
    """Statements as a list, one per line."""
    return "\n".join(f"• {spoken(base, statement)}" for statement in statements)


def codes(statements: Iterable[Statement]) -> list[str]:
    """Source codes of statements, in order, without doubles."""
    found: dict[str, None] = {}
    for statement in statements:
        found.update(dict.fromkeys(code for code in (statement.source, *statement.also) if code))
    return list(found)


def source_line(base: Base, wanted: Sequence[str], beside: Sequence[str] = ()) -> str:
    """One line that names the sources with the date of the text seen, and says where a newer text is known.

    In a first answer it stands `beside` other paragraphs: when all would be longer than FIRST_ANSWER, acts are named by
    their place in the official journal alone. The full titles are in the sources that channels fold away.
    """
    if not wanted:
        return ""
    line = _line(base, wanted, brief=False)
    if beside and sum(map(len, beside)) + 2 * len(beside) + len(line) > FIRST_ANSWER:
        return _line(base, wanted, brief=True)
    return line


def _line(base: Base, wanted: Sequence[str], brief: bool) -> str:
    parts = []
    for source in (base.sources[code] for code in wanted):
        official = source.identifier.startswith(OFFICIAL)
        name = source.identifier.partition(" (")[0] if official else source.title
        name = name if brief else f"{source.title}, {source.identifier}"
        key = "source.superseded" if source.superseded else "source.item"
        parts.append(base.text(key, name=name, seen=source.seen))
    return base.text("source.line", sources="; ".join(parts)).replace("..", ".")  # "2024 r.."


def source_rows(base: Base, wanted: Sequence[str]) -> list[dict[str, object]]:
    """The same for channels that draw foldable sources."""
    return [
        {"code": s.code, "title": s.title, "identifier": s.identifier, "seen": s.seen, "link": s.link,
         "status": s.status, "superseded": s.superseded}
        for s in (base.sources[code] for code in wanted)
    ]  # fmt: skip
