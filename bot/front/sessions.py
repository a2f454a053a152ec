"""Who a browser is: a random id made and signed here, never one that the browser chose."""

from __future__ import annotations

import secrets

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from bot.settings import Settings

COOKIE = "drogowskaz"


class Sessions:
    """Issues and reads the session cookie; it lives as long as conversations are kept."""

    def __init__(self, settings: Settings) -> None:
        self._signer = URLSafeTimedSerializer(settings.secret, salt="drogowskaz.session.1")
        self._age = settings.retention_days * 24 * 3600

    def read(self, request: Request) -> str | None:
        """The session id of a request, or None when it has no valid one."""
        try:
            value = self._signer.loads(request.cookies.get(COOKIE, ""), max_age=self._age)
        except BadData:
            return None
        return value if isinstance(value, str) and value else None

    def issue(self, request: Request, response: Response) -> None:
        """Give the browser a fresh session, whatever it had before."""
        response.set_cookie(
            COOKIE,
            str(self._signer.dumps(secrets.token_urlsafe(24))),
            max_age=self._age,
            path="/",
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
