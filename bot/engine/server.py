"""Rasa behind one small loopback door: `python -m bot.engine.server --port N --model FILE`.

The door takes {"key", "text", "message_id", "channel", "menu"} and gives back the reply of `action_turn`, and takes
{"folder"} of changed content. Rasa's own web server and channels stay closed: nothing of theirs listens anywhere.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import bot.engine.prepare  # noqa: F401  (before rasa)
import uvicorn
from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from actions.action_turn import ActionTurn
from actions.surroundings import Surroundings
from bot.engine.endpoint import InProcess, compile_validator
from bot.engine.orphan import die_with_parent
from bot.settings import Settings
from knowledge.base import KnowledgeError
from knowledge.base import load as load_content
from nlu.component import DrogowskazNLU
from nlu.understander import Understander

UNSLASHED = "\u200b"
"""Put before a text that begins with "/", so that Rasa never takes it for an intent; the normaliser drops it."""

AT_ONCE = {"sqlite": 1, "postgresql": 8}
"""Turns that go on together. A turn is mostly computing, so taking turns one after the other ends each sooner than
sharing the interpreter does; SQLite lets one writer in anyway, while PostgreSQL may keep a turn waiting for a lock."""

log = logging.getLogger("drogowskaz.engine")


async def load(model: Path, settings: Settings, action: ActionTurn) -> Agent:
    """The trained agent with our tracker store and our action in this process."""
    compile_validator()
    executor = ActionExecutor()
    executor.register_action(action)
    endpoints = AvailableEndpoints(
        action=InProcess(executor),
        tracker_store=EndpointConfig(url=settings.database_url, type="bot.engine.tracker_store.TrackerStore"),
    )
    agent = await load_agent(model_path=str(model), endpoints=endpoints)
    if not agent.is_ready():
        raise RuntimeError(f"the model {model} could not be loaded")
    return agent


async def ask(agent: Agent, body: dict[str, Any]) -> dict[str, Any] | None:
    """One turn. None when the action gave no reply (the front door then answers)."""
    text = str(body["text"])
    message = UserMessage(
        text=UNSLASHED + text if text.lstrip().startswith("/") else text,
        output_channel=CollectingOutputChannel(),
        sender_id=str(body["key"]),
        input_channel="door",
        metadata={name: body.get(name) for name in ("text", "message_id", "channel", "menu")},
    )
    said = await agent.handle_message(message) or []
    replies: list[dict[str, Any]] = [row["custom"] for row in said if "custom" in row]
    return replies[0] if replies else None


async def adopt(folder: Path, action: ActionTurn) -> None:
    """Answer from the content in `folder` from now on, turns going on meanwhile. Raises KnowledgeError."""

    def prepare() -> tuple[Surroundings, list[tuple[DrogowskazNLU, Understander]]]:
        base = load_content(folder)
        return action.around.about(base), [(part, part.about(base)) for part in DrogowskazNLU.loaded]

    around, parts = await asyncio.to_thread(prepare)
    action.around = around
    for part, understander in parts:
        part.understander = understander


def make_app(model: Path, settings: Settings) -> Starlette:
    """The door; ready once the model is loaded."""
    action = ActionTurn(Surroundings.make(settings))
    room = asyncio.Semaphore(AT_ONCE["sqlite" if settings.database_url.startswith("sqlite") else "postgresql"])

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.agent = await load(model, settings, action)
        await ask(app.state.agent, {"key": "0" * 32, "text": "", "channel": "warm-up"})
        yield

    async def message(request: Request) -> Response:
        body = await request.json()
        async with room:
            reply = await ask(request.app.state.agent, body)
        return JSONResponse(reply) if reply is not None else Response(status_code=502)

    async def content(request: Request) -> Response:
        try:
            await adopt(Path((await request.json())["folder"]), action)
        except KnowledgeError as error:
            return JSONResponse([asdict(fault) for fault in error.faults], 409)
        return Response(status_code=204)

    async def ready(request: Request) -> Response:
        return JSONResponse({"model": model.name})

    return Starlette(
        routes=[
            Route("/webhooks/door/message", message, methods=["POST"]),
            Route("/webhooks/door/content", content, methods=["POST"]),
            Route("/webhooks/door/ready", ready),
        ],
        lifespan=lifespan,
    )


def main() -> None:
    """Serve on loopback until told to stop, or until the parent process is gone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    die_with_parent()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    app = make_app(arguments.model, Settings.from_env())
    uvicorn.run(app, host="127.0.0.1", port=arguments.port, log_level="warning", access_log=False, ws="none")


if __name__ == "__main__":
    main()
