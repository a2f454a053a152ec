"""The card of chosen actions: what every format says, and that the PDF is accessible."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from docx import Document
from icalendar import Calendar
from pypdf import PdfReader

from bot.documents import card, resolution
from bot.documents.view import Choice, view
from bot.settings import CENTRE
from knowledge.base import Base

FIVE = ("2.1", "2.2", "3.1", "4.5", "1.2")


@pytest.fixture
def chosen(base: Base) -> dict[str, Any]:
    first = {
        "id": "2.1",
        "note": "sekretarz już wie 😀",
        "person": "Anna Żółć",
        "quarter": "II kwartał 2027",
        "reason": "Lokal stoi pusty.",
    }
    items = [first, *({"id": i} for i in FIVE[1:])]
    return view(
        base, Choice(items, True, datetime(2026, 11, 23), "D-2026-000007", "sowa-most-lipa-42", "Gmina Łąka"), CENTRE
    )


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_pdf_says_everything_in_polish_letters(base: Base, chosen: dict[str, Any]) -> None:
    text = words(card.pdf(base, chosen))
    for said in (
        "Gmina Łąka",
        "D-2026-000007",
        "sowa-most-lipa-42",
        "Anna Żółć",
        "Lokal stoi pusty",
        "nie jest poradą prawną",
    ):
        assert said in text
    for action_id in FIVE:
        assert base.actions[action_id].name.split()[0] in text
    assert "WERSJA ROBOCZA" not in text
    assert "😀" not in text
    assert "□" not in text.replace("□ ", "")


def test_the_pdf_is_tagged_titled_and_short(base: Base, chosen: dict[str, Any]) -> None:
    read = PdfReader(io.BytesIO(card.pdf(base, chosen)))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "pl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata is not None
    assert read.metadata.title == "Karta wybranych działań"
    assert b"pdfuaid:part" in read.xmp_metadata.stream.get_data() if read.xmp_metadata else False
    assert len(read.pages) <= 5


def test_a_draft_is_marked_as_one(base: Base) -> None:
    made = view(base, Choice([{"id": "2.1"}], False, datetime(2026, 11, 23)), CENTRE)
    assert "nie jest jeszcze zapisany" in words(card.pdf(base, made))
    assert "nie jest jeszcze zapisany" in card.html(base, made).decode()


def test_uncertain_statements_are_marked_in_words(base: Base) -> None:
    action = next(a for a in base.actions.values() if any(s.certainty == "to_check" for s in a.legal))
    made = view(base, Choice([{"id": action.id}], True, datetime(2026, 11, 23)), CENTRE)
    assert "do sprawdzenia]" in words(card.pdf(base, made))


def test_the_page_escapes_what_people_wrote(base: Base) -> None:
    made = view(
        base, Choice([{"id": "2.1", "note": "<script>alert(1)</script> & co"}], True, datetime(2026, 11, 23)), CENTRE
    )
    page = card.html(base, made).decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    paragraphs = [p.text for p in Document(io.BytesIO(card.docx(base, made))).paragraphs]
    assert any("<script>alert(1)</script> & co" in text for text in paragraphs)


def test_the_word_file_opens_and_keeps_the_order(base: Base, chosen: dict[str, Any]) -> None:
    paragraphs = [p.text for p in Document(io.BytesIO(card.docx(base, chosen))).paragraphs]
    headings = [text for text in paragraphs if any(f"{i}" in text[:8] and base.actions[i].name in text for i in FIVE)]
    assert [next(i for i in FIVE if base.actions[i].name in text) for text in headings] == list(FIVE)
    assert not any("{{" in text or "{%" in text for text in paragraphs)


def test_word_files_are_on_a4_in_polish_and_a_draft_is_marked_on_every_page(base: Base, chosen: dict[str, Any]) -> None:
    draft = view(base, Choice([{"id": "2.1"}], False, datetime(2026, 11, 23)), CENTRE)
    made = [Document(io.BytesIO(card.docx(base, contents))) for contents in (chosen, draft)]
    council = next(a for a in base.actions.values() if a.council)
    for document in (*made, Document(io.BytesIO(resolution.outline(base, council)))):
        (section,) = document.sections
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert 'w:val="pl-PL"' in document.styles.element.xml
    headers = [" ".join(p.text for p in document.sections[0].header.paragraphs) for document in made]
    assert headers == ["", base.text("document.card.watermark")]


def test_quarters_come_into_the_calendar(base: Base, chosen: dict[str, Any]) -> None:
    events = Calendar.from_ical(card.ics(base, chosen)).walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [date(2027, 6, 30)]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("II kwartał 2027", date(2027, 6, 30)),
        ("4 kw. 2026", date(2026, 12, 31)),
        ("Q1 2028", date(2028, 3, 31)),
        ("kiedyś", None),
        ("kwartał 2027", None),
    ],
)
def test_a_quarter_is_read_as_its_last_day(said: str, day: date | None) -> None:
    assert card.deadline(said) == day


def test_a_resolution_is_an_outline_only_and_says_so(base: Base) -> None:
    action = next(a for a in base.actions.values() if a.council)
    text = "\n".join(p.text for p in Document(io.BytesIO(resolution.outline(base, action))).paragraphs)
    assert "Szkic" in text
    assert "prawnik" in text
    assert "§ 1." in text
    assert action.name in text
    other = next(a for a in base.actions.values() if not a.council)
    with pytest.raises(ValueError, match=other.id):
        resolution.outline(base, other)
