"""The reference book: a tagged Polish PDF that holds everything the base knows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot.documents import book
from knowledge.base import Base, load


@pytest.fixture(scope="module")
def base() -> Base:
    return load()


@pytest.fixture(scope="module")
def reader(base: Base) -> PdfReader:
    return PdfReader(io.BytesIO(book.book(base)))


def bare(text: str) -> str:
    """Letters and figures only: lines, hyphens at their ends and spaces differ in print."""
    return re.sub(r"[\W_]+", "", text.replace("\u00ad", ""))


@pytest.fixture(scope="module")
def printed(reader: PdfReader) -> str:
    """All pages, without page numbers, so that a text across two pages reads on."""
    return bare("".join(re.sub(r"\n\d+\s*$", "", page.extract_text()) for page in reader.pages))


def strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list | dict):
        for item in data.values() if isinstance(data, dict) else data:
            yield from strings(item)


def test_it_is_tagged_polish_and_for_universal_access(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "pl"
    assert root["/StructTreeRoot"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata
    assert reader.metadata.title == "Drogowskaz – dwadzieścia działań samorządu w ekonomii społecznej"


def test_it_has_a_books_size_and_an_outline(reader: PdfReader, base: Base) -> None:
    assert 25 <= len(reader.pages) <= 60
    titles = {str(item.title) for item in flat(reader.outline)}
    for action in base.actions.values():
        assert f"{action.id}{'*' if action.starred else ''} {action.name}" in titles
    for area in base.areas.values():
        assert f"Obszar {area.id}. {area.name}" in titles
    assert {"Słowniczek", "Źródła", "Tabela rezultatów", "Kto może skorzystać z którego narzędzia"} <= titles


def flat(outline: Any) -> Iterator[Any]:
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def test_polish_letters_and_all_ids_are_extractable(reader: PdfReader, base: Base) -> None:
    text = "".join(page.extract_text() for page in reader.pages)
    assert set("ąćęłńóśźżŹŁ") <= set(text)
    assert all(re.search(rf"\b{re.escape(i)}\b", text) for i in base.actions)


def test_everything_handed_to_the_template_is_printed(base: Base, printed: str) -> None:
    data = book.contents(base)
    words = data.pop("words")
    codes = {"verified", "to_check", "practice", "yes", "no", "depends"}  # set as words, see below
    wanted = [text for text in strings(data) if text not in codes and bare(text)]
    assert len(wanted) > 3000
    missing = [text for text in wanted if bare(text) not in printed]
    assert not missing, missing[:10]
    templates = ("version", "area", "action", "facet.decides", "facet.starters", "facet.first", "comparisons.advice",
                 "seen", "sources.seen", "sources.count")  # fmt: skip
    plain = [text for key, value in words.items() if key not in templates for text in strings(value)]
    assert not [text for text in plain if bare(text) not in printed]


@pytest.mark.parametrize("fields", [
    ("short", "what", "steps", "documents", "evidence", "time", "cost", "example", "when", "decides", "first", "title"),
])  # fmt: skip
def test_each_facet_of_each_action_is_printed(base: Base, printed: str, fields: tuple[str, ...]) -> None:
    for action in base.actions.values():
        for field in fields:
            for text in strings(action.model_dump(mode="json")[field]):
                assert bare(text) in printed, f"{action.id} {field}"
        for difficulty in action.difficulty:
            assert bare(difficulty.problem + difficulty.advice) in printed


def test_each_statement_is_printed_with_its_mark_source_and_place(base: Base, printed: str) -> None:
    for owner, field, statement in base.statements():
        mark = base.text(f"document.book.mark.{statement.certainty}")
        codes = "".join(code for code in (statement.source, *statement.also) if code)
        whole = bare(statement.text + mark + codes + (statement.place or ""))
        assert whole in printed, f"{owner} {field}: {statement.text}"


def test_each_source_is_printed_with_the_date_seen(base: Base, printed: str) -> None:
    for source in base.sources.values():
        assert bare(f"{source.code}. {source.title}{source.identifier}. Stan na: {source.seen}.") in printed


def test_glossary_follows_the_polish_alphabet(base: Base) -> None:
    names = [term["name"] for term in book.contents(base)["terms"]]
    assert len(names) == len(base.terms)
    assert names.index("Wójt (organ gminy)") > names.index("Wolontariat")
    assert sorted(["łata", "lot", "las", "ćma", "cwał"], key=book._alphabetical) == [
        "cwał",
        "ćma",
        "las",
        "lot",
        "łata",
    ]


def test_writing(base: Base, tmp_path: Path) -> None:
    book.write_book(base, tmp_path / "book.pdf")
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(ValueError, match=r"book\.docx"):
        book.write_book(base, tmp_path / "book.docx")
