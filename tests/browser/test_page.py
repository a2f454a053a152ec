"""The page in real Chromium, before a scripted bot."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.store.report import rows

pytestmark = pytest.mark.browser


def drafted(page: Page) -> list[str]:
    return [text.split(" ")[0] for text in page.locator(".choice .name").all_inner_texts()]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_main_job_by_mouse(site, open_page, shot, accessible):
    page = open_page(site.url)
    shot(page, "welcome")
    accessible(page)
    page.get_by_role("textbox").fill("jak gmina może udostępnić lokal?")
    press(page, "Wyślij")
    expect(page.locator("li.bot").last).to_contain_text("Gmina może oddać lokal w najem.")
    shot(page, "answer")
    accessible(page)
    press(page, "Pokaż obszary")
    press(page, "Obszar 2")
    press(page, "Dodaj: 2.1 Lokal gminny dla organizacji")
    press(page, "Dodaj: 4.4")
    expect(page.locator(".choice li")).to_have_count(2)
    shot(page, "draft")
    accessible(page)
    press(page, "Zakończ wybór")
    shot(page, "summary")
    press(page, "Tak, zapisz")
    expect(page.locator(".status")).to_have_text("Wybór jest zapisany.")
    expect(page.get_by_role("button", name="Zakończ wybór")).to_be_hidden()
    accessible(page)
    assert [row["actions"] for row in rows(site.store)] == [["2.1", "4.4"]]


def focused(page: Page) -> str:
    return page.evaluate(
        """() => { let e = document.activeElement; while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
        return e.getAttribute('aria-label') || e.textContent.trim() || e.tagName; }"""
    )


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    for _ in range(30):
        if focused(page) == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} cannot be reached with {key}")


def push(page: Page, name: str, key: str = "Shift+Tab") -> None:
    answers = page.locator("li.bot").count()
    tab_to(page, name, key)
    page.keyboard.press("Enter")
    expect(page.locator("li.bot")).to_have_count(answers + 1)


def test_main_job_by_keyboard_alone(site, open_page):
    page = open_page(site.url)
    tab_to(page, "TEXTAREA")
    page.keyboard.type("jak gmina może udostępnić lokal?")
    page.keyboard.press("Enter")
    expect(page.locator("li.bot").last).to_contain_text("Gmina może oddać lokal")
    assert focused(page) == "TEXTAREA"
    push(page, "Pokaż obszary")
    assert focused(page) == "TEXTAREA"
    push(page, "Obszar 2")
    push(page, "Dodaj: 2.1 Lokal gminny dla organizacji")
    push(page, "Dodaj: 4.4")
    push(page, "Przesuń wyżej: 4.4 Spotkania partnerskie", "Tab")
    assert drafted(page) == ["4.4", "2.1"]
    assert focused(page) == "Przesuń wyżej: 4.4 Spotkania partnerskie"
    push(page, "Zakończ wybór", "Tab")
    push(page, "Tak, zapisz")
    assert [row["actions"] for row in rows(site.store)] == [["4.4", "2.1"]]


def add(page: Page, *ids: str) -> None:
    press(page, "Pokaż obszary")
    press(page, "Obszar 2")
    for n, action in enumerate(ids, 1):
        page.locator(".quick button", has_text=f"Dodaj: {action}").click()
        expect(page.locator(".choice li")).to_have_count(n)


def test_the_draft_is_reordered_and_shortened_in_place(site, open_page):
    page = open_page(site.url)
    expect(page.locator(".status")).to_have_text("Na razie nic nie wybrano.")
    add(page, "2.1", "2.2", "4.4")
    press(page, "Przesuń niżej: 2.1 Lokal gminny dla organizacji")
    expect(page.locator(".choice .name").first).to_contain_text("2.2")
    assert drafted(page) == ["2.2", "2.1", "4.4"]
    press(page, "Usuń z wyboru: 2.1 Lokal gminny dla organizacji")
    expect(page.locator(".choice li")).to_have_count(2)
    assert drafted(page) == ["2.2", "4.4"]
    assert focused(page) == "Usuń z wyboru: 4.4 Spotkania partnerskie"
    asked = [(b["text"], b["menu"]) for b in site.bot.asked[-2:]]
    assert asked == [("/move 2.1 2", True), ("/drop 2.1", True)]


def test_a_first_button_keeps_its_words_after_a_reload(site, open_page):
    page = open_page(site.url)
    page.get_by_role("button", name="Pokaż obszary").click()
    page.locator(".is-areas_overview").wait_for()
    page.reload()
    expect(page.locator(".mine")).to_contain_text("Pokaż obszary")


def test_reload_shows_the_conversation_and_the_draft(site, open_page):
    page = open_page(site.url)
    page.get_by_role("textbox").fill("co to jest <b>regranting</b>?")
    page.keyboard.press("Enter")
    expect(page.locator("li.bot")).to_have_count(2)
    add(page, "2.1")
    said = page.locator("li.mine p").all_inner_texts()
    page.reload()
    expect(page.locator(".choice li")).to_have_count(1)
    assert page.locator("li.mine p").all_inner_texts() == said
    assert said[0] == "co to jest <b>regranting</b>?"
    assert page.locator("li b").count() == 0


def test_new_conversation(site, open_page):
    page = open_page(site.url)
    add(page, "2.1")
    page.on("dialog", lambda dialog: dialog.accept())
    press(page, "Nowa rozmowa")
    expect(page.locator(".choice li")).to_have_count(0)
    expect(page.locator("li.mine")).to_have_count(0)
    keys = {body["key"] for body in site.bot.asked}
    add(page, "2.2")
    assert len({body["key"] for body in site.bot.asked} - keys) == 1


def test_a_lost_answer_is_fetched_again_with_the_same_id(site, open_page):
    page = open_page(site.url)
    lost = []

    def lose_once(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    page.route("**/api/v1/message", lose_once)
    page.get_by_role("textbox").fill("pytanie")
    page.keyboard.press("Enter")
    expect(page.locator("li.bot")).to_have_count(2)
    assert len({body["message_id"] for body in site.bot.asked}) == 1
    assert len(site.bot.asked) == 2
    page.faults.clear()  # the lost answer itself is one line in the console


def test_out_of_reach_offers_to_send_again(site, open_page, shot, accessible):
    page = open_page(site.url)
    page.route("**/api/v1/message", lambda route: route.abort())
    page.get_by_role("textbox").fill("pytanie")
    page.keyboard.press("Enter")
    again = page.get_by_role("button", name="Wyślij ponownie")
    again.wait_for(timeout=15000)
    shot(page, "lost")
    accessible(page)
    page.unroute("**/api/v1/message")
    again.click()
    expect(page.locator("li.bot")).to_have_count(2)
    expect(page.locator("li.note")).to_have_count(0)
    page.faults.clear()


def test_a_session_that_ended_begins_anew_and_loses_no_message(site, open_page):
    page = open_page(site.url)
    page.context.clear_cookies()
    page.get_by_role("textbox").fill("pytanie")
    page.keyboard.press("Enter")
    expect(page.locator("li.bot").last).to_contain_text("O to Państwo pytają: pytanie")
    page.faults.clear()  # the 401


def test_too_long_is_said_kindly(site, open_page, accessible):
    page = open_page(site.url)
    page.get_by_role("textbox").fill("ż" * 1001)
    page.keyboard.press("Enter")
    expect(page.locator("li.error")).to_contain_text("za długa")
    accessible(page)
    page.faults.clear()  # the 422


def test_one_polite_live_region_reads_a_new_message_once(site, open_page):
    page = open_page(site.url)
    assert page.locator("[aria-live]").count() == 1
    page.get_by_role("textbox").fill("pytanie")
    page.keyboard.press("Enter")
    expect(page.locator("li.bot")).to_have_count(2)
    live = page.locator("[aria-live=polite]")
    assert live.text_content().count("O to Państwo pytają") == 1


def test_shift_enter_starts_a_line_and_a_slash_is_text(site, open_page):
    page = open_page(site.url)
    page.get_by_role("textbox").fill("/yes 1")
    page.keyboard.press("Shift+Enter")
    assert site.bot.asked == []
    page.keyboard.press("Enter")
    expect(page.locator("li.mine")).to_have_count(1)
    expect(page.locator("li.bot")).to_have_count(2)
    assert site.bot.asked[0]["menu"] is False


VIEWS = {
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "phone": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    "zoom400": {"viewport": {"width": 320, "height": 256}},
    "tablet": {"viewport": {"width": 800, "height": 1000}},
}


@pytest.mark.parametrize("name", VIEWS)
def test_each_view_is_accessible_and_fits(site, open_page, shot, name, accessible):
    page = open_page(site.url, **VIEWS[name])
    accessible(page)
    add(page, "2.1", "2.2", "3.2", "4.4", "1.1")
    shot(page, f"view-{name}")
    page.screenshot(full_page=True)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in page.get_by_role("button").all():
        box = button.bounding_box()
        assert box is None or (box["height"] >= 44 and box["width"] >= 44), button.inner_text()
    box = page.get_by_role("textbox").bounding_box()
    assert box["height"] >= 44
