"""The card of chosen actions in its formats: PDF/UA-1, DOCX from an editable template, HTML, and a calendar."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.documents.typesetting import typeset
from knowledge.base import Base

HERE = Path(__file__).parent
QUARTER = re.compile(
    r"\b(?:(?P<a>IV|I{1,3}|[1-4])\s*(?:kwarta\w*|kw\.?)|Q(?P<b>[1-4]))\D{0,8}(?P<year>20\d\d)", re.IGNORECASE
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def pdf(base: Base, view: dict[str, Any]) -> bytes:
    """The card as a tagged A4 PDF (PDF/UA-1)."""
    return typeset("card.typ", view, base)[0]


def html(base: Base, view: dict[str, Any]) -> bytes:
    """The card as one page of HTML without scripts, to read or to print."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return pages.get_template("card.html").render(view).encode()


def docx(base: Base, view: dict[str, Any]) -> bytes:
    """The card as a Word document, from card.docx, which a centre may edit."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(HERE / "card.docx")
    template.render(view, autoescape=True)
    made = io.BytesIO()
    template.save(made)
    return made.getvalue()


def ics(base: Base, view: dict[str, Any]) -> bytes:
    """An all-day entry on the last day of each target quarter; without quarters an empty calendar."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Drogowskaz//PL")
    calendar.add("version", "2.0")
    for action in view["actions"]:
        for name, value in action["told"]:
            day = deadline(value) if name == view["words"]["quarter"] else None
            if day is not None:
                event = Event()
                event.add("uid", f"{action['id']}-{day.isoformat()}@drogowskaz")
                event.add("dtstamp", datetime.now(UTC))
                event.add("dtstart", day)
                event.add("summary", action["heading"])
                event.add("description", action["short"])
                calendar.add_component(event)
    return bytes(calendar.to_ical())


def deadline(text: str) -> date | None:
    """The last day of the quarter a text names ("II kwartał 2027", "Q2 2027"); None for anything else."""
    found = QUARTER.search(text)
    if found is None:
        return None
    said = (found["a"] or found["b"]).lower()
    month = 3 * (ROMAN.get(said) or int(said))
    return date(int(found["year"]), month, 30 if month in (6, 9) else 31)


MAKERS: dict[str, tuple[Callable[[Base, dict[str, Any]], bytes], str]] = {
    "pdf": (pdf, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "html": (html, "text/html; charset=utf-8"),
    "ics": (ics, "text/calendar; charset=utf-8"),
}
"""Format: maker and media type."""
