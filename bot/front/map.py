"""The centre's results table for drawing: four areas, each with its actions."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.front.requests import BadRequest
from bot.front.web import Web
from knowledge.base import Base
from knowledge.shelf import Made, Shelf


def drawn(base: Base) -> dict[str, Any]:
    """{"kb", "areas": [{"id", "name", "title", "short", "actions": [{"id", "name", "short", "starred"}]}]}."""
    return {
        "kb": base.version,
        "areas": [
            {
                "id": area.id,
                "name": area.name,
                "title": area.title,
                "short": area.short,
                "actions": [
                    {"id": action.id, "name": action.name, "short": action.short, "starred": action.starred}
                    for action in base.actions_of(area.id)
                ],
            }
            for area in base.areas.values()
        ],
    }


class Map:
    """GET /api/v1/map: what there is to choose from. It needs no session: it is the same for all."""

    def __init__(self, shelf: Shelf, web: Web) -> None:
        self._drawn, self._web = Made(shelf, drawn), web

    async def map(self, request: Request) -> Response:
        """GET: see `drawn`."""
        try:
            self._web.visits.admit(request)
        except BadRequest as refused:
            return await self._web.refused(refused)
        return JSONResponse(self._drawn.get())
