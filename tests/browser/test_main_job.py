"""The main job on the really served bot: question, area, two actions, confirm, a row in the database."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bot.store.report import rows

pytestmark = [pytest.mark.browser, pytest.mark.served]


def send(page: Page, text: str) -> str:
    """Type and wait for the answer; gives its text."""
    answers = page.locator("li.bot").count()
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")
    return answered(page, answers)


def click(page: Page, button: str) -> str:
    answers = page.locator("li.bot").count()
    page.locator(".quick button", has_text=button).first.click()
    return answered(page, answers)


def answered(page: Page, answers: int) -> str:
    expect(page.locator("li.bot")).to_have_count(answers + 1, timeout=15000)
    return page.locator("li.bot").last.inner_text()


def test_question_area_two_actions_confirm_row(served, open_page, shot):
    before = len(rows(served.store))
    page = open_page(served.url)
    assert "2.1" in send(page, "jak gmina może udostępnić lokal stowarzyszeniu?")
    shot(page, "served-answer")
    assert "4.4" in send(page, "pokaż obszar 4")
    send(page, "dodaj 4.4")
    send(page, "i jeszcze 3.2")
    expect(page.locator(".choice .name")).to_contain_text(["4.4", "3.2"])
    answers = page.locator("li.bot").count()
    page.get_by_role("button", name="Przesuń wyżej: 3.2").click()
    answered(page, answers)
    expect(page.locator(".choice .name")).to_contain_text(["3.2", "4.4"])
    answers = page.locator("li.bot").count()
    page.get_by_role("button", name="Zakończ wybór").last.click()
    answered(page, answers)
    shot(page, "served-summary")
    page.locator(".quick button").first.click()
    expect(page.locator(".status")).to_have_text("Wybór jest zapisany.", timeout=15000)
    shot(page, "served-saved")
    page.reload()
    expect(page.locator(".choice .name")).to_contain_text(["3.2", "4.4"])
    expect(page.locator(".status")).to_have_text("Wybór jest zapisany.")
    made = rows(served.store)
    assert len(made) == before + 1
    assert made[-1]["actions"] == ["3.2", "4.4"]
    assert made[-1]["channel"] == "web"
