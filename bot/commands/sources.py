"""content sources: the acts behind the content, and every article and figure with where it comes from."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.commands.check import word
from bot.settings import Settings
from knowledge import claims
from knowledge.base import Base, load
from knowledge.claims import Claim
from knowledge.schema import Statement

WIDTH = 220


@dataclass(frozen=True, slots=True)
class Row:
    """One article or figure of a statement; `lines` are the lines of the facts file that say it, the nearest first."""

    owner: str
    facet: str
    claim: Claim
    statement: Statement
    lines: tuple[int, ...] = ()


def sources(arguments: argparse.Namespace, settings: Settings) -> int:
    """Print the sources, or with --facts what is taken from them; exit code 1 when --against does not find all."""
    base = load(settings.content)
    if not (arguments.facts or arguments.against):
        _print(base, ("source", "title", "identifier", "seen", "status", "facts.count"), _acts(base))
        return 0
    try:
        facts = arguments.against.read_text("utf-8").splitlines() if arguments.against else None
    except (OSError, UnicodeDecodeError) as error:
        print(f"drogowskaz: {arguments.against}: {error}", file=sys.stderr)
        return 2
    found = [*rows(base, facts)]
    heads = ["stale.owner", "facet", "facts.claim", "source", "title", "identifier", "seen", "certainty"]
    _print(base, [*heads, *(["facts.line"] if facts is not None else [])], (
        _cells(base, row, facts is not None) for row in found
    ))  # fmt: skip
    print(base.text("editing.facts.total", count=len(found), statements=len({id(row.statement) for row in found})))
    if facts is None:
        return 0
    lost = [row for row in found if not row.lines]
    print(base.text("editing.facts.lost", count=len(lost), file=arguments.against.name))
    for row in lost:
        print(f"  {row.owner} › {word(base, row.facet)}: {row.claim.text} – {row.statement.text}")
    return 1 if lost else 0


def rows(base: Base, facts: Sequence[str] | None = None) -> Iterator[Row]:
    """Every article and figure of every statement, with its lines in `facts` where that is given."""
    for owner, facet, statement in base.statements():
        made = claims.of(statement)
        lines = _lines(statement, made, facts) if facts is not None else [()] * len(made)
        for claim, places in zip(made, lines, strict=True):
            yield Row(owner, facet, claim, statement, places)


def _lines(statement: Statement, made: Sequence[Claim], facts: Sequence[str]) -> list[tuple[int, ...]]:
    """For each claim the lines that say it and name a source of the statement, or leave the matter to be checked.

    The nearest line says most of the statement's claims, then shares most words; a line that only lists a source and
    what was seen of it comes last.
    """
    codes = [code for code in (statement.source, *statement.also) if code]
    named = re.compile(rf"\b(?:{'|'.join(codes)})\b" + ("|do sprawdzenia" if statement.certainty == "to_check" else ""))
    said = {
        number: [claims.says(line, claim) for claim in made]
        for number, line in enumerate(facts, 1)
        if codes and named.search(line)
    }
    words = set(re.findall(r"\w{4,}", statement.text.lower()))

    def far(number: int) -> tuple[bool, int, int, int]:
        line = facts[number - 1]
        shared = words & set(re.findall(r"\w{4,}", line.lower()))
        return bool(re.match(rf"\W*(?:{'|'.join(codes)})\b", line)), -sum(said[number]), -len(shared), number

    near = sorted(said, key=far)
    return [tuple(number for number in near if said[number][place]) for place in range(len(made))]


def _cells(base: Base, row: Row, with_lines: bool) -> list[str]:
    source = base.sources.get(row.statement.source or "")
    cells = [
        row.owner, word(base, row.facet), row.claim.text,
        ", ".join(code for code in (row.statement.source, *row.statement.also) if code),
        source.title if source else "", source.identifier if source else "", source.seen if source else "",
        base.text(f"editing.choice.certainty.{row.statement.certainty}"),
    ]  # fmt: skip
    return [*cells, str(row.lines[0]) if row.lines else "–"] if with_lines else cells


def _acts(base: Base) -> Iterator[list[str]]:
    cited = Counter(code for _, _, s in base.statements() for code in (s.source, *s.also) if code)
    for code, source in base.sources.items():
        yield [code, source.title, source.identifier, source.seen, source.status, str(cited[code])]


def _print(base: Base, heads: Sequence[str], cells: Iterator[list[str]]) -> None:
    table = Table(*(base.text(f"editing.{head if '.' in head else f'col.{head}'}") for head in heads))
    for row in cells:
        table.add_row(*map(escape, row))
    Console(width=WIDTH).print(table)
