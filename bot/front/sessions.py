"""Who a browser is: a random id made and signed here, never one that the browser chose.

Our own page has it in a cookie that no script reads. A page on another site, where browsers keep no cookies of ours,
has it in a token that counts only together with the origin it was given to.
"""

from __future__ import annotations

import secrets

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from bot.settings import Settings

COOKIE = "drogowskaz"


class Sessions:
    """Issues and reads sessions; they live as long as conversations are kept."""

    def __init__(self, settings: Settings) -> None:
        self._cookies = URLSafeTimedSerializer(settings.secret, salt="drogowskaz.session.1")
        self._tokens = URLSafeTimedSerializer(settings.secret, salt="drogowskaz.token.1")
        self._age = settings.retention_days * 24 * 3600

    def read(self, request: Request, origin: str | None = None) -> str | None:
        """The session id of a request, or None when it has no valid one.

        `origin`: the allowed foreign origin the request comes from. Then only a token counts, else only the cookie.
        """
        try:
            if origin is None:
                value = self._cookies.loads(request.cookies.get(COOKIE, ""), max_age=self._age)
            else:
                value, given_to = self._tokens.loads(bearer(request), max_age=self._age)
                value = value if given_to == origin else None
        except (BadData, ValueError, TypeError):
            return None
        return value if isinstance(value, str) and value else None

    def issue(self, response: Response, *, secure: bool) -> None:
        """Give the browser a fresh session cookie, whatever it had before."""
        response.set_cookie(
            COOKIE,
            str(self._cookies.dumps(_fresh())),
            max_age=self._age,
            path="/",
            httponly=True,
            samesite="lax",
            secure=secure,
        )

    def token(self, origin: str) -> str:
        """A fresh session for a page of this foreign origin."""
        return str(self._tokens.dumps([_fresh(), origin]))


def bearer(request: Request) -> str:
    """The token of the Authorization header, or ""."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _fresh() -> str:
    return secrets.token_urlsafe(24)
