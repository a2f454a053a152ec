"""The API asked by a page of another site, in real Chromium: what its browser lets through, and what it does not."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from scripted import Site

pytestmark = pytest.mark.browser

TALK = """async (door) => {
  const ask = async (method, path, body, token) => (await fetch(`${door}/api/v1/${path}`, {
    method, body: body && JSON.stringify(body),
    headers: { ...(body && { "Content-Type": "application/json" }), ...(token && { Authorization: `Bearer ${token}` }) },
  })).json();
  try {
    const { token } = await ask("POST", "session", {});
    const reply = await ask("POST", "message", { payload: "/add 2.1", id: "m1" }, token);
    const past = await ask("GET", "history", null, token);
    const info = await ask("GET", "info");
    return { token, selected: reply.card.selected, version: past.version, open: info.open };
  } catch (error) {
    return String(error);
  }
}"""
FILES = """async (door) => {
  try { await import(`${door}/drogowskaz.js`); return "loaded"; } catch (error) { return String(error); }
}"""


class Host(http.server.ThreadingHTTPServer):
    """A site of somebody else: one plain page."""

    def __init__(self) -> None:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(b"<!doctype html><html lang=pl><title>Gmina</title><h1>Strona gminy</h1>")

            def log_message(self, *about: object) -> None:
                return None

        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


@pytest.fixture
def hosts() -> Iterator[tuple[Host, Host]]:
    both = Host(), Host()
    yield both
    for host in both:
        host.shutdown()
        host.server_close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_an_allowed_site_talks_and_another_does_not(tmp_path: Path, hosts: tuple[Host, Host], page: Page) -> None:
    allowed, stranger = hosts
    with Site(tmp_path, origins=(allowed.url,)) as site:
        page.goto(allowed.url)
        seen = page.evaluate(TALK, site.url)
        assert (seen["selected"], seen["version"], seen["open"]) == (["2.1"], "m1", True)
        assert page.evaluate(FILES, site.url) == "loaded"
        assert page.context.cookies() == []
        page.goto(stranger.url)
        assert "Failed to fetch" in page.evaluate(TALK, site.url)
        assert "Failed to fetch" in page.evaluate(FILES, site.url)


def test_only_an_allowed_site_frames_the_page(tmp_path: Path, hosts: tuple[Host, Host], page: Page) -> None:
    framed = "(door) => { const f = document.createElement('iframe'); f.src = door; document.body.append(f); }"
    with Site(tmp_path, origins=(hosts[0].url,)) as site:
        for host, heading in zip(hosts, (1, 0), strict=True):
            page.goto(host.url)
            page.evaluate(framed, site.url)
            page.wait_for_timeout(500)
            assert page.frame_locator("iframe").get_by_role("heading", level=1).count() == heading
