"""What answers behind the front door: a protocol, and Rasa's loopback door as one implementation."""

from __future__ import annotations

from typing import Any, Protocol, TypeGuard

import httpx

CONNECT_SECONDS = 1.0
ANSWER_SECONDS = 20.0


class BackendDown(Exception):
    """Nobody answers, or the connection broke: asking again with the same message id is right and safe."""


class BackendFault(BackendDown):
    """The backend answered with something that is no reply: asking again at once would give the same."""


class Backend(Protocol):
    """Whoever makes the replies."""

    async def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        """One turn. `body`: {key, text, message_id, channel, menu}; gives {texts, buttons, card, extras}.

        A `message_id` that was answered before gets the same reply again. Raises BackendDown.
        """
        ...

    async def ready(self) -> str | None:
        """The name of the loaded model, or None while it cannot answer."""
        ...

    async def aclose(self) -> None:
        """Give the connections back."""
        ...


class HttpBackend:
    """The door of bot.engine.server on loopback, over one keep-alive client."""

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(
            base_url=url,
            transport=transport,
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=16),
            trust_env=False,  # a proxy of the environment must never see what is said
        )

    async def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        """See Backend.ask."""
        try:
            response = await self._client.post("/webhooks/door/message", json=body)
        except httpx.HTTPError as error:
            raise BackendDown(type(error).__name__) from None
        if response.status_code == 503:
            raise BackendDown("503")
        try:
            reply = response.json() if response.status_code == 200 else None
        except ValueError:
            reply = None
        if not _is_reply(reply):
            raise BackendFault(str(response.status_code))
        return reply

    async def ready(self) -> str | None:
        """See Backend.ready."""
        try:
            response = await self._client.get("/webhooks/door/ready", timeout=2.0)
            return str(response.json()["model"]) if response.status_code == 200 else None
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return None

    async def aclose(self) -> None:
        """See Backend.aclose."""
        await self._client.aclose()


def _is_reply(value: object) -> TypeGuard[dict[str, Any]]:
    return (
        isinstance(value, dict)
        and isinstance(value.get("texts"), list)
        and isinstance(value.get("buttons"), list)
        and isinstance(value.get("card"), dict)
        and "kind" in value["card"]
    )
