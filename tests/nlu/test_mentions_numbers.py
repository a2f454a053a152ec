"""Ids, ordinals, ranges and areas in messages; and numbers that are none of these."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.base import Base, load
from nlu.mentions import Parser
from nlu.mentions.forms import folded_forms
from nlu.mentions.numerals import NUMBERS, ORDINALS
from nlu.understanding import Target
from tests.nlu.mentions_score import Row, after

BASE = load()
PARSER = Parser(BASE)
IDS = st.sampled_from(sorted(BASE.actions))


def targets(text: str) -> list[Target]:
    """All targets of a text, in order."""
    return [target for clause in PARSER.parse(text) for target in clause.targets]


def ids(text: str) -> list[str | None]:
    """Ids of a text's targets that are actions."""
    return [target.id for target in targets(text) if target.kind == "action"]


def places(text: str) -> list[int | None]:
    """Places named in a text, as ordinals or bare numbers."""
    return [target.ordinal for target in targets(text) if target.kind in ("ordinal", "number")]


@given(st.lists(IDS, min_size=1, max_size=5, unique=True), st.sampled_from([", ", " i ", " oraz ", "; ", " ", ","]))
def test_any_list_of_ids_is_found_whole_and_in_order(chosen: list[str], link: str) -> None:
    assert ids(f"dodaj {link.join(chosen)}") == chosen
    assert ids(link.join(chosen)) == chosen


@given(IDS, st.sampled_from([".", ",", " przecinek ", " kropka "]))
def test_an_id_in_any_spelling(action_id: str, point: str) -> None:
    area, number = action_id.split(".")
    assert ids(f"poproszę punkt {area}{point}{number}") == [action_id]


@given(IDS)
def test_an_id_said_aloud(action_id: str) -> None:
    area, number = (NUMBERS[int(digit) - 1] for digit in action_id.split("."))
    assert ids(f"wpisz {area} {number}") == [action_id]


@given(IDS, IDS)
def test_a_range_of_ids_is_what_the_table_holds_between(first: str, last: str) -> None:
    low, high = sorted((first, last))
    between = [i for i in BASE.actions if low <= i <= high]
    assert ids(f"dodaj od {first} do {last}") == between
    assert ids(f"dodaj {first} - {last}") == between


@given(st.integers(1, 9), st.integers(1, 9))
def test_an_id_that_does_not_exist_is_still_named(area: int, number: int) -> None:
    assert ids(f"dodaj {area}.{number}") == [f"{area}.{number}"]


@pytest.mark.parametrize("place", range(1, 21))
def test_an_ordinal_in_every_form_and_as_a_digit(place: int) -> None:
    for form in folded_forms(ORDINALS[place - 1]):
        assert places(f"usuń {form}") == [place], form
    assert places(f"numer {place}") == places(f"usuń {place}") == [place]


@given(st.integers(1, 9), st.integers(1, 9))
def test_a_range_of_places(first: int, last: int) -> None:
    expected = list(range(first, last + 1)) if first < last else []
    if expected:
        assert places(f"dodaj od {first} do {last}") == expected
        assert places(f"dodaj {first}-{last}") == expected


