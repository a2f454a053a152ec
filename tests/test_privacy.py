"""The proof of erasing, through a really served bot: every table is read, and every file of the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import MetaData, select

from bot.store import rows_of
from tests.conftest import RestTalker, Served, serve, stop

pytestmark = pytest.mark.served

KEYED = {
    "conversation",
    "turn_log",
    "history",
    "feedback",
    "handover",
    "selection",
    "resume_code",
    "resume_attempt",
    "events",
}
"""Tables that hold a conversation's key."""
OTHERS = {"selection_item", "unanswered", "seen_update", "meta", "schema_version"}
"""Tables that hold none: items hang on a selection; the rest belongs to nobody."""


@dataclass
class Person:
    """Somebody who did everything the bot can do; `mark` is in all that they wrote about themselves."""

    talker: RestTalker
    mark: str
    key: str
    files: list[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("privacy")


@pytest.fixture(scope="module")
def bot(folder: Path, understander: object) -> Iterator[Served]:
    made = serve(folder)
    try:
        yield made
    finally:
        stop(made)


def tables(bot: Served) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the database, Rasa's too."""
    with bot.store.database.read() as connection:
        everything = MetaData()
        everything.reflect(connection)
        return {t.name: sorted(map(tuple, connection.execute(select(t))), key=str) for t in everything.sorted_tables}


def live(bot: Served, mark: str) -> Person:
    """A conversation that leaves something in every table."""
    before = {row[0] for row in tables(bot)["conversation"]}
    talker = RestTalker(bot, f"sender-{mark}")
    kinds: list[str] = []
    texts: list[str] = []
    for said in (
        "wybieram 2.1 i 4.5",
        f"notatka do 2.1: pytać {mark}",
        "wystarczy",
        f"Gmina {mark}",
        "tak, zapisz",
        "kod: sowa-most-lipa-9999",
        "proszę o kontakt z doradcą",
        f"tak, proszę pytać o {mark}",
        "mam uwagę do odpowiedzi",
        f"za mało konkretów, {mark}",
        "jaka będzie jutro pogoda w Radomiu",
        "poproszę kartę",
        "poproszę o zapis rozmowy",
    ):
        reply = talker.say(said)
        kinds.append(reply["card"]["kind"])
        texts += reply["texts"]
    expected = ["selection"] * 4 + ["saved", "resume", "human", "human", "feedback", "feedback", "out_of_scope"]
    assert kinds == [*expected, "document", "document"]
    handed = {word.rpartition("/")[2]: word for text in texts for word in text.split() if "/d/" in word}
    assert set(handed) >= {"karta.pdf", "karta.docx", "rozmowa.pdf", "rozmowa.html"}
    files = [handed[name] for name in ("karta.pdf", "karta.docx", "rozmowa.pdf", "rozmowa.html")]
    for file in files:
        assert httpx.get(file).status_code == 200
    (key,) = {row[0] for row in tables(bot)["conversation"]} - before
    return Person(talker, mark, key, files)


def holding(folder: Path, *words: str) -> set[str]:
    """Names of files in the data folder that hold one of these words."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in found for word in words if word.encode() in path.read_bytes()}


def test_every_table_is_known(bot: Served) -> None:
    """A new table must be looked at here: is it erased?"""
    live(bot, "Próbowo")
    assert set(tables(bot)) == KEYED | OTHERS


@pytest.mark.parametrize("way", ["by words", "by button"])
def test_erasing_leaves_nothing_anywhere(bot: Served, folder: Path, way: str) -> None:
    mark = f"Zanikowo-{way[3:]}"
    bob = live(bot, f"Trwajewo-{way[3:]}")
    before = tables(bot)
    ann = live(bot, mark)
    assert set(rows_of(bot.store, ann.key)) == KEYED
    assert set(rows_of(bot.store, mark)) >= {"conversation", "turn_log", "history", "selection_item", "events"}
    asked = ann.talker.say("usuń moje dane")
    done = ann.talker.say("tak" if way == "by words" else asked["buttons"][0]["payload"])
    assert done["card"] == {**done["card"], "kind": "delete_data", "selected": [], "saved": False, "ids": []}

    def nothing_is_left() -> None:
        assert rows_of(bot.store, mark) == {}
        assert holding(folder, mark) == set()
        left = tables(bot)
        for name in (KEYED - {"resume_attempt"}) | {"selection_item"}:
            mine = [row for row in left[name] if ann.key not in row]
            assert mine == before[name], name  # all others as they were, to the letter

    nothing_is_left()
    assert rows_of(bot.store, ann.key) == {}
    assert holding(folder, ann.key) == set()
    assert {httpx.get(file).status_code for file in ann.files} == {404}
    fresh = ann.talker.say("dzień dobry")
    assert fresh["card"]["selected"] == []
    assert set(rows_of(bot.store, ann.key)) == {"conversation", "turn_log", "history", "events"}
    nothing_is_left()
    assert {httpx.get(file).status_code for file in bob.files} == {200}
    assert bob.talker.say("co mam wybrane?")["card"]["selected"] == ["2.1", "4.5"]
    assert not [path for path in folder.rglob("*") if path.suffix in (".pdf", ".docx", ".html", ".ics")]
