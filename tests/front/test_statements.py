"""The accessibility statement and the privacy page."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import httpx
import pytest

from bot.front.app import make_app
from bot.front.statements import PATHS, render
from bot.settings import CENTRE, PAGES, Settings
from knowledge.shelf import Shelf

PRESCRIBED = [
    "a11y-wstep", "a11y-podmiot", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-status",
    "a11y-tresci-niedostepne", "a11y-data-sporzadzenie", "a11y-data-przeglad", "a11y-wykonawca-badania",
    "a11y-kontakt", "a11y-osoba", "a11y-email", "a11y-telefon", "a11y-procedura", "a11y-architektura",
    "a11y-aplikacje",
]  # fmt: skip


class Outline(HTMLParser):
    """Ids, headings and tags of a page; unclosed tags are a fault."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids, self.headings, self.tags, self.open = [], [], set(), []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("path", list(PATHS))
async def test_a_page_without_script_under_the_same_policy(client, path):
    answer = await client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == (await client.get("/")).headers["content-security-policy"]
    outline = Outline(answer.text)
    assert not {"script", "style", "iframe", "img"} & outline.tags
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False))
    assert "{" not in answer.text
    assert (await client.get("/statement.css")).status_code == 200


def test_the_statement_has_all_prescribed_parts_in_their_order(settings, base):
    found = Outline(render("access", settings, base)).ids
    assert [i for i in found if i.startswith("a11y-")] == PRESCRIBED


def test_what_is_not_set_stands_out_on_one_of_the_pages(settings, base):
    both = render("access", settings, base) + render("privacy", settings, base)
    for name, placeholder in {**PAGES, **CENTRE}.items():
        if name not in ("hours", "www", "follow_up"):  # these are said elsewhere
            assert f"<mark>{placeholder}</mark>" in both, name


def test_settings_are_shown_escaped_and_dates_are_for_programs(tmp_path, base):
    settings = Settings.from_env({
        "DROGOWSKAZ_DATA": str(tmp_path), "DROGOWSKAZ_PAGE_PUBLISHED": "2026-11-20",
        "DROGOWSKAZ_CENTRE_NAME": "OWES <script>alert(1)</script> & {x}", "DROGOWSKAZ_RETENTION_DAYS": "90",
    })  # fmt: skip
    page = render("access", settings, base)
    assert '<time id="a11y-data-publikacja" datetime="2026-11-20">2026-11-20</time>' in page
    assert "<script>" not in page
    assert "OWES &lt;script&gt;alert(1)&lt;/script&gt; &amp; {x}" in page
    assert "dłużej niż 90 dni" in render("privacy", settings, base)


def test_telegram_is_named_only_where_it_is_on(settings, base):
    assert "Telegram" not in render("privacy", settings, base)
    assert "Telegram" in render("privacy", replace(settings, telegram_token="1:x"), base)


def test_the_memory_of_other_sites_is_named_only_where_they_may_embed(settings, base):
    named = base.texts["privacy.storage"]
    assert named not in render("privacy", settings, base)
    assert named in render("privacy", replace(settings, origins=("https://www.owes.example",)), base)


async def test_the_pages_stay_while_the_channel_is_closed(settings, base, store, backend):
    transport = httpx.ASGITransport(make_app(replace(settings, web="off"), Shelf(base), store, backend))
    async with httpx.AsyncClient(transport=transport, base_url="http://door.test") as client:
        for path in PATHS:
            assert (await client.get(path)).status_code == 200
