"""The widget on a page of another site: a button in the corner, or in place, under a policy as strict as ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from host import Host
from playwright.sync_api import Page, expect
from scripted import Site

from bot.settings import ROOT

pytestmark = pytest.mark.browser

LINES = "".join(f"<p>Wiadomość gminy numer {n}. Zapraszamy na spotkanie.</p>" for n in range(1, 30))
PAGE = """<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>Gmina Przykładowa</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<script src="{door}/drogowskaz.js" defer></script></head>
<body><main><h1>Gmina Przykładowa</h1>{inside}</main></body></html>"""
POLICY = (
    "default-src 'none'; script-src {door}; connect-src {door}; img-src data:; style-src 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'; report-uri /report"
)


@pytest.fixture
def host() -> Iterator[Host]:
    with Host() as made:
        yield made


@pytest.fixture
def door(tmp_path: Path, host: Host) -> Iterator[Site]:
    with Site(tmp_path, origins=(host.url,)) as site:
        host.policy = POLICY.format(door=site.url)
        host.html = PAGE.format(door=site.url, inside=LINES)
        yield site


@pytest.fixture
def visit(chromium, host):
    """visit(**options): the host's page. Breaches of its policy and errors in the console fail the test."""
    contexts, faults = [], []

    def opened(**options) -> Page:
        contexts.append(chromium.new_context(locale="pl-PL", **options))
        page = contexts[-1].new_page()
        page.faults = faults
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(host.url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
    assert host.reports == []


def ask(page: Page, text: str) -> None:
    """Say it and wait for the answer."""
    page.locator("li.bot").first.wait_for()
    answers = page.locator("li.bot").count()
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator("li.bot")).to_have_count(answers + 1)


def test_the_button_opens_closes_and_gives_the_focus_back(door, visit, shot):
    page = visit()
    opener = page.get_by_role("button", name="Porozmawiaj z Drogowskazem")
    opener.wait_for()
    shot(page, "host-closed")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_be_focused()
    page.locator("li.bot").wait_for()
    page.keyboard.type("pytanie z gminy")
    page.keyboard.press("Enter")
    expect(page.locator("li.bot").last).to_contain_text("O to Państwo pytają: pytanie z gminy")
    shot(page, "host-open")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()
    assert page.context.cookies() == []
    page.reload()
    opener.click()
    expect(page.locator("li.mine")).to_contain_text("pytanie z gminy")
    page.get_by_role("button", name="Zamknij rozmowę").click()
    expect(opener).to_be_focused()


def test_a_site_that_is_not_allowed_gets_nothing(tmp_path: Path, chromium, host):
    with Site(tmp_path, origins=("https://www.owes.example",)) as site:
        host.html = PAGE.format(door=site.url, inside="<drogowskaz-chat></drogowskaz-chat>" + LINES)
        page = chromium.new_page()
        with page.expect_event("console", lambda message: "CORS" in message.text):
            page.goto(host.url)
        page.wait_for_timeout(300)
        assert page.locator("drogowskaz-launcher").count() == 0
        assert page.evaluate("document.querySelector('drogowskaz-chat').shadowRoot") is None
        page.close()


@pytest.mark.parametrize("place", [0, 1])
def test_the_fragments_of_the_guide_work_as_written(door, host, visit, place):
    guide = (ROOT / "docs" / "pl" / "strona.md").read_text("utf-8")
    fragment = re.findall(r"```html\n(.*?)```", guide, re.S)[place].replace("https://chat.owes.example", door.url)
    host.html = (
        f"<!doctype html><html lang=pl><link rel=icon href=data:,><title>x</title><body>{LINES}{fragment}</body>"
    )
    page = visit()
    if place == 0:
        page.get_by_role("button", name="Porozmawiaj z Drogowskazem").click()
    page.locator("li.bot").wait_for()
    page.get_by_role("textbox").fill("pytanie")
    page.keyboard.press("Enter")
    expect(page.locator("li.bot").last).to_contain_text("O to Państwo pytają: pytanie")


