"""Pages on other sites: which may talk to the API, and what their browsers are told."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.front.requests import BadRequest
from bot.settings import Settings

API = "/api/v1/"
SECONDS = "600"
"""How long a browser may remember the answer to its preflight question."""


def foreign(request: Request, settings: Settings) -> str | None:
    """The allowed foreign origin a request comes from; None for our own page and for what is no browser.

    Raises BadRequest for any other origin.
    """
    origin = request.headers.get("origin")
    if origin is None:
        if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            raise BadRequest(403, "origin")
        return None
    if urlsplit(origin).netloc == request.headers.get("host"):
        return None
    if origin in settings.origins:
        return origin
    raise BadRequest(403, "origin")


class Cors:
    """Opens the API and the widget's files, and nothing else, to the exact origins of the settings.

    No credentials: a foreign page has a token of its own and never the cookie.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...], files: frozenset[str]) -> None:
        self._app, self._origins, self._files = app, frozenset(origins), files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        open_path = path.startswith(API) or path in self._files
        if scope["type"] != "http" or not self._origins or not open_path:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        allowed = origin if origin in self._origins else None
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await self._preflight(allowed)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                given.add_vary_header("Origin")
                if path in self._files:
                    given["Cross-Origin-Resource-Policy"] = "cross-origin"
                if allowed is not None:
                    given["Access-Control-Allow-Origin"] = allowed
                    given["Access-Control-Expose-Headers"] = "Retry-After"
            await send(message)

        await self._app(scope, receive, with_headers)

    def _preflight(self, allowed: str | None) -> Response:
        if allowed is None:
            return Response(status_code=403, headers={"Vary": "Origin"})
        return Response(
            status_code=204,
            headers={
                "Vary": "Origin",
                "Access-Control-Allow-Origin": allowed,
                "Access-Control-Allow-Methods": "GET, POST",
                "Access-Control-Allow-Headers": "Authorization, Content-Type",
                "Access-Control-Max-Age": SECONDS,
            },
        )
