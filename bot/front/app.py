"""The front door: every public address on one port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.front import pages, statements, table
from bot.front.backend import Backend
from bot.front.described import openapi
from bot.front.entrance import Entrance
from bot.front.feedback import Feedback
from bot.front.health import Health
from bot.front.map import Map
from bot.front.origins import Cors
from bot.front.renewal import PATH as RENEWAL
from bot.front.renewal import Renew, Renewal
from bot.front.rest import Rest
from bot.front.telegram.channel import Telegram
from bot.front.web import Web
from bot.post.delivery import Postman
from bot.settings import Settings
from bot.store.store import Store
from knowledge.shelf import Shelf

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_UNLESS_SET = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}


def make_app(settings: Settings, shelf: Shelf, store: Store, backend: Backend, renew: Renew | None = None) -> Starlette:
    """Page, web channel, REST channel and health. The store is the caller's to close, the backend is closed here.

    `renew` takes changed content; without it nobody can ask for that.
    """
    entrance = Entrance(settings, shelf, store, backend)
    web, rest, health = Web(settings, store, entrance), Rest(settings, shelf, entrance), Health(shelf, store, backend)
    telegram = (
        Telegram(settings, shelf, store, entrance, documents=entrance.documents) if settings.telegram_token else None
    )

    postman = Postman(settings, shelf, store)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        if telegram:
            telegram.start()
        postman.start()
        yield
        await postman.aclose()
        if telegram:
            await telegram.aclose()
        await backend.aclose()

    app = Starlette(
        routes=[
            *pages.routes(settings),
            *statements.routes(settings, shelf),
            Route("/api/v1/session", web.session, methods=["POST"]),
            Route("/api/v1/message", web.message, methods=["POST"]),
            Route("/api/v1/history", web.history),
            Route("/api/v1/info", web.info),
            Route("/api/v1/map", Map(shelf, web).map),
            Route(f"{table.ADDRESS}{{name}}", table.Table(shelf, web).table),
            Route("/api/v1/feedback", Feedback(store, entrance, web).feedback, methods=["POST"]),
            Route("/api/v1/openapi.json", openapi),
            Route("/d/{token}/{name}", entrance.documents.download),
            Route("/webhooks/rest/webhook", rest.webhook, methods=["POST"]),
            Route("/health", health.health),
            Route("/favicon.ico", _nothing),
            *(telegram.routes() if telegram else ()),
            *([Route(RENEWAL, Renewal(settings, renew).content, methods=["POST"])] if renew else ()),
        ],
        middleware=[Middleware(Cors, settings.origins, pages.SHARED), Middleware(_Headers)],
        lifespan=lifespan,
    )
    app.state.entrance = entrance
    return app


async def _nothing(request: Request) -> Response:
    return Response(status_code=204)


class _Headers:
    """Security headers on whatever goes out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_ALWAYS)
                for name, value in _UNLESS_SET.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