def test_two_tabs_of_the_other_site_stay_one_conversation(door, host, visit):
    host.html = PAGE.format(door=door.url, inside="<drogowskaz-chat></drogowskaz-chat>")
    first = visit()
    first.locator("li.bot").wait_for()
    first.get_by_role("textbox").fill("raz")
    first.keyboard.press("Enter")
    expect(first.locator("li.bot")).to_have_count(2)
    second = first.context.new_page()
    second.goto(host.url)
    expect(second.locator("li.mine p")).to_have_text(["raz"])
    second.get_by_role("button", name="Nowa rozmowa").click()
    expect(first.locator("li.mine")).to_have_count(0)
    first.get_by_role("textbox").fill("dwa")
    first.keyboard.press("Enter")
    expect(second.locator("li.mine p")).to_have_text(["dwa"])
    keys = [body["key"] for body in door.bot.asked]
    assert len(set(keys)) == len(keys) == 2


LATE = """() => {  // this tab's view of the storage stays as it is until the tab itself writes
  const seen = { ...localStorage }, { getItem, setItem } = Storage.prototype;
  Storage.prototype.getItem = function (key) { return key in seen ? seen[key] : getItem.call(this, key); };
  Storage.prototype.setItem = function (key, value) { delete seen[key]; setItem.call(this, key, value); };
}"""


def test_what_another_tab_stored_may_arrive_later_than_its_word(door, host, visit):
    host.html = PAGE.format(door=door.url, inside="<drogowskaz-chat></drogowskaz-chat>")
    first = visit()
    ask(first, "raz")
    second = first.context.new_page()
    second.goto(host.url)
    expect(second.locator("li.mine p")).to_have_text(["raz"])
    first.evaluate(LATE)
    second.get_by_role("button", name="Nowa rozmowa").click()
    expect(first.locator("li.mine")).to_have_count(0)
    ask(first, "dwa")
    expect(second.locator("li.mine p")).to_have_text(["dwa"])


def test_a_tab_that_is_just_opening_does_not_bring_the_old_conversation_back(door, host, visit):
    host.html = PAGE.format(door=door.url, inside="<drogowskaz-chat></drogowskaz-chat>")
    first = visit()
    ask(first, "raz")
    second = first.context.new_page()

    def late(route):
        answer = route.fetch()
        first.get_by_role("button", name="Nowa rozmowa").click()
        expect(first.locator("li.mine")).to_have_count(0)
        route.fulfill(response=answer)

    second.route("**/api/v1/session", late)
    second.goto(host.url)
    expect(second.locator("li.bot")).to_have_count(1)
    second.wait_for_timeout(200)
    ask(first, "dwa")
    expect(second.locator("li.mine p")).to_have_text(["dwa"])
    keys = [body["key"] for body in door.bot.asked]
    assert len(set(keys)) == len(keys) == 2


def test_nothing_is_asked_for_before_the_button_is_pressed(door, visit):
    page = visit()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    page.reload()
    page.get_by_role("button", name="Porozmawiaj z Drogowskazem").wait_for()
    page.wait_for_timeout(300)
    assert asked == []
    assert page.evaluate("localStorage.length") == 0


def test_in_place_there_is_no_button_in_the_corner(door, host, visit, shot):
    host.html = PAGE.format(door=door.url, inside="<drogowskaz-chat></drogowskaz-chat>" + LINES)
    page = visit()
    page.locator("li.bot").wait_for()
    assert page.locator("drogowskaz-launcher").count() == 0
    page.get_by_role("button", name="Co potrafisz?").click()
    expect(page.locator("li.bot")).to_have_count(2)
    shot(page, "host-in-place")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("desktop", {}),
        ("dark", {"color_scheme": "dark"}),
        ("320", {"viewport": {"width": 320, "height": 640}, "has_touch": True}),
        ("zoom400", {"viewport": {"width": 320, "height": 256}}),
    ],
)
def test_closed_and_open_it_is_accessible(door, host, visit, accessible, shot, name, options):
    # axe writes style elements of its own, which the policy refuses and reports
    page = visit(bypass_csp=True, **options)
    page.get_by_role("button", name="Porozmawiaj z Drogowskazem").wait_for()
    accessible(page, f"host-{name}-closed")
    page.get_by_role("button", name="Porozmawiaj z Drogowskazem").click()
    page.locator("li.bot").wait_for()
    accessible(page, f"host-{name}-open")
    shot(page, f"host-{name}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.get_by_role("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0


def test_the_host_gives_its_colour(door, host, visit):
    page = visit()
    page.get_by_role("button", name="Porozmawiaj z Drogowskazem").wait_for()
    page.evaluate("document.querySelector('drogowskaz-launcher').style.setProperty('--drogowskaz-accent', '#7a1f5c')")
    button = page.get_by_role("button", name="Porozmawiaj z Drogowskazem")
    expect(button).to_have_css("background-color", "rgb(122, 31, 92)")
