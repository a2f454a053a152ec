"""The results table: the same twenty results in SVG, PNG and PDF, readable for eyes and for screen readers."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from bot.documents import table
from knowledge.base import Base, load

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def base() -> Base:
    return load()


@pytest.fixture(scope="module")
def drawn(base: Base) -> ElementTree.Element:
    return ElementTree.fromstring(table.svg(base))


def words(text: str) -> str:
    return " ".join(text.split())


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_svg_has_each_result_as_real_text_with_its_asterisk(base: Base, drawn: ElementTree.Element) -> None:
    boxes = [words("".join(text.itertext())) for text in drawn.iter(f"{SVG}text")]
    for action in base.actions.values():
        assert f"{action.id} {action.title}{'*' if action.starred else ''}" in boxes
    for area in base.areas.values():
        assert f"{area.id}. {area.title.upper()}" in boxes
    assert sum(bool(re.match(r"\d\.\d .*\*$", box)) for box in boxes) == 3


def test_svg_has_four_columns_of_five_five_three_and_seven(drawn: ElementTree.Element) -> None:
    columns: dict[str, int] = {}
    for box in drawn.findall(f"{SVG}rect"):
        if x := box.get("x"):
            columns[x] = columns.get(x, -1) + 1  # the head is not counted
    assert list(columns.values()) == [5, 5, 3, 7]


def test_svg_is_accessible(base: Base, drawn: ElementTree.Element) -> None:
    assert (drawn.get("role"), drawn.get("lang")) == ("img", "pl")
    ids = {node.get("id"): node for node in drawn.iter() if node.get("id")}
    title, description = (ids[name] for name in drawn.get("aria-labelledby", "").split())
    assert title.tag == f"{SVG}title"
    assert title.text == "Rezultaty"
    assert description.tag == f"{SVG}desc"
    assert all(i in (description.text or "") for i in base.actions)


def test_svg_boxes_do_not_overlap_and_hold_their_lines(drawn: ElementTree.Element) -> None:
    children = list(drawn)
    below: dict[int, int] = {}
    for box, text in zip(children, children[1:], strict=False):
        if box.tag != f"{SVG}rect" or not box.get("x"):
            continue
        x, y, wide, tall = (int(box.get(name, "")) for name in ("x", "y", "width", "height"))
        assert y >= below.get(x, 0)
        below[x] = y + tall
        for line in text:
            assert y < int(line.get("y", "")) < y + tall
            assert (
                table._width((line.text or "").strip(), table.SIZE, text.get("font-weight") == "bold")
                <= wide - 2 * table.PAD
            )


def test_wrap_keeps_all_words_and_one_letter_words_with_the_next() -> None:
    lines = table.wrap("usługa i praca w gminie z pozarządowymi organizacjami", 90, 15)
    assert " ".join(lines) == "usługa i praca w gminie z pozarządowymi organizacjami"
    assert not any(re.search(r"(^| )[iwz]$", line) for line in lines)
    assert table.wrap("", 90, 15) == []


def test_colours_are_readable() -> None:
    for fill, tint in zip(table.FILLS, table.TINTS, strict=True):
        assert contrast(table.PAPER, fill) >= 4.5
        assert contrast(table.INK, tint) >= 4.5
    assert contrast("#777777", "#ffffff") < 4.5


def test_both_drawings_have_the_same_colours() -> None:
    template = (Path(table.__file__).parent / "table.typ").read_text(encoding="utf-8")
    assert all(f'"{colour}"' in template for colour in (*table.FILLS, *table.TINTS, table.INK))


def test_text_of_the_content_cannot_break_the_svg(base: Base) -> None:
    action = base.actions["2.1"].model_copy(update={"title": 'A < B & "C"'})
    sick = Base(**{
        **{name: getattr(base, name) for name in Base.__dataclass_fields__},
        "_by_area": {**base._by_area, "2": (action, *base.actions_of("2")[1:])},
    })  # fmt: skip
    root = ElementTree.fromstring(table.svg(sick))
    assert any('A < B & "C"' in words("".join(text.itertext())) for text in root.iter(f"{SVG}text"))
    assert 'A < B & "C"' in words(PdfReader(io.BytesIO(table.pdf(sick))).pages[0].extract_text())


def test_png_is_a_picture_across(base: Base) -> None:
    made = table.png(base)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = int.from_bytes(made[16:20], "big"), int.from_bytes(made[20:24], "big")
    assert 1600 <= width <= 2000
    assert width > height


def test_pdf_is_one_tagged_polish_page_with_all_results(base: Base) -> None:
    reader = PdfReader(io.BytesIO(table.pdf(base)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "pl"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert len(reader.pages) == 1
    text = words(reader.pages[0].extract_text())
    for action in base.actions.values():
        assert words(f"{action.id} {action.title}{'*' if action.starred else ''}") in text


def test_same_content_gives_the_same_bytes(base: Base) -> None:
    assert table.pdf(base) == table.pdf(base)


def test_suffix_decides(base: Base, tmp_path: Path) -> None:
    for name, start in (("t.svg", b"<svg"), ("t.PNG", b"\x89PNG"), ("t.pdf", b"%PDF")):
        table.write_table(base, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(ValueError, match=r"\.doc"):
        table.write_table(base, tmp_path / "t.doc")
    assert not (tmp_path / "t.doc").exists()
