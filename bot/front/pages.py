"""The page and its files, read once, packed once."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

WEB = Path(__file__).resolve().parent.parent / "web"
CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "frame-ancestors 'self'",
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


def routes() -> list[Route]:
    """A route for each file."""
    return [Route(path, _endpoint(WEB / name, media)) for path, (name, media) in FILES.items()]


def _endpoint(path: Path, media: str) -> Callable[[Request], Awaitable[Response]]:
    """One file, with a strict policy, and a tag so that an unchanged file is not sent again."""
    plain = path.read_bytes()
    packed = gzip.compress(plain, 9, mtime=0)
    headers = {
        "Content-Type": f"{media}; charset=utf-8",
        "Content-Security-Policy": CSP,
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
