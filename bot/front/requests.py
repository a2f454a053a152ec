"""What all JSON endpoints of the front door check before they look at a body."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.requests import ClientDisconnect, Request

MOST_BYTES = 256 * 1024
BODY_SECONDS = 10.0
"""How long a body may take to arrive."""


class BadRequest(Exception):
    """A request that is refused; `status` is the HTTP status, `reason` one word."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


async def read_json(request: Request, *, strict_type: bool = True) -> dict[str, Any]:
    """The body as a JSON object, at most MOST_BYTES. Raises BadRequest."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if strict_type and kind != "application/json":
        raise BadRequest(415, "type")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise BadRequest(413, "size")
    except TimeoutError:
        raise BadRequest(408, "slow") from None
    except ClientDisconnect:
        raise BadRequest(400, "gone") from None  # nobody is there to read it
    try:
        value = json.loads(bytes(body))
    except (ValueError, RecursionError):
        raise BadRequest(400, "json") from None
    if not isinstance(value, dict):
        raise BadRequest(400, "json")
    return value
