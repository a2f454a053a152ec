"""Long stories cut into parts that tell a need, something existing, or a refusal."""

from __future__ import annotations

import pytest

from nlu.parts import cut, judged, sense, story
from nlu.understanding import Part


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Rada pożytku już u nas działa", "has"),
        ("Od trzech lat mamy program współpracy", "has"),
        ("strategie przyjelismy w zeszlym roku", "has"),
        ("Nie chcemy zakładać kolejnego stowarzyszenia", "refused"),
        ("spoldzielni zakladac nie bedziemy", "refused"),
        ("Brakuje nam lokali dla organizacji", "need"),
        ("W gminie nie ma żadnego CIS-u", "need"),
        ("Nie wiem, jak zamówić usługę u spółdzielni", "need"),
        ("Mamy pusty budynek po szkole", "need"),
    ],
)
def test_what_a_part_tells(part: str, expected: str) -> None:
    assert sense(part, names=False) == expected


def test_a_named_body_is_there_unless_it_is_missed() -> None:
    assert sense("W gminie jest CIS", names=True) == "has"
    assert sense("Przydałby się CIS", names=True) == "need"


def test_sentences_and_what_stands_around_an_ale_are_parts() -> None:
    told = "Strategię mamy od roku, ale nic z niej nie wynika. Zgodnie z art. 5 ust. 2 można więcej. Wszystko działa!"
    assert cut(told) == [
        "Strategię mamy od roku",
        "ale nic z niej nie wynika",
        "Zgodnie z art. 5 ust. 2 można więcej",
        "Wszystko działa",
    ]


def test_a_short_verdict_judges_what_it_follows() -> None:
    made = judged([Part("Klauzule są w każdej umowie", "need", ("4.6",)), Part("Wszystko działa", "has")])
    assert [part.sense for part in made] == ["has", "has"]


@pytest.mark.parametrize(("words", "is_story"), [(5, False), (17, False), (30, True)])
def test_only_long_messages_are_stories(words: int, is_story: bool) -> None:
    assert story(" ".join(["słowo"] * words)) is is_story
