"""The drawn results table for the page, for printing and for whoever wants to show it elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.documents import table
from bot.front.requests import BadRequest
from bot.front.web import Web
from knowledge.base import Base
from knowledge.shelf import Made, Shelf

ADDRESS = "/api/v1/table/"
STEM = "tabela"
FORMS: dict[str, tuple[Callable[[Base], bytes], str]] = {
    "pdf": (table.pdf, "application/pdf"),
    "png": (table.png, "image/png"),
    "svg": (lambda base: table.svg(base).encode(), "image/svg+xml"),
}
"""Suffix: how it is drawn, media type."""


def files(base: Base) -> list[dict[str, str]]:
    """The table's files as replies name them: {name, label, url, media} each; addresses are paths on this server."""
    names = {form: f"{STEM}.{form}" for form in FORMS}
    return [
        {"name": names[form], "label": base.text(f"table.file.{form}"), "url": ADDRESS + names[form], "media": media}
        for form, (_, media) in FORMS.items()
    ]


class Table:
    """GET /api/v1/table/tabela.pdf (.png, .svg): drawn once for each content. It needs no session."""

    def __init__(self, shelf: Shelf, web: Web) -> None:
        self._shelf, self._web = shelf, web
        self._made = {f"{STEM}.{form}": (Made(shelf, draw), media) for form, (draw, media) in FORMS.items()}

    async def table(self, request: Request) -> Response:
        """GET: the file; 404 with a plain kind sentence for another name."""
        try:
            self._web.visits.admit(request)
        except BadRequest as refused:
            return await self._web.refused(refused)
        name = request.path_params["name"]
        if name not in self._made:
            return PlainTextResponse(self._shelf.base.text("table.file.unknown"), 404)
        made, media = self._made[name]
        drawn = await asyncio.to_thread(made.get)
        return Response(drawn, media_type=media, headers={"Content-Disposition": f'inline; filename="{name}"'})
