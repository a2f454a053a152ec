"""Thumbs: what a person thinks of one answer of their own conversation."""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.front.entrance import Entrance
from bot.front.requests import BadRequest, read_json
from bot.front.web import CHANNEL, Web
from bot.store.errors import StoreUnavailable
from bot.store.ratings import rate
from bot.store.store import Store

_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")


class Feedback:
    """POST /api/v1/feedback {"id", "rating"}: a thumb on the answer to the message of that id."""

    def __init__(self, store: Store, entrance: Entrance, web: Web) -> None:
        self._store, self._entrance, self._web = store, entrance, web

    async def feedback(self, request: Request) -> Response:
        """Keep the thumb (1 up, -1 down); a second one replaces the first. 404: no such answer in this session."""
        sender = None
        try:
            _, sender = self._web.visits.known(request)
            body = await read_json(request)
            message, rating = body.get("id"), body.get("rating")
            if not isinstance(message, str) or not _ID.fullmatch(message):
                raise BadRequest(400, "id")
            if isinstance(rating, bool) or not isinstance(rating, int) or rating not in (1, -1):
                raise BadRequest(400, "rating")
            key = self._entrance.key(CHANNEL, sender)
            try:
                kept = await asyncio.to_thread(rate, self._store, key, message, rating)
            except StoreUnavailable:
                raise BadRequest(503, "database") from None
            if not kept:
                raise BadRequest(404, "unknown")
        except BadRequest as refused:
            return await self._web.refused(refused, sender)
        return JSONResponse({"rating": rating})
