"""A small Bot API on loopback that records, fails as told, or stands as a recording proxy before another one."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qsl

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

CHAT = {"id": 77, "type": "private", "first_name": "Anna"}
PERSON = {"id": 77, "is_bot": False, "first_name": "Anna", "language_code": "pl"}
ME = {"id": 1, "is_bot": True, "first_name": "Drogowskaz", "username": "drogowskaz_bot"}


class Peer:
    """`calls`: (method, fields) as received. `faults[method]`: answers (status, body) to give first; None hangs."""

    def __init__(self, upstream: str = "", port: int = 0) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.faults: dict[str, deque[tuple[int, dict[str, Any]] | None]] = defaultdict(deque)
        self.updates: list[dict[str, Any]] = []
        self.url, self._upstream, self._number = "", upstream, 100
        self._fresh = asyncio.Event()
        app = Starlette(routes=[Route("/bot{token}/{method}", self._call, methods=["POST"])])
        self._server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off", ws="none"))
        self._client = httpx.AsyncClient(timeout=60)

    async def __aenter__(self) -> Peer:
        self._task = asyncio.create_task(self._server.serve())
        while not self._server.started:
            await asyncio.sleep(0.01)
        self.url = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *fault: object) -> None:
        self._server.should_exit = self._server.force_exit = True
        await self._task
        await self._client.aclose()

    def inject(self, *updates: dict[str, Any]) -> None:
        self.updates += updates
        self._fresh.set()

    def sent(self, method: str = "sendMessage") -> list[dict[str, Any]]:
        return [fields for name, fields in self.calls if name == method]

    def texts(self) -> str:
        return "\n".join(fields["text"] for fields in self.sent())

    async def _call(self, request: Request) -> Response:
        method, body = request.path_params["method"], await request.body()
        fields = _fields(request.headers.get("content-type", ""), body)
        if method != "getUpdates" and self.faults[method]:
            fault = self.faults[method].popleft()
            if fault is None:
                await asyncio.sleep(60)
                raise TimeoutError
            return JSONResponse({"ok": False, "description": "fault", **fault[1]}, fault[0])
        if self._upstream:
            kept = {"content-type": request.headers.get("content-type", "")}
            answer = await self._client.post(self._upstream + request.url.path, content=body, headers=kept)
            if answer.status_code != 404:  # what the other one does not know is answered here
                assert answer.status_code == 200 or method == "getUpdates", (method, answer.text)
                self.calls.append((method, fields))
                return Response(answer.content, answer.status_code, media_type="application/json")
        self.calls.append((method, fields))
        return JSONResponse({"ok": True, "result": await self._result(method, fields)})

    async def _result(self, method: str, fields: dict[str, Any]) -> Any:
        if method == "getMe":
            return ME
        if method == "getUpdates":
            offset = int(fields.get("offset", 0))
            if not (due := [u for u in self.updates if u["update_id"] >= offset]):
                self._fresh.clear()
                try:
                    await asyncio.wait_for(self._fresh.wait(), 2)
                except TimeoutError:
                    return []
                due = [u for u in self.updates if u["update_id"] >= offset]
            return due
        if method.startswith(("send", "editMessage")) and method != "sendChatAction":
            self._number += 1
            return {"message_id": self._number, "date": 1700000000, "chat": CHAT, "text": fields.get("text", "")}
        return True


def _fields(kind: str, body: bytes) -> dict[str, Any]:
    if kind.startswith("multipart/"):
        parts = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body).walk()
        return {str(p.get_param("name", header="content-disposition")): p.get_payload(decode=True) for p in parts}
    if "json" in kind:
        return json.loads(body)
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def text(number: int, said: str, chat: int = 77, **more: Any) -> dict[str, Any]:
    """An update: somebody wrote."""
    message = {"message_id": number, "date": 1700000000, "chat": {**CHAT, "id": chat}, "from": {**PERSON, "id": chat}}
    return {"update_id": number, "message": {**message, "text": said, **more}}


def press(number: int, payload: str, keyboard: list[list[dict[str, str]]], said: str = "x") -> dict[str, Any]:
    """An update: somebody pressed a button of a message with this keyboard."""
    message = {"message_id": 500, "date": 1700000000, "chat": CHAT, "from": ME, "text": said}
    message["reply_markup"] = {"inline_keyboard": keyboard}
    query = {"id": f"q{number}", "from": PERSON, "chat_instance": "1", "message": message, "data": payload}
    return {"update_id": number, "callback_query": query}


def keyboard(fields: dict[str, Any]) -> list[list[dict[str, str]]]:
    """The inline keyboard of a sent or edited message."""
    raw = fields.get("reply_markup")
    found: list[list[dict[str, str]]] = json.loads(raw)["inline_keyboard"] if raw else []
    return found


def payload(keys: list[list[dict[str, str]]], fragment: str) -> str:
    """The payload of the first button whose title holds the fragment."""
    return next(k["callback_data"] for row in keys for k in row if fragment in k["text"])
