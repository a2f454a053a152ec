"""The walker: hypothesis says one thing after another to the core, in two conversations, and compares with the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import yaml
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize
from sqlalchemy import select

from bot.store import versions
from bot.store.tables import conversation
from knowledge.base import Base
from tests.conftest import CoreTalker
from tests.talking import CODE
from tests.walker.card import faults
from tests.walker.model import Choice, Line

WORDINGS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "wordings.yml").read_text())
SIZES = {"1": 5, "2": 5, "3": 3, "4": 7}
IDS = [f"{area}.{n}" for area, size in SIZES.items() for n in range(1, size + 1)]
NTH = {1: "pierwsze", 2: "drugie", 3: "trzecie", 4: "czwarte", 5: "piąte", 6: "szóste", 7: "siódme", -1: "ostatnie"}
NTH_GENITIVE = {1: "pierwszego", 2: "drugiego", 3: "trzeciego", 4: "czwartego", 5: "piątego"}
ASKING = ("recommend", "clarify", "human", "feedback")
"""Kinds of replies that ask something of their own; a yes or no to it changes nothing of the choice."""

who = st.integers(0, 1)
how = st.integers(0, 59)  # which wording
one = st.sampled_from(IDS)
some = st.lists(one, min_size=1, max_size=3, unique=True)
place = st.sampled_from(list(NTH))


@dataclass
class Person:
    """One of the two who talk: the conversation, what the model says of it, and the last reply."""

    talker: CoreTalker
    choice: Choice
    reply: dict[str, Any] = field(default_factory=lambda: {"buttons": []})
    yes: str = ""  # the payload of the yes that counts now
    stale: list[str] = field(default_factory=list)


class Walker(RuleBasedStateMachine):
    """Bound to a bot by a subclass that sets `talker`; `turns` counts over all walks."""

    talker: ClassVar[CoreTalker]
    turns: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        self.people = [Person(t := self.talker.another(), Choice(t.key)) for _ in range(2)]
        self.lines: list[Line] = []
        self.base: Base = self.talker.around.base

    # -- saying and judging ------------------------------------------------------------------------------------------

    def say(self, person: Person, text: str, *kinds: str) -> dict[str, Any]:
        """Say it and compare the card and the journal with the model, which knows already what was said."""
        type(self).turns += 1
        if person.choice.question == "erase":
            person.choice.question = ""  # it ends with whatever is said; a reply that asks it again opens it again
        person.reply = reply = person.talker.say(text)
        card, choice = reply["card"], person.choice
        told = f"{text!r} -> {card['kind']}: {' / '.join(reply['texts'])}"
        assert faults(reply, self.base) == [], told
        assert not kinds or card["kind"] in kinds, f"{told}; not {kinds}; {choice}"
        self.seen(person)
        assert card["selected"] == choice.ids, f"{told}; the model has {choice.ids}"
        assert (card["saved"], card["choosing"]) == (choice.saved, choice.choosing), f"{told}; {choice}"
        stored = [(i["own"], i["version"], [(x["id"], x["note"]) for x in i["items"]]) for i in self.stored(person)]
        assert stored == [(owner == choice.name, n, items) for owner, n, items in choice.line.versions], (
            f"{told}; {stored}, not {choice.line.versions}"
        )
        return reply

    def stored(self, person: Person) -> list[dict[str, Any]]:
        """The journal's versions of this conversation's line."""
        key = person.talker.key
        with person.talker.around.store.database.read() as connection:
            line = connection.scalar(select(conversation.c.line).where(conversation.c.key == key))
            return versions.all_of(connection, line, key) if line else []

    def seen(self, person: Person) -> None:
        """What the reply put on the screen, for later ordinals and "to"; and whether its question is still open."""
        reply, choice = person.reply, person.choice
        card = reply["card"]
        rows = [row["id"] for row in reply["extras"].get("list", [])]
        if rows or card["kind"] in ("clarify", "asterisk", "compare", "statement", "glossary", "areas_overview",
                                    "start_selection"):  # fmt: skip
            listed = rows or [i for i in card["ids"] if i in IDS]
            choice.listed = None if card["kind"] == "glossary" else listed
            choice.draft_later = False
        if card["kind"] in ("action", "facet"):
            choice.shown = card["ids"][0] if card["ids"] else choice.shown
        elif card["kind"] in ("area", "glossary", "statement", "compare", "recommend", "clarify"):
            choice.shown = None
        if card["kind"] in ASKING:
            choice.question = "other"
        elif card["kind"] == "delete_data" and reply["buttons"]:
            choice.question = "erase"  # also when it is only repeated
        yes = next((b["payload"] for b in reply["buttons"] if b["payload"].startswith("/yes ")), "")
        if yes and person.yes and yes != person.yes:
            person.stale = [*person.stale, person.yes][-3:]
        person.yes = yes if yes and choice.question else person.yes
        if choice.question in ("save", "all", "drop", "erase"):
            assert person.yes, "a question without a button"
        found = CODE.search(" ".join(reply["texts"])) if card["kind"] == "saved" else None
        if found:
            choice.line.codes.append(found[0])
            if all(line is not choice.line for line in self.lines):
                self.lines.append(choice.line)

    def words(self, what: str, which: int, **values: object) -> str:
        """One of the wordings."""
        choices = WORDINGS[what]
        return choices[which % len(choices)].format(**values)

    def ready(self, which: int) -> tuple[Person, Choice]:
        """Who speaks now."""
        return self.people[which], self.people[which].choice
