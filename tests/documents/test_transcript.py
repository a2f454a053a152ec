"""A conversation as a document: everything said, in order, readable by everyone, harmless."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from pypdf import PdfReader

from bot.documents import transcript
from bot.settings import CENTRE
from knowledge.base import Base

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def bot(*texts: str, buttons: list[dict[str, str]] | None = None, at: str = "2026-11-22T10:00:05Z") -> dict[str, Any]:
    return {"who": "bot", "content": {"texts": list(texts), "buttons": buttons or []}, "created": at}


def user(at: str = "2026-11-22T10:01:00Z", **content: str) -> dict[str, Any]:
    return {"who": "user", "content": content, "created": at}


PAST = [
    user(text="dzień dobry, Żółta Łąka 😀 <b>", at="2026-11-22T09:59:59Z"),
    bot(
        "Pierwsze zdanie.\n1. pozycja",
        "Drugie & ostatnie.",
        buttons=[{"title": "Pokaż obszary", "payload": "/overview"}],
    ),
    user(press="/overview"),
    bot("Cztery obszary."),
    user(press="/from-a-menu", at="2026-11-23T08:00:00Z"),
]


def test_it_says_everything_in_order_with_names_of_buttons(base: Base) -> None:
    made = transcript.view(base, PAST, NOW, CENTRE)
    assert [day["day"] for day in made["days"]] == ["22.11.2026", "23.11.2026"]
    first, second = made["days"]
    assert [one["mine"] for one in first["said"]] == [True, False, True, False]
    assert [one["time"] for one in first["said"]] == ["09:59", "10:00", "10:01", "10:00"]
    assert first["said"][2]["texts"] == ["Pokaż obszary"]
    assert second["said"][0]["texts"] == [base.text("document.transcript.press")]
    assert made["cut"] == ""
    assert transcript.view(base, PAST * 40, NOW, CENTRE)["cut"]


def test_the_pdf_has_polish_letters_and_the_page_escapes(base: Base) -> None:
    made = transcript.view(base, PAST, NOW, CENTRE)
    pages = PdfReader(io.BytesIO(transcript.pdf(base, made))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for said in (
        "Żółta Łąka <b>",
        "Drugie & ostatnie.",
        "1. pozycja",
        "Pokaż obszary",
        "23.11.2026",
        "[nazwa ośrodka]",
    ):
        assert said in text
    assert "😀" not in text
    assert text.index("dzień dobry") < text.index("Pierwsze zdanie") < text.index("Cztery obszary")
    page = transcript.html(base, made).decode()
    assert "Żółta Łąka 😀 &lt;b&gt;" in page
    assert "<b>" not in page
