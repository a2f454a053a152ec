"""The accessibility statement and the privacy page: /dostepnosc and /prywatnosc, without any script.

All words are in the content; what only the centre knows is a setting. What is not set stands in marked square brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.front import pages
from bot.settings import Settings
from knowledge.base import Base
from knowledge.shelf import Made, Shelf

PATHS = {"/dostepnosc": "access", "/prywatnosc": "privacy"}
"""Address: template in bot/web, and the beginning of the keys of its texts."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LINK = re.compile(r"https://[^\s<]+")


def routes(settings: Settings, shelf: Shelf) -> list[Route]:
    """Both pages and their style sheet."""
    policy = pages.csp(settings)
    made = [Route("/statement.css", pages.endpoint((pages.WEB / "statement.css").read_bytes(), "text/css", policy))]
    for path, name in PATHS.items():
        made.append(Route(path, _page(name, settings, shelf)))
    return made


def _page(name: str, settings: Settings, shelf: Shelf) -> pages.Endpoint:
    """A page that follows the content."""
    policy = pages.csp(settings)
    page = Made(shelf, lambda base: pages.endpoint(render(name, settings, base).encode(), "text/html", policy))

    async def serve(request: Request) -> Response:
        return await page.get()(request)

    return serve


def render(name: str, settings: Settings, base: Base) -> str:
    """One page as HTML; every value is escaped."""
    known = {**settings.shown, **settings.pages}

    def shown(key: str) -> Markup:
        return _marked(known[key])

    def field(key: str, id: str) -> Markup:
        return Markup('<span id="{}">{}</span>').format(id, shown(key))

    def date(key: str, id: str) -> Markup:
        if not _DATE.fullmatch(known[key]):
            return field(key, id)
        return Markup('<time id="{0}" datetime="{1}">{1}</time>').format(id, known[key])

    def t(key: str, **given: Markup) -> Markup:
        values = {**{name: shown(name) for name in known}, **given}
        # The texts are ours, but they are plain text: escaped first, filled with ready pieces after.
        text = base.texts[key]
        return escape(text if isinstance(text, str) else text[0]).format_map(values)

    engine = Environment(loader=FileSystemLoader(pages.WEB), autoescape=True, undefined=StrictUndefined)
    engine.filters["linked"] = _linked
    helpers: dict[str, Callable[..., Markup]] = {"t": t, "field": field, "date": date}
    channels = {
        "telegram": bool(settings.telegram_token),
        "embedded": bool(settings.origins),
        "post": bool(settings.smtp_host),
    }
    return engine.get_template(f"{name}.html").render(name=name, **channels, **helpers)


def _marked(value: str) -> Markup:
    """A value; what the centre still has to fill in stands out."""
    return Markup("<mark>{}</mark>").format(value) if value.startswith("[") else escape(value)


def _linked(text: Markup) -> Markup:
    return Markup(_LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', text))  # noqa: S704 (text is escaped)
