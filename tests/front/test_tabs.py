"""Two tabs of one browser, and what one session can know of another."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import httpx
import pytest
from itsdangerous import TimestampSigner

from bot.front.app import make_app
from bot.front.past import after
from bot.front.sessions import COOKIE
from bot.store.turns import TurnResult
from knowledge.shelf import Shelf

SESSION, MESSAGE, HISTORY = "/api/v1/session", "/api/v1/message", "/api/v1/history"


@pytest.fixture
def remembering(backend, store):
    """The backend keeps a history and a draft, as the real one does: "dodaj X" adds X, "usuń dane" erases."""

    async def ask(body):
        def work(state, ledger):
            if body["text"] == "usuń dane":
                return TurnResult(None, answer)
            draft = [*(state or {"draft": []})["draft"]]
            if body["text"].startswith("dodaj "):
                draft.append({"id": body["text"].removeprefix("dodaj ")})
            ledger.note("user", {"text": body["text"], "id": body["message_id"]})
            ledger.note("bot", answer)
            return TurnResult({"draft": draft, "choosing": bool(draft)}, answer)

        answer = {"texts": [f"o: {body['text']}"], "buttons": [], "card": {"kind": "help"}, "extras": {}}
        return await asyncio.to_thread(store.turn, body["key"], body["message_id"], "web", work)

    backend.ask = ask


def client_of(app, cookie: str | None = None) -> httpx.AsyncClient:
    cookies = {COOKIE: cookie} if cookie else {}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://door.test", cookies=cookies)


class Tab:
    """A page that follows the documented way of staying up to date."""

    def __init__(self, client):
        self.client, self.shown, self.ids, self.version, self.draft = client, [], set(), None, []

    async def say(self, text, name):
        answer = await self.client.post(MESSAGE, json={"text": text, "id": name})
        self.shown += [text, answer.json()["texts"][0]]
        self.ids.add(name)

    async def sync(self):
        got = (await self.client.get(HISTORY, params={"since": self.version} if self.version else {})).json()
        if got["reset"]:
            self.shown, self.ids = [], set()
        for row in got["messages"]:
            if row["id"] not in self.ids:
                self.shown.append(row["content"].get("text") or row["content"]["texts"][0])
        self.ids |= {row["id"] for row in got["messages"]}
        self.version, self.draft = got["version"], [item["id"] for item in got["draft"]]


@pytest.mark.usefixtures("remembering")
async def test_two_tabs_show_the_same_whoever_speaks(client, app):
    cookie = (await client.post(SESSION, json={})).cookies[COOKIE]
    async with client_of(app, cookie) as one, client_of(app, cookie) as two:
        a, b = Tab(one), Tab(two)
        await a.say("dodaj 1.1", "m1")
        await b.sync()
        await b.say("dodaj 2.1", "m2")
        await a.say("dodaj 3.1", "m3")  # before it knew of m2
        for tab in (a, b, a):
            await tab.sync()
        assert sorted(a.shown) == sorted(b.shown)
        assert len(a.shown) == len(set(a.shown)) == 6
        assert a.draft == b.draft == ["1.1", "2.1", "3.1"]
        await b.say("usuń dane", "m4")
        await a.sync()
        assert (a.shown, a.draft, a.version) == ([], [], None)


@pytest.mark.usefixtures("remembering")
async def test_two_tabs_at_once_lose_and_double_nothing(client, app):
    cookie = (await client.post(SESSION, json={})).cookies[COOKIE]
    async with client_of(app, cookie) as one, client_of(app, cookie) as two:
        said = [(tab, f"dodaj {n}.{m}", f"{n}{m}") for m in (1, 2) for n, tab in ((1, one), (2, two))]
        await asyncio.gather(*(tab.post(MESSAGE, json={"text": text, "id": name}) for tab, text, name in said * 2))
        got = (await one.get(HISTORY)).json()
    assert sorted(item["id"] for item in got["draft"]) == ["1.1", "1.2", "2.1", "2.2"]
    assert len(got["messages"]) == 8


def test_after():
    def rows(*ids):
        return [row for i in ids for row in (
            {"who": "user", "content": {"text": "x", **({"id": i} if i else {})}}, {"who": "bot", "content": {}})]  # fmt: skip

    whole = after(rows("a", "b"), "")
    assert [row["id"] for row in whole["messages"]] == ["a", "a", "b", "b"]
    assert all("id" not in row["content"] for row in whole["messages"])
    assert (whole["reset"], whole["version"]) == (False, "b")
    assert [row["id"] for row in after(rows("a", "b"), "a")["messages"]] == ["b", "b"]
    assert after(rows("a", "b"), "b")["messages"] == []
    assert after(rows("a"), "gone")["reset"] is True
    assert after([], "") == {"messages": [], "reset": False, "version": None}
    assert after(rows(None), "")["version"] is None


@pytest.mark.usefixtures("remembering")
async def test_the_ids_of_another_session_open_nothing(client, app):
    """Replay: the same message id, the same version, in another session."""
    await client.post(SESSION, json={})
    await client.post(MESSAGE, json={"text": "dodaj 1.1", "id": "m1"})
    async with client_of(app) as stranger:
        await stranger.post(SESSION, json={})
        answer = await stranger.post(MESSAGE, json={"text": "dodaj 2.1", "id": "m1"})
        assert answer.json()["texts"] == ["o: dodaj 2.1"]
        seen = (await stranger.get(HISTORY, params={"since": "m1"})).json()
        assert [item["id"] for item in seen["draft"]] == ["2.1"]
    mine = (await client.get(HISTORY)).json()
    assert [item["id"] for item in mine["draft"]] == ["1.1"]


@pytest.mark.usefixtures("remembering")
async def test_what_is_sent_again_is_answered_the_same_and_done_once(client):
    await client.post(SESSION, json={})
    answers = [(await client.post(MESSAGE, json={"text": t, "id": "m1"})).json() for t in ("dodaj 1.1", "dodaj 2.1")]
    assert answers[0] == answers[1]
    assert [item["id"] for item in (await client.get(HISTORY)).json()["draft"]] == ["1.1"]


@pytest.mark.usefixtures("remembering")
async def test_a_planted_session_is_not_shared(client, app):
    """Fixation: whoever plants his own cookie sees nothing after the victim began anew; and ids are never taken over."""
    planted = (await client.post(SESSION, json={})).cookies[COOKIE]
    async with client_of(app) as victim:
        victim.cookies.set(COOKIE, planted, domain="door.test", path="/")
        await victim.post(SESSION, json={"new": True})
        assert victim.cookies.get(COOKIE, domain="door.test", path="/") != planted
        await victim.post(MESSAGE, json={"text": "dodaj 1.1", "id": "m1"})
    assert (await client.get(HISTORY)).json()["messages"] == []


@pytest.mark.usefixtures("remembering")
async def test_no_parameter_names_another_conversation(client, app):
    await client.post(SESSION, json={})
    await client.post(MESSAGE, json={"text": "dodaj 1.1", "id": "m1"})
    key = app.state.entrance.key("web", "guess")
    async with client_of(app) as stranger:
        await stranger.post(SESSION, json={"session": "guess", "sender": "guess", "key": key})
        body = {"text": "cześć", "id": "m2", "sender": "guess", "key": key, "channel": "rest", "menu": True}
        await stranger.post(MESSAGE, json=body)
        seen = (await stranger.get(HISTORY, params={"sender": "guess", "key": key})).json()
    assert [row["id"] for row in seen["messages"]] == ["m2", "m2"]


@pytest.mark.usefixtures("remembering")
async def test_no_text_reaches_the_log(client, caplog, backend):
    caplog.set_level("INFO")
    await client.post(SESSION, json={})
    await client.post(MESSAGE, json={"text": "bardzo tajne słowo", "id": "m1"})

    async def broken(body):
        raise ValueError(f"cannot work on {body['text']}")

    backend.ask = broken
    answer = await client.post(MESSAGE, json={"text": "bardzo tajne słowo", "id": "m2"})
    assert answer.json()["card"]["kind"] == "error"
    assert "failed" in caplog.text
    assert "tajne" not in caplog.text


@pytest.mark.usefixtures("remembering")
async def test_a_session_outlives_a_restart_but_not_its_time(client, settings, base, store, backend, monkeypatch):
    cookie = (await client.post(SESSION, json={})).cookies[COOKIE]
    await client.post(MESSAGE, json={"text": "dodaj 1.1", "id": "m1"})
    async with client_of(make_app(settings, Shelf(base), store, backend), cookie) as after_restart:
        assert [i["id"] for i in (await after_restart.get(HISTORY)).json()["draft"]] == ["1.1"]
        late = int(time.time()) + settings.retention_days * 24 * 3600 + 5
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: late)
        assert (await after_restart.get(HISTORY)).status_code == 401
        assert (await after_restart.post(SESSION, json={})).json()["new"] is True


async def test_a_session_of_another_installation_is_nobody(client, settings, base, store, backend):
    cookie = (await client.post(SESSION, json={})).cookies[COOKIE]
    other = make_app(replace(settings, secret="another secret"), Shelf(base), store, backend)
    async with client_of(other, cookie) as elsewhere:
        assert (await elsewhere.get(HISTORY)).status_code == 401
