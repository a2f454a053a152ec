"""What a told situation comes to."""

from __future__ import annotations

from bot.dialogue import story
from knowledge.base import Base
from nlu.understanding import Part, Ranked


def likely(*rows: tuple[str, float]) -> tuple[Ranked, ...]:
    return tuple(Ranked(i, score) for i, score in rows)


def test_what_is_there_or_refused_is_left_out(base: Base) -> None:
    parts = (
        Part("stoi pusty budynek", "need", (), likely(("2.1", 0.9), ("2.4", 0.05))),
        Part("radę już mamy", "has", ("2.4",), likely(("2.4", 0.9))),
        Part("spółdzielni nie chcemy", "refused", (), likely(("3.1", 0.6))),
    )
    read = story.read(base, parts)
    assert [row.intent for row in read.ranked] == ["2.1"]
    assert read.excluded == {"2.4", "3.1"}
    assert read.told == {"2.1": "stoi pusty budynek"}
    assert read.needs == "stoi pusty budynek"


def test_several_parts_for_one_action_weigh_more_than_one(base: Base) -> None:
    parts = (
        Part("a", "need", (), likely(("2.1", 0.5), ("1.4", 0.6))),
        Part("b", "need", (), likely(("2.1", 0.5))),
    )
    assert [row.intent for row in story.read(base, parts).ranked] == ["2.1", "1.4"]


def test_a_vague_mention_of_something_existing_leaves_nothing_out(base: Base) -> None:
    parts = (Part("coś już działa", "has", (), likely(("2.1", 0.3))),)
    assert story.read(base, parts).excluded == frozenset()
