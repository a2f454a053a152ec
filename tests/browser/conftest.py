"""Chromium, and pages whose faults fail the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from scripted import Site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium of the system. Its absence fails where CI=true, elsewhere the tests are named as not run."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing = "Chromium is not available: not run on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Site(tmp_path) as made:
        yield made


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """open_page(url, **context options): a page. Console errors and breaches of the policy fail the test at its end."""
    contexts, faults = [], []

    def opened(url: str, **options: Any) -> Page:
        context = chromium.new_context(locale="pl-PL", **options)
        contexts.append(context)
        page = context.new_page()
        page.faults = faults  # type: ignore[attr-defined]
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url)
        page.get_by_role("textbox").wait_for()
        page.locator("li.bot").first.wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def accessible(folder: Path) -> Callable[..., None]:
    """accessible(page, name): axe finds no violation; a line of axe.tsv (name, rules passed, violations) says so.

    Axe's own style elements, which our policy refuses, are no faults.
    """

    def check(page: Page, name: str = "") -> None:
        page.wait_for_timeout(50)
        before = len(page.faults)  # type: ignore[attr-defined]
        found = Axe().run(page).response
        page.wait_for_timeout(50)
        del page.faults[before:]  # type: ignore[attr-defined]
        with (folder / "axe.tsv").open("a", encoding="utf-8") as table:
            table.write(f"{name or page.title()}\t{len(found['passes'])}\t{len(found['violations'])}\n")
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []

    return check


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where screenshots and tables are kept: what DROGOWSKAZ_SHOTS says, else with the test's files."""
    found = Path(os.environ.get("DROGOWSKAZ_SHOTS") or tmp_path)
    found.mkdir(parents=True, exist_ok=True)
    return found


@pytest.fixture
def shot(folder: Path) -> Callable[[Page, str], None]:
    """shot(page, name): a screenshot in the folder."""
    return lambda page, name: (page.screenshot(path=folder / f"{name}.png"), None)[1]
