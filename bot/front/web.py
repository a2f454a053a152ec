"""The channel of the web page: /api/v1/session, /api/v1/message, /api/v1/history, /api/v1/info."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.front.backend import ANSWER_SECONDS
from bot.front.entrance import LIMIT, Entrance, standing
from bot.front.past import after
from bot.front.requests import BadRequest, read_json
from bot.front.sessions import bearer
from bot.front.visits import Visits
from bot.settings import Settings
from bot.store.errors import StoreUnavailable
from bot.store.store import Store

CHANNEL = "web"
STATUS = {"too_long": 422, "too_fast": 429, "codes": 429, "busy": 429, "starting": 503}
"""HTTP status of a reply that is a refusal, where it is not 200."""
TEXTS = {"session": "session", "origin": "origin", "too_fast": "too_fast", "size": "too_long", "off": "off",
         "database": "generic"}  # fmt: skip
"""Which text of the content a refused request gets; `request` for any other reason."""
PAUSE_SECONDS = 5
_PAYLOAD = re.compile(r"/[A-Za-z0-9_.: -]{0,63}")
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")


class Web:
    """JSON for our own page and for pages of the allowed origins.

    A refusal has a 4xx or 5xx status and the shape of a reply (kind words, one `error` card) with `error`: its reason.
    """

    def __init__(self, settings: Settings, store: Store, entrance: Entrance) -> None:
        self._settings, self._store, self._entrance = settings, store, entrance
        self.visits = Visits(settings)

    async def session(self, request: Request) -> Response:
        """POST {"new": bool}: keep the session, or begin one. Gives {"new": bool, "limit": characters}.

        A page of an allowed foreign origin also gets its `token`, to be sent as `Authorization: Bearer`.
        """
        try:
            self._open()
            visit = self.visits.admit(request)
            body = await read_json(request)
            if not isinstance(body.get("new", False), bool):
                raise BadRequest(400, "new")
            fresh = visit.session is None or body.get("new") is True
            if fresh:
                self.visits.arrive(visit)
        except BadRequest as refused:
            return await self.refused(refused)
        sessions = self.visits.sessions
        given: dict[str, Any] = {"new": fresh, "limit": LIMIT}
        if visit.origin is not None:
            given["token"] = sessions.token(visit.origin) if fresh else bearer(request)
        response = JSONResponse(given)
        if fresh and visit.origin is None:
            sessions.issue(response, secure=self.visits.peers.secure(request))
        return response

    async def message(self, request: Request) -> Response:
        """POST {"text" or "payload", "id"}: the reply. `id` names the message; sent again it gets the same reply."""
        sender = None
        try:
            self._open()
            visit, sender = self.visits.known(request)
            body = await read_json(request)
            menu = _checked(body)
        except BadRequest as refused:
            return await self.refused(refused, sender)
        said = body["payload"] if menu else body["text"]
        reply = await self._entrance.turn(CHANNEL, sender, said, body.get("id"), menu=menu, address=visit.address)
        reason = reply["extras"].get("error", "")
        return _answer({"error": reason, **reply} if reason in STATUS else reply, STATUS.get(reason, 200))

    async def history(self, request: Request) -> Response:
        """GET ?since=<message id>: what was said after that message, and where the conversation stands.

        {"messages": [{"who", "content", "created", "id"}], "reset", "version", "draft", "saved", "choosing"}. `id` is
        that of the message, or of the one that was answered; `version` that of the newest. `reset`: `since` is no
        longer known, so all there is was given. A page that asks on with the `version` it got, and passes over the ids
        it already shows, misses nothing and shows nothing twice, whatever other tabs do.
        """
        sender = None
        try:
            self._open()
            _, sender = self.visits.known(request)
            key = self._entrance.key(CHANNEL, sender)
            try:
                past = await asyncio.to_thread(self._store.history, key)
            except StoreUnavailable:
                raise BadRequest(503, "database") from None
        except BadRequest as refused:
            return await self.refused(refused, sender)
        state = await self._entrance.state(key) or {}
        where = standing(state)
        return JSONResponse(
            {
                **after(past, request.query_params.get("since", "")),
                "draft": self._entrance.draft(state),
                "saved": where.saved,
                "choosing": where.choosing,
            }
        )

    async def info(self, request: Request) -> Response:
        """GET: whether the channel is open, what is said while it is not, an urgent notice, limits, the centre."""
        try:
            self.visits.admit(request)
        except BadRequest as refused:
            return await self.refused(refused)
        closed = self._settings.web == "off"
        return JSONResponse(
            {
                "open": not closed,
                "closed": self._entrance.said("off") if closed else None,
                "notice": self._settings.notice or None,
                "limits": {"characters": LIMIT, "answer_seconds": ANSWER_SECONDS},
                "centre": dict(self._settings.centre),
            }
        )

    def _open(self) -> None:
        if self._settings.web == "off":
            raise BadRequest(503, "off")

    async def refused(self, why: BadRequest, sender: str | None = None) -> Response:
        """A refused request in the shape of a reply; with the draft when the session is known."""
        key = None if sender is None else self._entrance.key(CHANNEL, sender)
        reply = await self._entrance.refuse(TEXTS.get(why.reason, "request"), key)
        return _answer({"error": why.reason, **reply}, why.status)


def _checked(body: dict[str, Any]) -> bool:
    """Whether a message is a pressed button. Raises BadRequest for what no page of ours sends."""
    if ("text" in body) == ("payload" in body) or not isinstance(body.get("text", ""), str):
        raise BadRequest(400, "text")
    if "payload" in body and not (isinstance(body["payload"], str) and _PAYLOAD.fullmatch(body["payload"])):
        raise BadRequest(400, "payload")
    if "id" in body and not (isinstance(body["id"], str) and _ID.fullmatch(body["id"])):
        raise BadRequest(400, "id")
    return "payload" in body


def _answer(reply: dict[str, Any], status: int) -> Response:
    headers = {"Retry-After": str(PAUSE_SECONDS)} if status == 429 else None
    return JSONResponse(reply, status, headers)
