"""GET /health: whether the bot can answer."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.front.backend import Backend
from bot.store.errors import StoreUnavailable
from bot.store.store import Store
from knowledge.shelf import Shelf


class Health:
    """{"status", "model", "kb", "database"}: 200 when all is well, 503 otherwise (model null while it starts)."""

    def __init__(self, shelf: Shelf, store: Store, backend: Backend) -> None:
        self._shelf, self._store, self._backend = shelf, store, backend

    async def health(self, request: Request) -> Response:
        """Ask the database and the backend, at the same time."""
        model, database = await asyncio.gather(self._backend.ready(), asyncio.to_thread(self._database))
        status = "database" if database != "ok" else "starting" if model is None else "ok"
        body = {"status": status, "model": model, "kb": self._shelf.base.version, "database": database}
        return JSONResponse(body, 200 if status == "ok" else 503)

    def _database(self) -> str:
        try:
            self._store.ping()
        except StoreUnavailable:
            return "unavailable"
        return "ok"
