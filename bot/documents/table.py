"""The results table drawn as in the source: four columns, twenty results, asterisks; SVG, PNG and PDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bot.documents.typesetting import typeset
from knowledge.base import Base

INK = "#1b1f24"
PAPER = "#ffffff"
FILLS = ("#0b5394", "#38601f", "#7a3e06", "#5b2a86")  # heads of the columns, under white letters
TINTS = ("#e3eef8", "#e9f2e2", "#faeee0", "#f0e6f7")  # boxes, under INK

WIDTH, MARGIN, GAP, PAD = 1280, 20, 16, 12  # pixels of the drawing's own grid
COLUMN = (WIDTH - 2 * MARGIN - 3 * GAP) // 4
SIZE, LEADING = 15, 20  # letters and lines in a box
HEAD = 15

# Widths of letters in thousandths of the size, from above: Arial's and its look-alikes', so no line leaves its box.
_NARROW = {**dict.fromkeys("ijlIłŁ|.,:;'()/!t f", 340), **dict.fromkeys("mwMW", 900), **dict.fromkeys("–—%@", 1000)}


def _width(text: str, size: int, bold: bool) -> float:
    wide = sum(_NARROW.get(letter, 735 if letter.isupper() else 570) for letter in text)
    return wide * size / 1000 * (1.08 if bold else 1)


def wrap(text: str, width: float, size: int, bold: bool = False) -> list[str]:
    """Break `text` between words into lines of at most `width` pixels; a longer word gets a line of its own.

    A one-letter word stays with the next one, as Polish typesetting asks.
    """
    lines: list[str] = []
    for word in re.findall(r"(?:\b[A-Za-z] )*\S+", text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _box(x: int, y: int, lines: list[str], colours: tuple[str, str, str], bold: bool) -> tuple[str, int]:
    """A box with its text in `colours` (fill, line, letters), and the box's height in pixels."""
    fill, stroke, ink = colours
    height = len(lines) * LEADING + 2 * PAD
    spans = "".join(
        f'<tspan x="{x + PAD}" y="{y + PAD + SIZE + number * LEADING}">{escape(line)} </tspan>'
        for number, line in enumerate(lines)
    )
    weight = ' font-weight="bold"' if bold else ""
    drawn = (
        f'<rect x="{x}" y="{y}" width="{COLUMN}" height="{height}" rx="4" fill="{fill}" stroke="{stroke}"/>'
        f'<text fill="{ink}" font-size="{HEAD if bold else SIZE}"{weight}>{spans}</text>'
    )
    return drawn, height


def svg(base: Base) -> str:
    """The table as a self-contained SVG: real text, a title and a description for screen readers.

    The letters are measured from above, so lines stay in their boxes whatever sans-serif face the reader has.
    """
    data = _data(base)
    heads = [wrap(f"{a['id']}. {a['title'].upper()}", COLUMN - 2 * PAD, HEAD, True) for a in data["areas"]]
    tallest = max(map(len, heads))
    parts: list[str] = []
    bottom = 0
    top = MARGIN + 44
    for column, (area, head) in enumerate(zip(data["areas"], heads, strict=True)):
        x, y = MARGIN + column * (COLUMN + GAP), top
        padded = head + [""] * (tallest - len(head))  # the four heads are as tall as the tallest
        drawn, height = _box(x, y, padded, (FILLS[column], FILLS[column], PAPER), True)
        parts.append(drawn)
        y += height + GAP
        for action in base.actions_of(area["id"]):
            lines = wrap(_label(action.id, action.title, action.starred), COLUMN - 2 * PAD, SIZE)
            drawn, height = _box(x, y, lines, (TINTS[column], FILLS[column], INK), False)
            parts.append(drawn)
            y += height + GAP
        bottom = max(bottom, y)
    foot = wrap(f"{data['star']} {data['edition']}", WIDTH - 2 * MARGIN, SIZE)
    for number, line in enumerate(foot):
        parts.append(
            f'<text x="{MARGIN}" y="{bottom + SIZE + number * LEADING}" fill="{INK}" '
            f'font-size="{SIZE - 1}">{escape(line)}</text>'
        )
    tall = bottom + len(foot) * LEADING + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall}" width="{WIDTH}" height="{tall}" '
        'role="img" aria-labelledby="results-title results-desc" lang="pl" '
        'font-family="Liberation Sans, Arial, Helvetica, sans-serif">'
        f'<title id="results-title">{escape(data["title"])}</title>'
        f'<desc id="results-desc">{escape(data["description"])}</desc>'
        f'<rect width="{WIDTH}" height="{tall}" fill="{PAPER}"/>'
        f'<text x="{WIDTH // 2}" y="{MARGIN + 24}" text-anchor="middle" font-size="24" font-weight="bold" '
        f'fill="{INK}">{escape(data["title"].upper())}</text>' + "".join(parts) + "</svg>\n"
    )


def png(base: Base) -> bytes:
    """The table as a PNG, as wide as A4 across at 144 dots per inch, and as tall as it needs."""
    return typeset("table.typ", {**_data(base), "picture": True}, base, "png")[0]


def pdf(base: Base) -> bytes:
    """The table as a tagged PDF (PDF/UA-1) of one A4 page across."""
    return typeset("table.typ", {**_data(base), "picture": False}, base)[0]


def rows(base: Base) -> list[list[dict[str, str] | None]]:
    """The table line by line: for each area a cell with `id` and `title` (asterisk at its end), or None."""
    columns = [base.actions_of(area) for area in base.areas]
    return [
        [{"id": c[row].id, "title": c[row].title + "*" * c[row].starred} if row < len(c) else None for c in columns]
        for row in range(max(map(len, columns)))
    ]


def write_table(base: Base, path: Path) -> None:
    """Write the table; the suffix decides: .svg, .png or .pdf.

    Raises ValueError for another suffix, and OSError where the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".svg":
        path.write_text(svg(base), encoding="utf-8")
    elif suffix in (".png", ".pdf"):
        path.write_bytes(png(base) if suffix == ".png" else pdf(base))
    else:
        raise ValueError(f"no such kind of table: {path.suffix or path.name} (.svg, .png or .pdf)")


def _label(action_id: str, title: str, starred: bool) -> str:
    return f"{action_id} {title}{'*' if starred else ''}"


def _data(base: Base) -> dict[str, Any]:
    """What the drawings share."""
    names = "; ".join(
        base.text(
            "document.table.area",
            id=area.id,
            name=area.name,
            ids=", ".join(a.id + "*" * a.starred for a in base.actions_of(area.id)),
        )
        for area in base.areas.values()
    )
    return {
        "title": base.text("document.table.title"),
        "description": base.text("document.table.desc", count=len(base.actions), areas=names),
        "keywords": [area.name for area in base.areas.values()],
        "star": base.text("document.table.star"),
        "edition": base.text("document.table.edition", version=base.version),
        "areas": [{"id": area.id, "title": area.title} for area in base.areas.values()],
        "rows": rows(base),
    }
