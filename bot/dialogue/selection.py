"""Choosing actions: what each operation does to the draft. Pure functions over `State`; no words, no understanding.

The rules are those of docs/en/choosing.md: nothing is silently replaced, every change can be undone, ordinals refer to
the list that was shown last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.dialogue.state import UNDO, Item, State

LONG_LIST = 5
"""Adding "wszystkie" from a list longer than this asks once."""
MANY = 3
"""Dropping more than this many at once asks once."""


@dataclass
class Change:
    """What a change did, for the words that report it. All lists hold action ids."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)  # asked to be added, but there before
    absent: list[str] = field(default_factory=list)  # asked to be removed, but not there
    moved: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # a detail of it went or came back
    out_of_range: list[int] = field(default_factory=list)  # ordinals that name nothing
    no_list: bool = False  # an ordinal or "wszystkie" with no list to refer to

    @property
    def touched(self) -> list[str]:
        """The actions touched, in the order they were named."""
        seen: dict[str, None] = {}
        for ids in (self.added, self.removed, self.moved, self.told, self.already, self.absent):
            seen.update(dict.fromkeys(ids))
        return list(seen)

    @property
    def changed(self) -> bool:
        """Whether the draft differs from before."""
        return bool(self.added or self.removed or self.moved)


def remember(state: State) -> None:
    """Keep the draft as it is for "cofnij"; a new change forgets what could be redone."""
    state.undo = [*state.undo, [Item(**vars(item)) for item in state.draft]][-UNDO:]
    state.redo = []


def add(state: State, ids: Iterable[str], change: Change) -> None:
    """Append to the draft, in order, what is not there yet."""
    for action_id in ids:
        if action_id in state.selected:
            _note(change.already, action_id)
        else:
            state.draft.append(Item(action_id))
            _note(change.added, action_id)


def remove(state: State, ids: Iterable[str], change: Change) -> None:
    """Take out of the draft."""
    for action_id in ids:
        if action_id in state.selected:
            state.draft = [item for item in state.draft if item.id != action_id]
            _note(change.removed, action_id)
        elif action_id not in change.removed:
            _note(change.absent, action_id)


def replace(state: State, out: str, new: Sequence[str], change: Change) -> None:
    """Put `new` at the place of `out`; where `out` was not chosen, `new` is appended."""
    place = state.selected.index(out) if out in state.selected else len(state.draft)
    fresh = [action_id for action_id in new if action_id not in state.selected]
    for action_id in new:
        _note(change.added if action_id in fresh else change.already, action_id)
    state.draft[place:place] = [Item(action_id) for action_id in fresh]
    remove(state, [out], change)


def keep(state: State, ids: Sequence[str], change: Change) -> None:
    """Leave only these; those named but not in the draft are added, as "zostaw tylko 2.1" wishes 2.1 to be there."""
    remove(state, [i for i in state.selected if i not in ids], change)
    add(state, [i for i in ids if i not in state.selected], change)


def move(state: State, ids: Sequence[str], position: int, change: Change) -> None:
    """Bring the named items, in this order, to a 1-based place (-1: the end). Unchosen ones are reported absent."""
    movable = [action_id for action_id in ids if action_id in state.selected]
    for action_id in ids:
        if action_id not in state.selected:
            _note(change.absent, action_id)
    if not movable:
        return
    before = state.selected
    taken = {item.id: item for item in state.draft if item.id in movable}
    rest = [item for item in state.draft if item.id not in movable]
    place = len(rest) if position < 0 else max(0, min(position - 1, len(rest)))
    state.draft = [*rest[:place], *(taken[action_id] for action_id in movable), *rest[place:]]
    if state.selected != before:
        change.moved.extend(movable)


def swap(state: State, one: str, other: str, change: Change) -> None:
    """Let two items change places; unchosen ones are reported absent."""
    ids = state.selected
    for action_id in (one, other):
        if action_id not in ids:
            _note(change.absent, action_id)
    if not change.absent:
        a, b = ids.index(one), ids.index(other)
        state.draft[a], state.draft[b] = state.draft[b], state.draft[a]
        change.moved.extend([one, other])


def undo(state: State) -> Change | None:
    """Step back; None when there is nothing to undo."""
    if not state.undo:
        return None
    previous = state.undo.pop()
    state.redo.append(state.draft)
    return _swap(state, previous)


def redo(state: State) -> Change | None:
    """Step forward again; None when nothing was undone."""
    if not state.redo:
        return None
    following = state.redo.pop()
    state.undo.append(state.draft)
    return _swap(state, following)


def cancel(state: State) -> bool:
    """Return to the newest stored version and switch choosing off. Tells whether anything was dropped."""
    target = [Item(**vars(item)) for item in state.stored or []]
    dropped = target != state.draft
    if dropped:
        remember(state)
        state.draft = target
    state.choosing = False
    return dropped


def nth(ids: Sequence[str], ordinal: int) -> str | None:
    """The 1-based item (negative from the end), None when out of range."""
    if ordinal > 0:
        return ids[ordinal - 1] if ordinal <= len(ids) else None
    return ids[ordinal] if 0 < -ordinal <= len(ids) else None


def removable(state: State) -> list[str]:
    """The list that ordinals refer to when removing or reordering."""
    if state.draft_listed_last or not state.offered:
        return state.selected
    return [i for i in state.offered if i in state.selected] or state.selected


def _swap(state: State, target: list[Item]) -> Change:
    before, after = state.selected, [item.id for item in target]
    details = {item.id: item for item in state.draft}
    state.draft = target
    change = Change(added=[i for i in after if i not in before], removed=[i for i in before if i not in after])
    if not change.changed and before != after:
        change.moved = after
    change.told = [item.id for item in target if item.id in before and item != details[item.id]]
    return change


def _note(ids: list[str], action_id: str) -> None:
    if action_id not in ids:
        ids.append(action_id)
