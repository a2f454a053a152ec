from __future__ import annotations

import asyncio
from dataclasses import replace

import httpx
import pytest
from itsdangerous import URLSafeTimedSerializer

from bot.front import requests
from bot.front.app import make_app
from bot.front.sessions import COOKIE
from bot.store.turns import TurnResult
from knowledge.shelf import Shelf

SESSION, MESSAGE, HISTORY = "/api/v1/session", "/api/v1/message", "/api/v1/history"


async def test_a_session_is_issued_once_and_kept(client, backend):
    first = await client.post(SESSION, json={})
    assert first.json() == {"new": True, "limit": 1000}
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    again = await client.post(SESSION, json={})
    assert again.json()["new"] is False
    assert "set-cookie" not in again.headers
    for text in ("raz", "dwa"):
        await client.post(MESSAGE, json={"text": text, "id": text})
    assert len({body["key"] for body in backend.bodies}) == 1


async def test_a_new_conversation_is_another_one(client, backend):
    await client.post(SESSION, json={})
    await client.post(MESSAGE, json={"text": "raz", "id": "1"})
    assert (await client.post(SESSION, json={"new": True})).json()["new"] is True
    await client.post(MESSAGE, json={"text": "dwa", "id": "1"})
    assert backend.bodies[0]["key"] != backend.bodies[1]["key"]


async def test_the_cookie_is_secure_over_https(app):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://door.test") as client:
        assert "Secure" in (await client.post(SESSION, json={})).headers["set-cookie"]


def forged(secret: str, salt: str = "drogowskaz.session.1") -> str:
    return str(URLSafeTimedSerializer(secret, salt=salt).dumps("anna"))


@pytest.mark.parametrize("cookie", ["", "anna", "a.b.c", forged("guessed"), forged("a secret of this test", "other")])
async def test_a_guessed_or_forged_session_is_nobody(client, backend, cookie):
    client.cookies.set(COOKIE, cookie)
    for answer in (await client.post(MESSAGE, json={"text": "x", "id": "1"}), await client.get(HISTORY)):
        assert answer.status_code == 401
        assert answer.json()["error"] == "session"
        assert answer.json()["card"]["kind"] == "error"
        assert "draft" not in answer.json()["extras"]
    assert not backend.bodies


async def test_a_fixed_session_is_replaced_by_one_of_ours(client, backend):
    client.cookies.set(COOKIE, "chosen-by-someone-else", domain="door.test", path="/")
    assert (await client.post(SESSION, json={})).json()["new"] is True
    assert client.cookies.get(COOKIE, domain="door.test") != "chosen-by-someone-else"


async def test_an_altered_cookie_is_refused(client):
    value = (await client.post(SESSION, json={})).cookies[COOKIE]
    client.cookies.clear()
    client.cookies.set(COOKIE, ("A" if value[0] != "A" else "B") + value[1:])
    assert (await client.post(MESSAGE, json={"text": "x", "id": "1"})).status_code == 401


async def test_text_and_payload_are_kept_apart(client, backend):
    await client.post(SESSION, json={})
    await client.post(MESSAGE, json={"text": "/drop 2.1", "id": "1"})
    await client.post(MESSAGE, json={"payload": "/drop 2.1", "id": "2"})
    assert [(b["menu"], b["message_id"]) for b in backend.bodies] == [(False, "1"), (True, "2")]


@pytest.mark.parametrize("body", [{}, {"id": "1"}, {"text": "a", "payload": "/b"}, [], "x", 1])
async def test_neither_or_both_is_400(client, body):
    await client.post(SESSION, json={})
    assert (await client.post(MESSAGE, json=body)).status_code == 400


