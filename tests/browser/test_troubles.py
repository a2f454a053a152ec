"""What goes wrong in real life: another tab, a restart, slow answers, no network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from scripted import Site

pytestmark = pytest.mark.browser


def send(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def test_two_tabs_show_the_same_conversation_once(site, open_page):
    first = open_page(site.url)
    send(first, "z pierwszej karty")
    expect(first.locator("li.bot")).to_have_count(2)
    second = first.context.new_page()
    second.goto(site.url)
    expect(second.locator("li.mine")).to_have_text(["Państwoz pierwszej karty"])
    send(second, "z drugiej karty")
    expect(first.locator("li.mine")).to_have_count(2)
    send(first, "znowu z pierwszej")
    for page in (first, second):
        expect(page.locator("li.mine p")).to_have_text(["z pierwszej karty", "z drugiej karty", "znowu z pierwszej"])
        expect(page.locator("li.bot").last).to_contain_text("znowu z pierwszej")
    second.get_by_role("button", name="Nowa rozmowa").click()
    expect(first.locator("li.mine")).to_have_count(0)


def test_a_restart_of_the_server_in_the_middle(tmp_path: Path, open_page):
    with Site(tmp_path) as site:
        port = int(site.url.rsplit(":", 1)[1])
        page = open_page(site.url)
        send(page, "przed przerwą")
        expect(page.locator("li.bot")).to_have_count(2)
    send(page, "w czasie przerwy")
    page.wait_for_timeout(1000)
    with Site(tmp_path, port) as site:
        expect(page.locator("li.bot").last).to_contain_text("w czasie przerwy", timeout=15000)
        page.reload()
        expect(page.locator("li.mine p")).to_have_text(["przed przerwą", "w czasie przerwy"])
        page.goto("about:blank")
    page.faults.clear()  # refused connections are lines in the console


def test_a_slow_answer_is_waited_for_and_announced(site, open_page):
    site.bot.slow = 1.5
    page = open_page(site.url)
    send(page, "powoli")
    expect(page.locator(".typing")).to_be_visible()
    expect(page.locator("li.bot")).to_have_count(2)
    expect(page.locator(".typing")).to_be_hidden()
    assert len(site.bot.asked) == 1


def test_without_network_a_message_waits_and_goes_by_itself(site, open_page, shot, accessible):
    page = open_page(site.url)
    page.context.set_offline(True)
    send(page, "bez sieci")
    expect(page.locator("li.note")).to_contain_text("Brak połączenia z internetem")
    shot(page, "offline")
    accessible(page)
    assert site.bot.asked == []
    page.context.set_offline(False)
    expect(page.locator("li.bot").last).to_contain_text("bez sieci")
    assert page.locator("li.note").count() == 0
    assert len(site.bot.asked) == 1
    page.faults.clear()


def test_a_closed_channel_says_so_and_a_notice_stands_above(tmp_path: Path, chromium, accessible):
    page = chromium.new_context(bypass_csp=True).new_page()
    page.faults = []
    with Site(tmp_path, web="off", notice="W piątek ośrodek jest nieczynny.") as site:
        page.goto(site.url)
        expect(page.get_by_role("note")).to_contain_text("W piątek ośrodek jest nieczynny.")
        assert len(page.get_by_role("note").inner_text()) > len("W piątek ośrodek jest nieczynny.") + 10
        expect(page.get_by_role("textbox")).to_have_count(0)
        accessible(page)
    page.context.close()
