"""Pages, headers, health, and the HTTP backend against a real door."""

from __future__ import annotations

import gzip
import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.front import pages
from bot.front.backend import BackendDown, BackendFault, HttpBackend
from bot.store.errors import StoreUnavailable

STRICT = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:",
    "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'", "require-trusted-types-for 'script'",
}  # fmt: skip


@pytest.mark.parametrize("path", [*pages.FILES, pages.SCRIPT])
async def test_each_file_has_the_strict_policy(client, path):
    answer = await client.get(path)
    assert answer.status_code == 200
    assert set(answer.headers["content-security-policy"].split("; ")) == STRICT
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    again = await client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    plain = await client.get(path, headers={"Accept-Encoding": "identity"})
    assert plain.content == answer.content


def test_the_page_breaks_no_rule_of_its_policy_and_is_small():
    """12 KB packed is the widget: its script and its style sheet."""
    script, sheet = pages.joined(), (pages.WEB / "drogowskaz.css").read_text("utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "import "):
        assert word not in script
    page = (pages.WEB / "index.html").read_text("utf-8")
    assert not re.search(r"<style| style=|<script>|https?://", page)
    sizes = [len(gzip.compress(text.encode(), 9)) for text in (script, sheet)]
    print(f"drogowskaz.js {sizes[0]} B, drogowskaz.css {sizes[1]} B, together {sum(sizes)} B gzipped")
    assert sum(sizes) <= 12 * 1024


@pytest.mark.parametrize("path", ["/health", "/nothing", "/api/v1/history"])
async def test_data_is_never_kept_or_framed(client, path):
    answer = await client.get(path)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("path", ["/../settings.py", "/bot/settings.py", "/index.html", "/.git/config"])
async def test_nothing_else_is_served(client, path):
    assert (await client.get(path)).status_code == 404


async def test_health(client, backend, base, store, monkeypatch):
    answer = await client.get("/health")
    assert (answer.status_code, answer.json()) == (
        200, {"status": "ok", "model": "model-1", "kb": base.version, "database": "ok"},
    )  # fmt: skip
    backend.model = None
    answer = await client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "starting")

    def broken():
        raise StoreUnavailable("locked")

    monkeypatch.setattr(store, "ping", broken)
    answer = await client.get("/health")
    assert (answer.status_code, answer.json()["database"]) == (503, "unavailable")


async def test_the_backend_is_closed_with_the_app(app, backend):
    async with app.router.lifespan_context(app):
        assert not backend.closed
    assert backend.closed


REPLY = {"texts": ["a"], "buttons": [], "card": {"kind": "help"}, "extras": {}}


def door(answer: Response) -> HttpBackend:
    async def message(request):
        assert await request.json() == {"text": "x"}
        return answer

    async def ready(request):
        return JSONResponse({"model": "m.tar.gz"})

    app = Starlette(
        routes=[
            Route("/webhooks/door/message", message, methods=["POST"]),
            Route("/webhooks/door/ready", ready),
        ]
    )
    return HttpBackend("http://door", httpx.ASGITransport(app))


async def test_http_backend_asks_the_door():
    backend = door(JSONResponse(REPLY))
    assert await backend.ask({"text": "x"}) == REPLY
    assert await backend.ready() == "m.tar.gz"
    await backend.aclose()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Response(status_code=502), BackendFault),
        (Response(status_code=500), BackendFault),
        (Response("{"), BackendFault),
        (JSONResponse([]), BackendFault),
        (JSONResponse({"texts": []}), BackendFault),
        (Response(status_code=503), BackendDown),
    ],
)
async def test_http_backend_tells_down_from_useless(answer, error):
    backend = door(answer)
    with pytest.raises(BackendDown) as caught:
        await backend.ask({"text": "x"})
    assert type(caught.value) is error
    await backend.aclose()


async def test_nobody_listening_is_down_and_not_ready():
    backend = HttpBackend("http://127.0.0.1:9")
    with pytest.raises(BackendDown):
        await backend.ask({"text": "x"})
    assert await backend.ready() is None
    await backend.aclose()