@given(st.integers(2, 9))
def test_so_many_first_and_last(count: int) -> None:
    word = NUMBERS[count - 1]
    assert places(f"dodaj {word} pierwsze") == places(f"pierwsze {count}") == list(range(1, count + 1))
    assert places(f"{word} ostatnie") == list(range(-count, 0))


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing_and_always_alike(text: str) -> None:
    assert PARSER.parse(text) == PARSER.parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-1", ["2.1"]),
        ("2-4", []),
        ("2.1/2.3", ["2.1", "2.3"]),
        ("1.1-1.3", ["1.1", "1.2", "1.3"]),
        ("4.1-3", ["4.1", "4.2", "4.3"]),
        ("1.5*", ["1.5"]),
        ("pkt. 3.2", ["3.2"]),
        ("dwa jeden dwa trzy", ["2.1", "2.3"]),
        ("pierwszy z obszaru drugiego", ["2.1"]),
        ("z obszaru 4 drugie i ostatnie", ["4.2", "4.7"]),
        ("dwa pierwsze z obszaru trzeciego", ["3.1", "3.2"]),
        ("2.4-2.9", ["2.4", "2.5", "2.9"]),
    ],
)
def test_spellings_of_ids(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-4", [2, 3, 4]),
        ("1,3,5", [1, 3, 5]),
        ("1. i 3.", [1, 3]),
        ("2-ga i 5ta", [2, 5]),
        ("dwójka i piątka", [2, 5]),
        ("przedostatnia", [-2]),
        ("pierwszą i dwie ostatnie", [1, -2, -1]),
        ("to środkowe", [0]),
        ("piewrsza", [1]),
        ("jeden i trzy", [1, 3]),
    ],
)
def test_spellings_of_places(text: str, expected: list[int]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "spotkanie 1.01.2026",
        "budżet 2,1 mln, a potem 10 000 zł",
        "art. 3.2 i ust. 2.1",
        "zgodnie z art. 13 ust. 1 pkt 3",
        "Dz.U. 2024 poz. 1491",
        "o 15:30 albo o godz. 9",
        "rachunek 61 1090 1014 0000 0712",
        "mamy 2 stowarzyszenia od 3 lat",
        "drugi rok z rzędu",
        "po pierwsze, po raz trzeci",
        "spotkajmy się o drugiej",
        "pięć działań to dużo",
        "trzeci sektor",
        "wersja 2.1.3",
    ],
)
def test_other_numbers_name_nothing(text: str) -> None:
    assert ids(text) == []
    assert places(text) == []


@pytest.mark.parametrize(
    "text", ["obszar 2", "drugi obszar", "obszar drugi", "obszar nr 2", "obszar II", "pokaż obszar numer dwa"]
)
def test_an_area(text: str) -> None:
    assert [(target.kind, target.id) for target in targets(text)] == [("area", "2")]


def test_every_area_by_its_names(base: Base) -> None:
    for area in base.areas.values():
        for name in (area.name, *area.aliases):
            assert ("area", area.id) in [(target.kind, target.id) for target in targets(name)], name


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("wszystkie", ["all"]),
        ("biorę komplet", ["all"]),
        ("dodaj wszystkie dwadzieścia działań", ["all"]),
        ("obie poproszę", ["both"]),
        ("te dwie", ["both"]),
        ("dodaj resztę", ["rest"]),
        ("dodaj to", ["this"]),
        ("od drugiej do końca", ["all", "ordinal"]),
    ],
)
def test_words_for_many(text: str, kinds: list[str]) -> None:
    assert [target.kind for target in targets(text)] == kinds


@pytest.mark.parametrize(
    ("text", "offered", "draft", "expected"),
    [
        ("usuń piątą", ["4.1", "4.2", "4.3", "4.4", "4.5"], ["1.1", "4.3", "4.5"], ["1.1", "4.3"]),
        ("usuń pierwszą", ["4.1", "4.2", "4.3"], ["1.1", "4.3"], ["1.1"]),
        ("to środkowe", ["4.1", "4.2", "4.3"], [], ["4.2"]),
        ("poza drugą", ["4.1", "4.2", "4.3"], [], ["4.1", "4.3"]),
        ("poza 4.2", [], ["4.1", "4.2"], ["4.1"]),
        ("zostaw tylko 4.2", [], [], ["4.2"]),
        ("najpierw 4.2, potem 4.1, na końcu 1.1", [], [], ["4.2", "4.1", "1.1"]),
        ("4.1 przed 1.1", [], ["1.1", "2.1", "4.1"], ["4.1", "1.1", "2.1"]),
        ("zamień miejscami 1.1 i 4.1", [], ["1.1", "2.1", "4.1"], ["4.1", "2.1", "1.1"]),
        ("trzecia odpada, resztę bierzemy", ["4.1", "4.2", "4.3"], [], ["4.1", "4.2"]),
    ],
)
def test_what_the_draft_becomes(text: str, offered: list[str], draft: list[str], expected: list[str]) -> None:
    assert after(BASE, PARSER.parse(text), Row(text, offered, draft, set(), set())) == expected
