"""The channel of the web page: /api/v1/session, /api/v1/message, /api/v1/history."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.front.entrance import LIMIT, Entrance
from bot.front.limits import Buckets
from bot.front.requests import BadRequest, check_origin, read_json
from bot.front.sessions import Sessions
from bot.settings import LOOPBACK, Settings
from bot.store.errors import StoreUnavailable
from bot.store.store import Store

STATUS = {"too_fast": 429}
"""HTTP status of a refusal, where it is not 200: the body is a reply in every case."""


class Web:
    """JSON for our own page only. A refusal of the request itself is {"error": reason} with a 4xx status."""

    def __init__(self, settings: Settings, store: Store, entrance: Entrance) -> None:
        self._settings, self._store, self._entrance = settings, store, entrance
        self._sessions = Sessions(settings)
        self._arrivals = Buckets(burst=30, per_second=0.5)

    async def session(self, request: Request) -> Response:
        """POST {"new": bool}: keep the session, or begin one. Gives {"new": bool, "limit": characters}."""
        try:
            check_origin(request, self._settings)
            body = await read_json(request)
        except BadRequest as refused:
            return _refused(refused)
        known = self._sessions.read(request)
        fresh = known is None or body.get("new") is True
        address = request.client.host if request.client else ""
        if fresh and address not in LOOPBACK and not self._arrivals.take(address):
            return _refused(BadRequest(429, "too_fast"))
        response = JSONResponse({"new": fresh, "limit": LIMIT})
        if fresh:
            self._sessions.issue(request, response)
        return response

    async def message(self, request: Request) -> Response:
        """POST {"text" or "payload", "id"}: the reply. `id` names the message; sent again it gets the same reply."""
        try:
            check_origin(request, self._settings)
            sender = self._sender(request)
            body = await read_json(request)
            if ("text" in body) == ("payload" in body):
                raise BadRequest(400, "text")
        except BadRequest as refused:
            return _refused(refused)
        menu = "payload" in body
        said = body["payload"] if menu else body["text"]
        reply = await self._entrance.turn("web", sender, said, body.get("id"), menu=menu)
        return JSONResponse(reply, STATUS.get(reply["extras"].get("error", ""), 200))

    async def history(self, request: Request) -> Response:
        """GET: {"messages": [{"who", "content", "created"}], "draft": [...], "choosing": bool}."""
        try:
            check_origin(request, self._settings)
            sender = self._sender(request)
        except BadRequest as refused:
            return _refused(refused)
        key = self._entrance.key("web", sender)
        try:
            messages: list[dict[str, Any]] = await asyncio.to_thread(self._store.history, key)
        except StoreUnavailable:
            return _refused(BadRequest(503, "database"))
        state = await self._entrance.state(key) or {}
        return JSONResponse(
            {
                "messages": messages,
                "draft": self._entrance.draft(state),
                "choosing": bool(state.get("choosing")),
            }
        )

    def _sender(self, request: Request) -> str:
        sender = self._sessions.read(request)
        if sender is None:
            raise BadRequest(401, "session")
        return sender


def _refused(why: BadRequest) -> Response:
    return JSONResponse({"error": why.reason}, why.status)
