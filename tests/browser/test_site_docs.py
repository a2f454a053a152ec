"""The snippets of docs/pl/strona.md, tried as written on a plain HTML page of another origin."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from scripted import Site

from bot.settings import ROOT

pytestmark = pytest.mark.browser
TEXT = (ROOT / "docs" / "pl" / "strona.md").read_text("utf-8")
SNIPPETS = re.findall(r"```html\n(.*?)```", TEXT, re.DOTALL)
EXAMPLE = "https://chat.owes.example"
PAGE = '<!doctype html><html lang="pl"><meta charset="utf-8"><title>Ośrodek</title><link rel="icon" href="data:,"><body><main><h1>Ośrodek</h1>{}</main></body></html>'


@pytest.fixture
def hosted(chromium: Browser, tmp_path: Path) -> Iterator[Callable[[str], Page]]:
    """hosted(snippet): the page of another site with it, opened. Errors in the console fail the test."""
    pages: dict[str, bytes] = {}
    faults: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            # Only what the document tells to add: script-src and connect-src.
            policy = f"default-src 'none'; script-src {site.url}; connect-src {site.url}; img-src data:"
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(pages["/"])

        def log_message(self, *about: object) -> None:
            return None

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context(locale="pl-PL")
    with Site(tmp_path, origins=(url,)) as site:

        def opened(snippet: str) -> Page:
            pages["/"] = PAGE.format(snippet.replace(EXAMPLE, site.url)).encode()
            page = context.new_page()
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.goto(url)
            return page

        yield opened
        context.close()
    server.shutdown()
    server.server_close()
    assert faults == []


def talk(page: Page) -> None:
    """Say something and get the answer; it is there again after a reload."""
    page.get_by_role("textbox").fill("jak gmina może udostępnić lokal?")
    page.get_by_role("textbox").press("Enter")
    expect(page.get_by_text("Gmina może oddać lokal w najem.").first).to_be_visible()


def test_the_document_has_both_ways() -> None:
    assert len(SNIPPETS) == 2
    assert all(EXAMPLE in snippet for snippet in SNIPPETS)


def test_the_button_in_the_corner(hosted: Callable[[str], Page]) -> None:
    page = hosted(SNIPPETS[0])
    page.get_by_role("button").click()
    talk(page)


def test_the_chat_in_place(hosted: Callable[[str], Page]) -> None:
    page = hosted(SNIPPETS[1])
    talk(page)
    page.reload()
    expect(page.get_by_text("Gmina może oddać lokal w najem.").first).to_be_visible()
    assert page.context.cookies() == []
