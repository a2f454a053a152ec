"""POST /internal/content: the operator's command asks a running bot to take changed content.

Only who holds this installation's secret may ask; for anybody else the address is not there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.settings import Settings

PATH = "/internal/content"
SECONDS = 60
"""So long a pass is good."""
_WORD = "renew"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: the version in use now and before, the faults of what was refused.

    `stale`: names or aliases changed, so the model should be trained anew.
    """

    kb: str
    before: str
    faults: list[str] = field(default_factory=list)
    stale: bool = False


Renew = Callable[[], Awaitable[Outcome]]


def passes(settings: Settings) -> URLSafeTimedSerializer:
    """What makes and reads passes."""
    return URLSafeTimedSerializer(settings.secret, salt="drogowskaz.renewal.1")


def show_pass(settings: Settings) -> dict[str, str]:
    """The header that lets the command in."""
    return {"Authorization": f"Bearer {passes(settings).dumps(_WORD)}"}


class Renewal:
    """The door to `renew`."""

    def __init__(self, settings: Settings, renew: Renew) -> None:
        self._passes, self._renew = passes(settings), renew

    async def content(self, request: Request) -> Response:
        """The outcome: 200 when the content on disk is in use now, 409 when it was refused, 404 without a pass."""
        try:
            shown = request.headers.get("authorization", "").removeprefix("Bearer ")
            allowed = self._passes.loads(shown, max_age=SECONDS) == _WORD
        except BadData:
            allowed = False
        if not allowed:
            raise HTTPException(404)
        outcome = await self._renew()
        return JSONResponse(asdict(outcome), 409 if outcome.faults else 200)
