"""The description of the API, for programs: /api/v1/openapi.json from openapi.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

FILE = Path(__file__).with_name("openapi.yml")


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = yaml.load(FILE.read_bytes(), Loader=yaml.CSafeLoader)
    return found


async def openapi(request: Request) -> Response:
    """GET: the OpenAPI document as JSON."""
    return JSONResponse(description())
