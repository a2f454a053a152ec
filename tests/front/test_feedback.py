"""Thumbs through the front door: bound to one's own answers."""

from __future__ import annotations

import asyncio

import pytest

from bot.store.inbox import feedback
from bot.store.turns import TurnResult

SESSION, MESSAGE, FEEDBACK = "/api/v1/session", "/api/v1/message", "/api/v1/feedback"


@pytest.fixture
async def talked(client, backend, store):
    """A session that got an answer to the message "m1"."""
    plain = backend.ask

    async def kept(body):
        answer = await plain(body)
        result = TurnResult({"draft": []}, answer)
        return await asyncio.to_thread(store.turn, body["key"], body["message_id"], "web", lambda state, ledger: result)

    backend.ask = kept
    await client.post(SESSION, json={})
    await client.post(MESSAGE, json={"text": "pytanie", "id": "m1"})
    return client


async def test_a_thumb_is_kept_and_replaced(talked, store):
    for rating in (1, 1, -1):
        answer = await talked.post(FEEDBACK, json={"id": "m1", "rating": rating})
        assert (answer.status_code, answer.json()) == (200, {"rating": rating})
    (row,) = feedback(store)
    assert (row["rating"], row["about"]["message"], row["about"]["kind"]) == (-1, "m1", "help")


async def test_an_answer_of_another_session_is_unknown(talked, store):
    await talked.post(SESSION, json={"new": True})
    answer = await talked.post(FEEDBACK, json={"id": "m1", "rating": 1})
    assert (answer.status_code, answer.json()["error"]) == (404, "unknown")
    talked.cookies.clear()
    assert (await talked.post(FEEDBACK, json={"id": "m1", "rating": 1})).status_code == 401
    assert feedback(store) == []


@pytest.mark.parametrize(
    "body", [{}, {"id": "m1"}, {"id": "m1", "rating": 0}, {"id": "m1", "rating": True}, {"id": "ż", "rating": 1}]
)
async def test_what_no_page_sends_is_refused(talked, store, body):
    assert (await talked.post(FEEDBACK, json=body)).status_code == 400
    assert feedback(store) == []
