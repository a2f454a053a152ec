"""A chat on a page of another site: exact origins, tokens bound to them, nothing for anybody else."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from bot.front.app import make_app
from bot.front.sessions import COOKIE
from bot.settings import Settings, SettingsError
from knowledge.shelf import Shelf

SESSION, MESSAGE, HISTORY = "/api/v1/session", "/api/v1/message", "/api/v1/history"
SITE, OTHER = "https://owes.example", "https://gmina.example"
FROM_SITE = {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def app(settings, base, store, backend):
    return make_app(replace(settings, origins=(SITE, OTHER)), Shelf(base), store, backend)


async def begin(client: httpx.AsyncClient, origin: str = SITE) -> dict[str, str]:
    """Headers of a fresh session on a page of this origin."""
    answer = await client.post(SESSION, json={}, headers={"Origin": origin})
    assert "set-cookie" not in answer.headers
    return {"Origin": origin, "Authorization": f"Bearer {answer.json()['token']}"}


async def test_an_embedded_page_talks_with_its_token(client, backend):
    headers = await begin(client)
    answer = await client.post(MESSAGE, json={"text": "raz", "id": "1"}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == SITE
    assert "access-control-allow-credentials" not in answer.headers
    assert "Origin" in answer.headers["vary"]
    kept = (await client.post(SESSION, json={}, headers=headers)).json()
    assert kept == {"new": False, "limit": 1000, "token": headers["Authorization"].removeprefix("Bearer ")}
    fresh = (await client.post(SESSION, json={"new": True}, headers=headers)).json()
    assert fresh["new"] is True
    assert fresh["token"] != kept["token"]
    await client.post(MESSAGE, json={"text": "dwa", "id": "2"}, headers=headers)
    assert len({body["key"] for body in backend.bodies}) == 1


async def test_a_token_counts_only_on_the_page_it_was_given_to(client, backend):
    token = (await begin(client))["Authorization"]
    for headers in ({"Authorization": token}, {"Authorization": token, "Origin": OTHER}):
        assert (await client.get(HISTORY, headers=headers)).status_code == 401
    evil = {"Authorization": token, "Origin": "https://evil.example"}
    answer = await client.get(HISTORY, headers=evil)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    assert not backend.bodies


async def test_the_cookie_of_our_page_is_nothing_on_another_site(client):
    await client.post(SESSION, json={})
    assert (await client.get(HISTORY)).status_code == 200
    assert (await client.get(HISTORY, headers=FROM_SITE)).status_code == 401


async def test_a_cookie_is_no_token_and_a_token_no_cookie(client):
    headers = await begin(client)
    cookie = (await client.post(SESSION, json={})).cookies[COOKIE]
    assert (await client.get(HISTORY, headers={**FROM_SITE, "Authorization": f"Bearer {cookie}"})).status_code == 401
    client.cookies.clear()
    client.cookies.set(COOKIE, headers["Authorization"].removeprefix("Bearer "))
    assert (await client.get(HISTORY)).status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTph", "Bearer a.b.c", "Bearer " + "A" * 5000])
async def test_a_broken_token_is_nobody(client, header):
    assert (await client.get(HISTORY, headers={**FROM_SITE, "Authorization": header})).status_code == 401


async def test_our_page_gets_no_token(client):
    assert "token" not in (await client.post(SESSION, json={})).json()


@pytest.mark.parametrize(
    "origin",
    ["http://owes.example", "https://owes.example:8443", "https://owes.example.evil.example", "https://www.owes.example",
     "https://OWES.example", "null", "", "https://owes.example/"],
)  # fmt: skip
async def test_origins_are_exact(client, origin):
    answer = await client.post(SESSION, json={}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    assert (await client.options(MESSAGE, headers=asked)).status_code == 403


async def test_preflight(client):
    asked = {"Origin": SITE, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    answer = await client.options(MESSAGE, headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == SITE
    assert "Authorization" in answer.headers["access-control-allow-headers"]
    for path in ("/", "/health", "/webhooks/rest/webhook"):
        answer = await client.options(path, headers=asked)
        assert "access-control-allow-origin" not in answer.headers


async def test_the_files_may_be_loaded_and_the_page_framed_by_the_site_only(client):
    script = await client.get("/drogowskaz.js", headers={"Origin": SITE})
    assert script.headers["access-control-allow-origin"] == SITE
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"
    page = await client.get("/", headers={"Origin": SITE})
    assert "access-control-allow-origin" not in page.headers
    assert f"frame-ancestors 'self' {SITE} {OTHER}" in page.headers["content-security-policy"]


async def test_the_rest_channel_is_closed_to_foreign_pages(client, backend):
    answer = await client.post("/webhooks/rest/webhook", json={"sender": "a", "message": "x"}, headers=FROM_SITE)
    assert answer.status_code == 403
    assert not backend.bodies


async def test_without_origins_nothing_is_shared(settings, base, store, backend):
    transport = httpx.ASGITransport(make_app(settings, Shelf(base), store, backend))
    async with httpx.AsyncClient(transport=transport, base_url="http://door.test") as client:
        answer = await client.get("/drogowskaz.js", headers={"Origin": SITE})
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


def made(tmp_path, **env: str) -> Settings:
    return Settings.from_env({"DROGOWSKAZ_DATA": str(tmp_path), **env})


def test_origins_are_read_as_browsers_send_them(tmp_path):
    env = {"DROGOWSKAZ_ORIGINS": "https://WWW.owes.example/, http://x.example:8080,https://y.example:443"}
    assert made(tmp_path, **env).origins == ("https://www.owes.example", "http://x.example:8080", "https://y.example")


@pytest.mark.parametrize(
    "wrong", ["*", "owes.example", "https://*.example", "https://a.example/path", "ftp://a.example", "https://u@a.example",
              "null", "https://"],
)  # fmt: skip
def test_a_wrong_origin_is_refused_at_the_start(tmp_path, wrong):
    with pytest.raises(SettingsError, match="DROGOWSKAZ_ORIGINS"):
        made(tmp_path, DROGOWSKAZ_ORIGINS=wrong)
