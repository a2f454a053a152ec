"""Whose word on addresses is believed, and the limits that count by them."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest
from starlette.requests import Request

from bot.front.app import make_app
from bot.front.guessing import Guessing
from bot.front.peers import Peers
from bot.settings import Settings, SettingsError
from knowledge.shelf import Shelf

SESSION, MESSAGE = "/api/v1/session", "/api/v1/message"


def peers(*proxies: str) -> Peers:
    return Peers(Settings(secret="x", proxies=proxies))


def request(peer: str, scheme: str = "http", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (peer, 1), "headers": raw, "scheme": scheme, "path": "/",
                    "server": ("t", 80), "query_string": b""})  # fmt: skip


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "address"),
    [
        ((), "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (("127.0.0.1",), "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (("127.0.0.1",), "127.0.0.1", "198.51.100.1", "198.51.100.1"),
        (("127.0.0.1",), "127.0.0.1", "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        (("127.0.0.1", "10.0.0.0/8"), "127.0.0.1", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
        (("127.0.0.1",), "127.0.0.1", "198.51.100.1, nonsense", "127.0.0.1"),
        (("127.0.0.1",), "::ffff:127.0.0.1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_forwarded_addresses(proxies, peer, forwarded, address):
    assert peers(*proxies).address(request(peer, x_forwarded_for=forwarded)) == address


def test_a_home_network_is_one_address_and_this_machine_none():
    counted = peers().counted
    assert counted(request("2001:db8:1:2:3::1")) == counted(request("2001:db8:1:2:9::5")) == "2001:db8:1:2::/64"
    assert counted(request("2001:db8:1:3::1")) != "2001:db8:1:2::/64"
    assert counted(request("127.0.0.1")) is None


def test_https_is_believed_from_the_proxy_only():
    assert peers("127.0.0.1").secure(request("127.0.0.1", x_forwarded_proto="https"))
    assert not peers().secure(request("127.0.0.1", x_forwarded_proto="https"))
    assert not peers("127.0.0.1").secure(request("127.0.0.1", "https", x_forwarded_proto="http"))


def test_an_unnamed_proxy_is_told_of_once(caplog):
    some = peers()
    for _ in range(3):
        some.address(request("127.0.0.1", x_forwarded_for="198.51.100.1"))
    assert sum("DROGOWSKAZ_PROXIES" in record.message for record in caplog.records) == 1


def test_a_wrong_proxy_is_refused_at_the_start(tmp_path):
    with pytest.raises(SettingsError, match="DROGOWSKAZ_PROXIES"):
        Settings.from_env({"DROGOWSKAZ_DATA": str(tmp_path), "DROGOWSKAZ_PROXIES": "proxy.local"})


@pytest.fixture
def proxied(settings, base, store, backend):
    return make_app(replace(settings, proxies=("127.0.0.1/32",)), Shelf(base), store, backend)


def client_of(app, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=("127.0.0.1", 1))
    headers = {"X-Forwarded-For": address, "X-Forwarded-Proto": "https"}
    return httpx.AsyncClient(transport=transport, base_url="https://door.test", headers=headers)


async def test_one_address_behind_the_proxy_is_slowed_and_others_are_not(proxied):
    async with client_of(proxied, "198.51.100.1") as fast, client_of(proxied, "198.51.100.2") as calm:
        first = await fast.post(SESSION, json={"new": True})
        assert "Secure" in first.headers["set-cookie"]
        codes = [(await fast.post(SESSION, json={"new": True})).status_code for _ in range(40)]
        assert codes[-1] == 429
        assert (await calm.post(SESSION, json={})).status_code == 200


async def test_all_requests_of_one_address_are_counted_together(proxied):
    async with client_of(proxied, "198.51.100.1") as client:
        answers = [await client.get("/api/v1/history") for _ in range(300)]
    assert {answer.status_code for answer in answers} == {401, 429}
    slow = answers[-1]
    assert int(slow.headers["retry-after"]) > 0
    assert (slow.json()["error"], slow.json()["card"]["kind"]) == ("too_fast", "error")


async def test_wrong_codes_are_counted_by_address_over_many_sessions(proxied, backend):
    plain = backend.ask

    async def wrong(body):
        reply = await plain(body)
        return {**reply, "extras": {"wrong_code": True}} if "lipa" in body["text"] else reply

    backend.ask = wrong
    async with client_of(proxied, "198.51.100.1") as client:
        for n in range(10):
            await client.post(SESSION, json={"new": True})
            answer = await client.post(MESSAGE, json={"text": f"kod lipa most rzeka {10 + n}"})
            assert answer.status_code == 200
        await client.post(SESSION, json={"new": True})
        tried = len(backend.bodies)
        answer = await client.post(MESSAGE, json={"text": "mój kod: Lipa-Most Rzeka 77"})
        assert (answer.status_code, answer.json()["card"]["kind"]) == (429, "error")
        assert len(backend.bodies) == tried
        assert (await client.post(MESSAGE, json={"text": "jakie są obszary"})).status_code == 200
    async with client_of(proxied, "198.51.100.2") as other:
        await other.post(SESSION, json={})
        assert (await other.post(MESSAGE, json={"text": "kod lipa most rzeka 78"})).status_code == 200


def test_guessing_counts_nothing_without_an_address_or_a_wrong_code():
    guessing = Guessing()
    for _ in range(50):
        guessing.count(None, {"extras": {"wrong_code": True}})
        guessing.count("198.51.100.1", {"extras": {}})
    assert not guessing.closed("198.51.100.1", "lipa most rzeka 77")
