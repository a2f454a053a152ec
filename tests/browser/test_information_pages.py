"""The information pages in real Chromium: no faults of accessibility, no sideways scrolling."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from bot.front.statements import PATHS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", list(PATHS))
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_a_page_is_accessible(chromium, site, shot, path, width, scheme):
    # Axe writes style elements of its own, which the policy refuses.
    context = chromium.new_context(
        locale="pl-PL", viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(site.url + path)
    shot(page, f"{path[1:]}-{width}-{scheme}")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#tresc"
    context.close()
