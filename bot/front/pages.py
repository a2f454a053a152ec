"""The page and its files, read once, packed once. The modules of the widget become the one script a page needs."""

from __future__ import annotations

import gzip
import hashlib
import re
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
MODULES = ("strings", "dom", "api", "cards", "draft", "transcript", "chat", "launcher")
"""The widget in bot/web, each after those it imports."""
Endpoint = Callable[[Request], Awaitable[Response]]
FILES = {
    "/": ("index.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    "/drogowskaz.css": ("drogowskaz.css", "text/css"),
}
"""Address: file in bot/web, media type."""
SCRIPT = "/drogowskaz.js"
SHARED = frozenset((SCRIPT, "/drogowskaz.css"))
"""Files that pages of the allowed origins load, too."""
_LEFT_OUT = re.compile(r"^(?:import .*|//.*|/\*\*.*|\*.*)?$")
_REMARK = re.compile(r" (?:// [^\"'`]*$|/\* [^*]* \*/)")
"""A comment after code."""


def csp(settings: Settings) -> str:
    """The policy of our pages; the sites that may embed the chat may also frame it."""
    return f"{_CSP}; frame-ancestors {' '.join((chr(39) + 'self' + chr(39), *settings.origins))}"


def routes(settings: Settings) -> list[Route]:
    """A route for each file."""
    policy = csp(settings)
    files = {path: ((WEB / name).read_bytes(), media) for path, (name, media) in FILES.items()}
    files[SCRIPT] = (joined().encode(), "text/javascript")
    return [Route(path, endpoint(plain, media, policy)) for path, (plain, media) in files.items()]


def joined() -> str:
    """The modules as one plain script: without imports, exports, comments and indentation.

    One request instead of eight, a third less to load, and a plain script also runs where another site embeds it.
    """
    lines = (line.strip() for name in MODULES for line in (WEB / f"{name}.js").read_text("utf-8").splitlines())
    kept = [_REMARK.sub("", line.removeprefix("export ")) for line in lines if not _LEFT_OUT.match(line)]
    return "\n".join(["(async () => {", '"use strict";', *kept, "})();", ""])


def endpoint(plain: bytes, media: str, policy: str) -> Endpoint:
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