@pytest.mark.parametrize(
    ("said", "status"),
    [({"text": 5}, 400), ({"text": None}, 400), ({"text": "x" * 1001}, 422), ({"payload": "x"}, 400),
     ({"payload": None}, 400), ({"payload": "/add " + "1" * 64}, 400), ({"payload": "/ż"}, 400),
     ({"text": "x", "id": ""}, 400), ({"text": "x", "id": 7}, 400), ({"text": "x", "id": "a" * 101}, 400)],
)  # fmt: skip
async def test_an_unfit_message_is_one_error_card_with_the_draft(client, app, backend, keep, said, status):
    await client.post(SESSION, json={})
    await client.post(MESSAGE, json={"text": "x"})
    keep(backend.bodies[0]["key"], ["2.1"])
    answer = await client.post(MESSAGE, json={"id": "1", **said})
    assert answer.status_code == status
    assert answer.json()["error"]
    assert answer.json()["texts"][0]
    assert (answer.json()["card"]["kind"], answer.json()["card"]["selected"]) == ("error", ["2.1"])
    assert len(backend.bodies) == 1


async def test_only_json_and_only_from_our_own_page(client, backend):
    await client.post(SESSION, json={})
    assert (await client.post(MESSAGE, content=b'{"text": "x"}')).status_code == 415
    form = await client.post(MESSAGE, data={"text": "x"})
    assert form.status_code == 415
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://door.test.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert (await client.post(MESSAGE, json={"text": "x"}, headers=headers)).status_code == 403
        assert (await client.post(SESSION, json={}, headers=headers)).status_code == 403
        assert (await client.get(HISTORY, headers=headers)).status_code == 403
    assert not backend.bodies
    ours = {"Origin": "http://door.test", "Sec-Fetch-Site": "same-origin"}
    assert (await client.post(MESSAGE, json={"text": "x"}, headers=ours)).status_code == 200


async def test_too_fast_is_429_with_a_card(client):
    await client.post(SESSION, json={})
    answers = [await client.post(MESSAGE, json={"text": "x", "id": str(n)}) for n in range(25)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert answers[-1].json()["card"]["kind"] == "error"


async def test_sessions_from_one_address_are_not_endless(app):
    transport = httpx.ASGITransport(app, client=("203.0.113.9", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://door.test") as client:
        codes = [(await client.post(SESSION, json={"new": True})).status_code for _ in range(40)]
    assert codes[0] == 200
    assert codes[-1] == 429


async def test_history_and_draft_belong_to_the_session(client, app, base, store, backend):
    await client.post(SESSION, json={})
    await client.post(MESSAGE, json={"text": "x", "id": "1"})
    key = backend.bodies[0]["key"]

    def work(state, ledger):
        ledger.note("user", {"text": "dodaj 2.1"})
        return TurnResult({"draft": [{"id": "2.1"}], "choosing": True}, {"texts": []})

    store.turn(key, None, "web", work)
    seen = (await client.get(HISTORY)).json()
    assert [m["content"] for m in seen["messages"]] == [{"text": "dodaj 2.1"}]
    assert seen["choosing"] is True
    assert seen["draft"] == [{"id": "2.1", "name": base.actions["2.1"].name, "note": "", "person": "", "quarter": ""}]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://door.test") as stranger:
        await stranger.post(SESSION, json={})
        assert (await stranger.get(HISTORY)).json()["messages"] == []


async def test_an_allowed_origin_may_ask(settings, base, store, backend):
    app = make_app(replace(settings, origins=("https://owes.example",)), Shelf(base), store, backend)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://door.test") as client:
        headers = {"Origin": "https://owes.example", "Sec-Fetch-Site": "cross-site"}
        assert (await client.post(SESSION, json={}, headers=headers)).status_code == 200


async def test_a_body_that_never_ends_is_given_up(client, backend, monkeypatch):
    monkeypatch.setattr(requests, "BODY_SECONDS", 0.05)
    await client.post(SESSION, json={})

    async def slowly():
        for _ in range(100):
            yield b" "
            await asyncio.sleep(0.01)

    answer = await client.post(MESSAGE, content=slowly(), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["card"]["kind"]) == (408, "error")
    assert not backend.bodies


async def test_a_client_that_leaves_is_no_fault(app, backend):
    sent = []

    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": SESSION, "raw_path": SESSION.encode(), "query_string": b"",
             "headers": [(b"content-type", b"application/json")], "client": ("127.0.0.1", 1), "server": ("t", 80),
             "scheme": "http", "root_path": "", "http_version": "1.1", "state": {}}  # fmt: skip
    await app(scope, receive, send)
    assert sent[0]["status"] == 400
