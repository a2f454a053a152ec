"""Settings that close the web channel or put a notice above the chat."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from bot.front.app import make_app
from bot.settings import Settings, SettingsError
from knowledge.shelf import Shelf

PATHS = [("POST", "/api/v1/session"), ("POST", "/api/v1/message"), ("GET", "/api/v1/history")]


def client_of(settings, base, store, backend) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(make_app(settings, Shelf(base), store, backend))
    return httpx.AsyncClient(transport=transport, base_url="http://door.test")


async def test_a_closed_channel_says_so_kindly(settings, base, store, backend):
    centre = {**settings.centre, "phone": "22 000 00 00"}
    async with client_of(replace(settings, web="off", centre=centre), base, store, backend) as client:
        for method, path in PATHS:
            answer = await client.request(method, path, **({"json": {}} if method == "POST" else {}))
            assert answer.status_code == 503
            body = answer.json()
            assert (body["error"], body["card"]["kind"]) == ("off", "error")
            assert "22 000 00 00" in body["texts"][0]
        info = (await client.get("/api/v1/info")).json()
        assert info["open"] is False
        assert "22 000 00 00" in info["closed"]
        assert (await client.get("/")).status_code == 200
        assert (await client.get("/health")).status_code == 200
    assert not backend.bodies


async def test_info_tells_limits_centre_and_notice(settings, base, store, backend):
    changed = replace(settings, notice="W piątek czat nie działa.", centre={**settings.centre, "hours": "8–16"})
    async with client_of(changed, base, store, backend) as client:
        info = (await client.get("/api/v1/info")).json()
    assert info["open"] is True
    assert info["closed"] is None
    assert info["notice"] == "W piątek czat nie działa."
    assert info["limits"] == {"characters": 1000, "answer_seconds": 20}
    assert info["centre"]["hours"] == "8–16"
    assert info["centre"]["name"] == "[nazwa ośrodka]"


async def test_without_a_notice_there_is_none(client):
    assert (await client.get("/api/v1/info")).json()["notice"] is None
    foreign = await client.get("/api/v1/info", headers={"Origin": "https://evil.example"})
    assert (foreign.status_code, foreign.json()["error"]) == (403, "origin")


def made(tmp_path, **env: str) -> Settings:
    return Settings.from_env({"DROGOWSKAZ_DATA": str(tmp_path), **env})


def test_switches_are_read_and_checked(tmp_path):
    assert made(tmp_path).web == "on"
    some = made(tmp_path, DROGOWSKAZ_WEB="off", DROGOWSKAZ_NOTICE="  dwa\n wiersze ")
    assert (some.web, some.notice) == ("off", "dwa wiersze")
    with pytest.raises(SettingsError, match="DROGOWSKAZ_WEB"):
        made(tmp_path, DROGOWSKAZ_WEB="nie")
    with pytest.raises(SettingsError, match="DROGOWSKAZ_NOTICE"):
        made(tmp_path, DROGOWSKAZ_NOTICE="x" * 501)
