"""The rules of choosing, as properties."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.dialogue import selection
from bot.dialogue.selection import Change
from bot.dialogue.state import Item, State

IDS = [f"{a}.{n}" for a, c in zip("1234", (5, 5, 3, 7), strict=True) for n in range(1, c + 1)]
ids = st.lists(st.sampled_from(IDS), max_size=6)


class Choosing(RuleBasedStateMachine):
    """A model of the draft as a plain list, beside the real thing."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State()
        self.model: list[str] = []
        self.past: list[list[str]] = []
        self.future: list[list[str]] = []

    def _changed(self) -> None:
        selection.remember(self.state)
        self.past.append(list(self.model))
        self.future.clear()

    @rule(wanted=ids)
    def add(self, wanted: list[str]) -> None:
        self._changed()
        selection.add(self.state, wanted, Change())
        self.model += [i for i in dict.fromkeys(wanted) if i not in self.model]

    @rule(gone=ids)
    def remove(self, gone: list[str]) -> None:
        self._changed()
        selection.remove(self.state, gone, Change())
        self.model = [i for i in self.model if i not in gone]

    @rule(kept=ids)
    def keep(self, kept: list[str]) -> None:
        self._changed()
        kept = list(dict.fromkeys(kept))
        selection.keep(self.state, kept, Change())
        self.model = [i for i in self.model if i in kept] + [i for i in kept if i not in self.model]

    @rule(moved=ids, position=st.integers(-1, 8))
    def move(self, moved: list[str], position: int) -> None:
        self._changed()
        moved = list(dict.fromkeys(moved))
        selection.move(self.state, moved, position, Change())
        there = [i for i in moved if i in self.model]
        rest = [i for i in self.model if i not in there]
        place = len(rest) if position < 0 else max(0, min(position - 1, len(rest)))
        self.model = rest[:place] + there + rest[place:]

    @rule()
    def undo(self) -> None:
        done = selection.undo(self.state)
        if len(self.past) and done is not None:
            self.future.append(self.model)
            self.model = self.past.pop()

    @rule()
    def redo(self) -> None:
        done = selection.redo(self.state)
        assert (done is not None) == bool(self.future)
        if done is not None:
            self.past.append(self.model)
            self.model = self.future.pop()

    @invariant()
    def agree(self) -> None:
        assert self.state.selected == self.model
        assert len(set(self.model)) == len(self.model)
        assert State.from_dict(self.state.as_dict()) == self.state


TestChoosing = Choosing.TestCase


@given(st.lists(st.sampled_from(IDS), unique=True), st.integers(-30, 30))
def test_an_ordinal_names_a_member_or_nothing(listed: list[str], ordinal: int) -> None:
    found = selection.nth(listed, ordinal)
    if ordinal == 0 or abs(ordinal) > len(listed):
        assert found is None
    else:
        assert found == listed[ordinal - 1 if ordinal > 0 else ordinal]


@given(ids, ids)
def test_cancelling_returns_to_the_stored_version(stored: list[str], more: list[str]) -> None:
    state = State()
    selection.add(state, stored, Change())
    state.stored = [Item(i) for i in state.selected]
    before = state.selected
    selection.add(state, more, Change())
    selection.cancel(state)
    assert state.selected == before
    assert not state.choosing
    assert state.saved == bool(before)


def test_a_replaced_item_gives_its_place() -> None:
    state = State(draft=[Item("1.1"), Item("2.1"), Item("4.4")])
    selection.replace(state, "2.1", ["3.1", "3.2"], Change())
    assert state.selected == ["1.1", "3.1", "3.2", "4.4"]
