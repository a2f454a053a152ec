"""Rasa's events in our database: trimmed loading, appending, erasing for good."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

import bot.engine.prepare  # noqa: F401
from bot.engine.tracker_store import NEWEST, TrackerStore

DOMAIN = Domain.from_yaml('version: "3.1"\nintents: [greet]\nactions: [action_turn]\n')


def turn_of(store: TrackerStore, key: str, text: str, custom: dict | None = None) -> None:
    async def one() -> None:
        tracker = await store.retrieve(key) or DialogueStateTracker(key, DOMAIN.slots)
        tracker.update(ActionExecuted("action_listen"))
        tracker.update(UserUttered(text, intent={"name": "greet", "confidence": 1.0}))
        tracker.update(ActionExecuted("action_turn"))
        tracker.update(BotUttered(None, {"custom": custom or {"card": {"kind": "greet"}}}))
        await store.save(tracker)

    asyncio.run(one())


def rows(store: TrackerStore, key: str) -> int:
    with store.engine.connect() as connection:
        return connection.scalar(
            sa.select(sa.func.count()).select_from(store.SQLEvent.__table__).where(store.SQLEvent.sender_id == key)
        )


@pytest.fixture
def store(database_url: str) -> TrackerStore:
    return TrackerStore(domain=DOMAIN, host=database_url)


def test_every_event_is_kept_once_and_only_the_newest_are_loaded(store: TrackerStore) -> None:
    for number in range(9):
        turn_of(store, "k", f"message {number}")
    assert rows(store, "k") == 36
    tracker = asyncio.run(store.retrieve("k"))
    assert tracker is not None
    assert len(tracker.events) <= NEWEST
    assert isinstance(tracker.events[0], ActionExecuted)
    assert tracker.events[0].action_name == "action_listen"
    assert tracker.latest_message.text == "message 8"


def test_an_unknown_conversation_is_none(store: TrackerStore) -> None:
    assert asyncio.run(store.retrieve("nobody")) is None


def test_erasing_leaves_nothing_not_even_the_erasing_turn(store: TrackerStore) -> None:
    turn_of(store, "k", "something private")
    turn_of(store, "other", "stays")
    turn_of(store, "k", "yes", {"card": {"kind": "delete_data"}, "extras": {"erased": {"conversation": 1}}})
    assert rows(store, "k") == 0
    turn_of(store, "k", "hello again")
    assert rows(store, "k") == 4  # the next message brings nothing back
    assert rows(store, "other") == 4
