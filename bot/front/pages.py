"""The page and its files, read once, packed once."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.settings import Settings

WEB = Path(__file__).resolve().parent.parent / "web"
_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
    )
)
FILES = {
    "/": ("index.html", "text/html"),
    "/drogowskaz.js": ("drogowskaz.js", "text/javascript"),
    "/strings.js": ("strings.js", "text/javascript"),
    "/drogowskaz.css": ("drogowskaz.css", "text/css"),
}
"""Address: file in bot/web, media type."""
SHARED = frozenset(path for path, (_, media) in FILES.items() if media != "text/html")
"""Files that pages of the allowed origins load, too."""


def csp(settings: Settings) -> str:
    """The policy of our pages; the sites that may embed the chat may also frame it."""
    return f"{_CSP}; frame-ancestors {' '.join((chr(39) + 'self' + chr(39), *settings.origins))}"


def routes(settings: Settings) -> list[Route]:
    """A route for each file."""
    policy = csp(settings)
    return [Route(path, endpoint((WEB / name).read_bytes(), media, policy)) for path, (name, media) in FILES.items()]


def endpoint(plain: bytes, media: str, policy: str) -> Callable[[Request], Awaitable[Response]]:
    """One file, with a strict policy, and a tag so that an unchanged file is not sent again."""
    packed = gzip.compress(plain, 9, mtime=0)
    headers = {
        "Content-Type": f"{media}; charset=utf-8",
        "Content-Security-Policy": policy,
        "Cache-Control": "no-cache",
        "ETag": f'"{hashlib.sha256(plain).hexdigest()[:20]}"',
        "Vary": "Accept-Encoding",
    }

    async def serve(request: Request) -> Response:
        if request.headers.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(packed, headers={**headers, "Content-Encoding": "gzip"})
        return Response(plain, headers=headers)

    return serve
