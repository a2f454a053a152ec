"""The widget on the really served bot: the map, check-boxes, thumbs; every state in every view looked at by axe."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.store.inbox import feedback
from bot.store.report import rows

pytestmark = [pytest.mark.browser, pytest.mark.served]


def answered(page: Page, doing) -> None:
    """Do it, and wait for one more answer."""
    answers = page.locator("li.bot").count()
    doing()
    expect(page.locator("li.bot")).to_have_count(answers + 1, timeout=15000)


def send(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    answered(page, lambda: page.keyboard.press("Enter"))


def press(page: Page, name: str) -> None:
    answered(page, page.get_by_role("button", name=name, exact=True).last.click)


def drafted(page: Page) -> list[str]:
    return [name.split(" ")[0] for name in page.locator(".choice .name").all_inner_texts()]


VIEWS = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 700}, "has_touch": True},
    "zoom400": {"viewport": {"width": 320, "height": 256}},
    "forced": {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
}


@pytest.mark.parametrize("view", VIEWS)
def test_every_state_is_accessible_and_fits(served, open_page, accessible, shot, view):
    page = open_page(served.url, **VIEWS[view])

    def look(state: str) -> None:
        accessible(page, f"{view}-{state}")
        shot(page, f"{view}-{state}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state
        for control in page.locator("button:visible, summary:visible, .rows label:visible, a.file:visible").all():
            box = control.bounding_box()
            assert box is None or (box["height"] >= 44 and box["width"] >= 44), (state, control.inner_text())

    look("1-welcome")
    press(page, "Pokaż obszary")
    expect(page.locator(".map .area")).to_have_count(4)
    expect(page.locator(".map input")).to_have_count(20)
    look("2-map")
    send(page, "jak gmina może udostępnić lokal stowarzyszeniu?")
    page.locator(".sources summary").last.click()
    look("3-card-with-sources")
    send(page, "obszar 4")
    page.locator("li.bot:last-child .fold").first.click()
    for action in ("4.4", "4.5"):
        page.locator(f"li.bot:last-child input[value='{action}']").check()
    look("4-check-boxes")
    answered(page, lambda: page.get_by_role("button", name="Dodaj zaznaczone do wyboru (2)").click())
    send(page, "dodaj 1.1, 2.1 i 3.2")
    assert drafted(page) == ["4.4", "4.5", "1.1", "2.1", "3.2"]
    look("5-choice")
    send(page, "różnica między 2.1 a 2.2")
    expect(page.locator("li.bot").last.get_by_role("table")).to_be_visible()
    look("6-comparison")
    press(page, "Zakończ wybór")
    look("7-summary")
    press(page, "Tak")
    expect(page.locator(".status")).to_have_text("Wybór jest zapisany.")
    look("8-saved")
    page.route("**/api/v1/message", lambda route: route.abort())
    page.get_by_role("textbox").fill("pytanie")
    page.keyboard.press("Enter")
    page.locator("li.note").wait_for(timeout=15000)
    look("9-error")
    page.faults.clear()  # the aborted requests


def focused(page: Page) -> str:
    return page.evaluate(
        """() => { let e = document.activeElement; while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
        return e.getAttribute('aria-label') || e.value || e.textContent.trim() || e.tagName; }"""
    )


def to(page: Page, name: str, key: str = "Tab") -> None:
    """Go to a control by keyboard; it stands inside the window and is not covered by the form."""
    for _ in range(120):
        if focused(page) == name:
            break
        page.keyboard.press(key)
    else:
        raise AssertionError(f"{name} cannot be reached")
    page.wait_for_timeout(30)
    assert page.evaluate(
        """() => { let e = document.activeElement; while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
        const box = e.getBoundingClientRect();
        const hit = e.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return hit === e || e.contains(hit); }"""
    ), f"{name} is hidden"


def test_the_whole_job_by_keyboard_alone(served, open_page):
    before = len(rows(served.store))
    page = open_page(served.url, viewport={"width": 1280, "height": 800})
    back = "Shift+Tab"
    to(page, "Pokaż obszary")
    answered(page, lambda: page.keyboard.press("Enter"))
    assert page.get_by_role("textbox").evaluate("e => e === e.getRootNode().activeElement")
    to(page, "4.5", back)
    page.keyboard.press("Space")
    to(page, "Opis: 2.1 Zasady korzystania PES z mienia gminy", back)
    page.keyboard.press("Enter")
    to(page, "2.1", back)
    page.keyboard.press("Space")
    to(page, "Dodaj zaznaczone do wyboru (2)")
    answered(page, lambda: page.keyboard.press("Enter"))
    assert page.locator("li.mine p").last.inner_text() == "dodaj 2.1 i 4.5"
    assert drafted(page) == ["2.1", "4.5"]
    expect(page.locator(".map input[value='2.1']")).to_be_disabled()
    name = page.locator(".choice .name").nth(1).inner_text()
    to(page, f"Przesuń wyżej: {name}")
    answered(page, lambda: page.keyboard.press("Enter"))
    assert drafted(page) == ["4.5", "2.1"]
    assert focused(page) == f"Przesuń wyżej: {name}"
    to(page, "Zakończ wybór", back)
    answered(page, lambda: page.keyboard.press("Enter"))
    to(page, "Tak", back)
    answered(page, lambda: page.keyboard.press("Enter"))
    assert rows(served.store)[before]["actions"] == ["4.5", "2.1"]


def test_the_documents_of_a_stored_choice_are_downloaded(served, open_page):
    page = open_page(served.url)
    send(page, "dodaj 2.1 i 2.4")
    press(page, "Zakończ wybór")
    press(page, "Tak")
    with page.expect_download() as made:
        page.get_by_role("link", name="(PDF)").click()
    assert made.value.suggested_filename == "karta.pdf"
    assert Path(made.value.path()).read_bytes().startswith(b"%PDF")


def test_what_is_taken_out_can_be_ticked_again(served, open_page):
    page = open_page(served.url)
    press(page, "Pokaż obszary")
    send(page, "dodaj 2.1 i 2.4")
    box = page.locator(".map input[value='2.4']")
    expect(box).to_be_disabled()
    expect(box).to_be_checked()
    answered(page, lambda: page.locator("button[data-what=remove][data-id='2.4']").click())
    expect(box).to_be_enabled()
    expect(box).not_to_be_checked()
    assert drafted(page) == ["2.1"]


def test_a_thumb_is_kept_with_the_answer_it_is_about(served, open_page):
    before = len(feedback(served.store))
    page = open_page(served.url)
    send(page, "co to jest regranting?")
    page.get_by_role("button", name="Ta odpowiedź nie pomogła").click()
    expect(page.locator(".rate")).to_have_text("Dziękujemy za ocenę.")
    (row,) = feedback(served.store)[before:]
    assert row["rating"] == -1
    assert row["about"]["ids"] == ["2.2"] or row["about"]["ids"] == ["regranting"]


def test_each_answer_is_announced_once_and_foreign_words_have_their_language(served, open_page):
    page = open_page(served.url)
    send(page, "I want to talk about football")
    assert page.locator("[aria-live]").count() == 1
    said = page.locator("li.bot").last
    expect(said.locator("span[lang=en]")).to_contain_text("I can only talk in Polish")
    assert page.locator("[aria-live=polite]").inner_text().count("I can only talk in Polish") == 1
    send(page, "obszar 2")
    live = page.locator("[aria-live=polite]").text_content()
    assert live.count("Obszar 2.") == 1


def test_motion_stops_where_it_is_not_wanted(served, open_page):
    page = open_page(served.url, reduced_motion="reduce")
    found = "e => getComputedStyle(e, '::before').animationName"
    assert page.locator(".typing").evaluate(found) == "none"


def test_print_shows_all_and_no_controls(served, open_page):
    page = open_page(served.url)
    send(page, "dodaj 2.1 i 2.4")
    page.emulate_media(media="print")
    expect(page.get_by_role("textbox")).to_be_hidden()
    expect(page.locator(".tools").first).to_be_hidden()
    expect(page.locator(".choice .name").last).to_be_visible()
    assert page.locator(".log").evaluate("e => e.scrollHeight <= e.clientHeight + 1")
