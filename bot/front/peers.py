"""Where a request comes from: the address that limits count, and whether it was encrypted on its way."""

from __future__ import annotations

import ipaddress
import logging

from starlette.requests import Request

from bot.settings import LOOPBACK, Settings

log = logging.getLogger("drogowskaz.front")


class Peers:
    """Believes X-Forwarded-For and X-Forwarded-Proto only from the peers that DROGOWSKAZ_PROXIES names."""

    def __init__(self, settings: Settings) -> None:
        self._proxies = [ipaddress.ip_network(network) for network in settings.proxies]
        self._warned = False

    def address(self, request: Request) -> str:
        """The client's address; "" when there is none. The newest forwarded one that is no proxy of ours."""
        address = request.client.host if request.client else ""
        forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
        if not forwarded:
            return address
        if not self._trusted(address):
            self._warn(address)
            return address
        for hop in reversed(forwarded.split(",")):
            plain = _parsed(hop.strip())
            if plain is None:  # not written by our proxy: what stands before it is anybody's word
                return address
            address = str(plain)
            if not self._trusted(address):
                return address
        return address

    def counted(self, request: Request) -> str | None:
        """The key that limits count by: an IPv4 address, an IPv6 /64. None for this machine, which is not limited."""
        address = self.address(request)
        if address in LOOPBACK:
            return None
        plain = _parsed(address)
        if isinstance(plain, ipaddress.IPv6Address):
            return str(ipaddress.ip_network((plain, 64), strict=False))
        return address

    def secure(self, request: Request) -> bool:
        """Whether the browser speaks https."""
        if request.client and self._trusted(request.client.host):
            forwarded = request.headers.get("x-forwarded-proto")
            if forwarded is not None:
                return forwarded.rpartition(",")[2].strip() == "https"
        return request.url.scheme == "https"

    def _trusted(self, address: str) -> bool:
        plain = _parsed(address)
        return plain is not None and any(plain in network for network in self._proxies)

    def _warn(self, address: str) -> None:
        if not self._warned and address in LOOPBACK:
            self._warned = True
            log.warning("a proxy at %s is not named in DROGOWSKAZ_PROXIES: limits per address do not work", address)


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        plain = ipaddress.ip_address(address)
    except ValueError:
        return None
    return getattr(plain, "ipv4_mapped", None) or plain
