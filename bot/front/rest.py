"""The REST channel, in the shape of Rasa's: for tests and trusted peers."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.front.entrance import Entrance
from bot.front.origins import foreign
from bot.front.requests import BadRequest, read_json
from bot.settings import Settings
from knowledge.shelf import Shelf

_SENDER = 255


class Rest:
    """POST /webhooks/rest/webhook {"sender", "message"} gives a list: texts, buttons with the last, and one card."""

    def __init__(self, settings: Settings, shelf: Shelf, entrance: Entrance) -> None:
        self._settings, self._shelf, self._entrance = settings, shelf, entrance

    async def webhook(self, request: Request) -> Response:
        """Answer one message; what is broken gets the same shape with an error card. 404 while switched off."""
        if not self._settings.rest_on:
            raise HTTPException(404)
        try:
            if foreign(request, self._settings) is not None:  # a foreign page has the web channel
                raise BadRequest(403, "origin")
            body = await read_json(request, strict_type=False)
            sender = _sender(body.get("sender", "default"))
        except BadRequest as refused:
            reason = "too_long" if refused.status == 413 else "generic"
            return JSONResponse(rows("", await self._entrance.refuse(reason)), refused.status)
        reply = await self._entrance.turn("rest", sender, body.get("message"), body.get("message_id"))
        for file in reply["extras"].get("documents", []):  # this channel has text only
            address = f"{str(request.base_url).rstrip('/')}{file['url']}"
            reply["texts"].append(self._shelf.base.text("document.file.link", label=file["label"], url=address))
        return JSONResponse(rows(sender, reply))


def _sender(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _SENDER or any("\ud800" <= c <= "\udfff" for c in value):
        raise BadRequest(400, "sender")
    return value


def rows(recipient: str, reply: dict[str, Any]) -> list[dict[str, Any]]:
    """A reply as Rasa's REST channel gives it."""
    said: list[dict[str, Any]] = [{"recipient_id": recipient, "text": text} for text in reply["texts"]]
    if reply["buttons"]:
        if not said:
            said.append({"recipient_id": recipient, "text": ""})
        said[-1]["buttons"] = reply["buttons"]
    return [*said, {"recipient_id": recipient, "custom": reply["card"]}]
