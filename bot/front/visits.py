"""What every JSON endpoint asks first: from which page, from which address, and in which session."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from bot.front.limits import Buckets
from bot.front.origins import foreign
from bot.front.peers import Peers
from bot.front.requests import BadRequest
from bot.front.sessions import Sessions
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Visit:
    """An admitted request: its session id or None, its allowed foreign origin or None, the address limits count by."""

    session: str | None
    origin: str | None
    address: str | None


class Visits:
    """Admits requests to the API. Limits per address: 240 requests, then 8 a second; 30 sessions, then one in 2 s."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.sessions, self.peers = Sessions(settings), Peers(settings)
        self._requests = Buckets(burst=240, per_second=8)
        self._arrivals = Buckets(burst=30, per_second=0.5)

    def admit(self, request: Request) -> Visit:
        """Raises BadRequest: 403 for a page that may not ask, 429 for an address that asks too often."""
        origin = foreign(request, self._settings)
        address = self.peers.counted(request)
        if address is not None and not self._requests.take(address):
            raise BadRequest(429, "too_fast")
        return Visit(self.sessions.read(request, origin), origin, address)

    def known(self, request: Request) -> tuple[Visit, str]:
        """The visit and its session id. Raises BadRequest as `admit`, and 401 without a valid session."""
        visit = self.admit(request)
        if visit.session is None:
            raise BadRequest(401, "session")
        return visit, visit.session

    def arrive(self, visit: Visit) -> None:
        """Count a new session. Raises BadRequest 429 when the address made too many."""
        if visit.address is not None and not self._arrivals.take(visit.address):
            raise BadRequest(429, "too_fast")
