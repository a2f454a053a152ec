"""What changed between two versions of the content."""

from __future__ import annotations

from dataclasses import replace

from knowledge.base import Base
from knowledge.changes import PARTS, changed, fingerprints


def with_action(base: Base, action_id: str, **update: object) -> Base:
    action = base.actions[action_id].model_copy(update=update)
    return replace(base, actions={**base.actions, action_id: action})


def test_the_same_content_has_no_changes(base: Base) -> None:
    then = fingerprints(base)
    assert set(then) == set(base.actions)
    assert all(tuple(parts) == PARTS for parts in then.values())
    assert changed(then, base, base.actions) == {}


def test_changes_are_told_by_part_and_only_for_the_asked(base: Base) -> None:
    then = fingerprints(base)
    now = with_action(base, "2.1", steps=("Inny krok.",), short="Inaczej.")
    assert changed(then, now, ["1.1", "2.1"]) == {"2.1": ["title", "steps"]}
    assert changed(then, now, ["1.1"]) == {}


def test_a_newer_text_of_the_law_changes_the_legal_basis(base: Base) -> None:
    then = fingerprints(base)
    action = next(a for a in base.actions.values() if any(s.source for s in a.legal))
    code = next(s.source for s in action.legal if s.source)
    now = replace(base, sources={**base.sources, code: base.sources[code].model_copy(update={"seen": "1 lipca 2031"})})
    assert "legal" in changed(then, now, [action.id])[action.id]


def test_an_action_that_is_gone(base: Base) -> None:
    then = fingerprints(base)
    now = replace(base, actions={i: a for i, a in base.actions.items() if i != "2.1"})
    assert changed(then, now, ["2.1"]) == {"2.1": []}
