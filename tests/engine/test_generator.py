"""Generated files agree with the training data."""

from __future__ import annotations

from bot.engine import generator


def test_nothing_generated_is_stale() -> None:
    assert generator.stale() == []


def test_every_intent_has_a_rule_to_the_one_action() -> None:
    rules = generator.rules()
    for intent in generator.intents():
        assert f"- intent: {intent}\n  - action: action_turn" in rules
