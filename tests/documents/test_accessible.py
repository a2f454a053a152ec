"""Every PDF is judged by a validator that has nothing to do with the typesetter: PDF/UA-1, all its rules."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import page
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from bot.documents import card, transcript
from bot.documents.book import write_book
from bot.documents.table import write_table
from bot.documents.view import Choice, view
from bot.settings import CENTRE
from knowledge.base import Base

WHEN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FIVE = ("2.1", "2.2", "3.1", "4.5", "1.2")


def faults(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert report.rules.total >= 100  # all rules of the profile were tried
    return sorted({failure.rule_id for failure in report.failures})


def made_card(base: Base, ids: tuple[str, ...], saved: bool = True) -> bytes:
    item = {"note": "sekretarz już wie", "person": "Anna Żółć", "quarter": "II kwartał 2027", "reason": "Lokal pusty."}
    choice = Choice([{"id": i, **item} for i in ids], saved, WHEN, "D-2026-000007", "sowa-most-lipa-42", "Gmina Łąka")
    return card.pdf(base, view(base, choice, CENTRE))


@pytest.mark.parametrize("saved", [True, False])
def test_the_card_of_five_actions(base: Base, saved: bool) -> None:
    assert faults(made_card(base, FIVE, saved)) == []


def test_the_card_of_all_actions(base: Base) -> None:
    assert faults(made_card(base, tuple(base.actions))) == []


def test_the_card_of_each_action(base: Base) -> None:
    assert {i: found for i in base.actions if (found := faults(made_card(base, (i,))))} == {}


def test_the_transcript(base: Base) -> None:
    past = [
        {"who": "user", "content": {"text": "co to jest KIS?"}, "created": "2026-11-22T10:00:00Z"},
        {"who": "bot", "content": {"texts": ["Klub.\nZdanie drugie."]}, "created": "2026-11-22T10:00:01Z"},
    ]
    assert faults(transcript.pdf(base, transcript.view(base, past, WHEN, CENTRE))) == []


@pytest.mark.parametrize("write", [write_book, write_table])
def test_what_is_handed_out_to_all(base: Base, write: Callable[[Base, Path], Any], tmp_path: Path) -> None:
    write(base, tmp_path / "made.pdf")
    assert faults((tmp_path / "made.pdf").read_bytes()) == []


def _without(*names: str) -> Callable[[PdfWriter], None]:
    def spoil(writer: PdfWriter) -> None:
        for name in names:
            del writer.root_object[name]

    return spoil


def _each(kind: str, change: Callable[[DictionaryObject], None]) -> Callable[[PdfWriter], None]:
    """Change every dictionary whose /Type, /Subtype or /S is `kind`."""

    def spoil(writer: PdfWriter) -> None:
        for thing in writer._objects:
            if isinstance(thing, DictionaryObject) and kind in (
                thing.get("/Type"),
                thing.get("/Subtype"),
                thing.get("/S"),
            ):
                change(thing)

    return spoil


FAULTS: dict[str, Callable[[PdfWriter], None]] = {
    "TAGGED-DOCUMENT": _without("/MarkInfo"),
    "STRUCT-TREE-ROOT": _without("/StructTreeRoot"),
    "TEXT-LANGUAGE": _without("/Lang"),
    "VIEWER-PREFERENCES": _without("/ViewerPreferences"),
    "METADATA-TITLE": _without("/Metadata"),
    "PAGE-TABS": _each("/Page", lambda thing: thing.pop("/Tabs", None)),
    "LINK-CONTENTS": _each("/Link", lambda thing: thing.pop("/Contents", None)),
    "FONT-UNICODE-MAPPING": _each("/Font", lambda thing: thing.pop("/ToUnicode", None)),
    "HEADING-NESTING": _each("/H2", lambda thing: thing.__setitem__(NameObject("/S"), NameObject("/H4"))),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_the_validator_finds_what_is_broken(base: Base, rule: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made_card(base, FIVE))))
    FAULTS[rule](writer)
    spoiled = io.BytesIO()
    writer.write(spoiled)
    assert any(rule in found for found in faults(spoiled.getvalue()))
