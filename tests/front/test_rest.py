from __future__ import annotations

import json
from dataclasses import replace

import httpx
import pytest

from bot.front.app import make_app
from knowledge.shelf import Shelf

URL = "/webhooks/rest/webhook"


def cards(rows):
    return [row["custom"] for row in rows if "custom" in row]


async def test_texts_buttons_and_exactly_one_card(client):
    answer = await client.post(URL, json={"sender": "anna", "message": "cześć"})
    assert answer.status_code == 200
    text, card = answer.json()
    assert text == {
        "recipient_id": "anna", "text": "echo: cześć", "buttons": [{"title": "Pokaż", "payload": "/overview"}],
    }  # fmt: skip
    assert card["recipient_id"] == "anna"
    assert card["custom"]["kind"] == "help"


@pytest.mark.parametrize("message", [None, 1, ["x"], {"a": 1}, "x" * 1001, "x" * 200_000])
async def test_an_unfit_message_gets_one_error_card(client, message):
    answer = await client.post(URL, json={"sender": "anna", "message": message})
    assert answer.status_code == 200
    assert [card["kind"] for card in cards(answer.json())] == ["error"]


async def test_a_missing_message_gets_one_error_card(client):
    answer = await client.post(URL, json={"sender": "anna"})
    assert [card["kind"] for card in cards(answer.json())] == ["error"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"sender": 5, "message": "x"}',
     b'{"sender": "", "message": "x"}', b'{"sender": "\\ud800", "message": "x"}',
     json.dumps({"sender": "s" * 256}).encode()],
)  # fmt: skip
async def test_a_broken_body_is_400_in_the_same_shape(client, backend, body):
    answer = await client.post(URL, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert [card["kind"] for card in cards(answer.json())] == ["error"]
    assert answer.json()[0]["text"]
    assert not backend.bodies


async def test_too_big_a_body_is_413(client):
    answer = await client.post(URL, json={"sender": "a", "message": "x" * 300_000})
    assert answer.status_code == 413
    assert [card["kind"] for card in cards(answer.json())] == ["error"]


async def test_a_foreign_page_cannot_post(client, backend):
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        answer = await client.post(URL, json={"sender": "a", "message": "x"}, headers=headers)
        assert answer.status_code == 403
    assert not backend.bodies


async def test_slash_text_is_text_and_a_sent_id_is_used(client, backend):
    await client.post(URL, json={"sender": "a", "message": "/restart", "message_id": "m7"})
    body = backend.bodies[0]
    assert (body["text"], body["menu"], body["message_id"]) == ("/restart", False, "m7")


async def test_off_means_404(settings, base, store, backend):
    for changed in ({"rest": "off"}, {"host": "0.0.0.0"}):
        app = make_app(replace(settings, **changed), Shelf(base), store, backend)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
            assert (await client.post(URL, json={"sender": "a", "message": "x"})).status_code == 404


async def test_only_post(client):
    assert (await client.get(URL)).status_code == 405
