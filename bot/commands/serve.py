"""serve, train, chat: bringing the bot up."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import signal
import socket
import sys
import time

from bot.front.renewal import Renew
from bot.settings import Settings
from knowledge.base import CONTENT, Base, load
from knowledge.replacing import take
from knowledge.shelf import Shelf

PORT_TAKEN, NO_TRAINING, NO_START = 5, 6, 7


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Migrate, train if the model is stale, start Rasa, open the front door; stop all on Ctrl-C or SIGTERM."""
    from bot.engine import supervise, training
    from bot.store.store import Store

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    listener = _listen(settings)
    if listener is None:
        print(f"drogowskaz: port {settings.port} on {settings.host} is taken", file=sys.stderr)
        return PORT_TAKEN
    base, content = take(settings.content, settings.copies, None if settings.content == CONTENT else load(CONTENT))
    _say(f"knowledge base {base.version}: {len(base.actions)} actions, {len(base.terms)} terms")
    store = Store(settings.database_url, secret=settings.secret)
    store.migrate()
    try:
        model = training.model_path(settings.models, base)
        if not model.exists():
            _say("training the model (about half a minute, only when something changed)")
            model = training.train(settings.models, base, _say)
        from uvicorn import Config

        # The loop that uvicorn would choose: uvloop where it is there.
        with asyncio.Runner(loop_factory=Config("").get_loop_factory()) as runner:
            runner.run(_run(settings, base, store, supervise.Child(model, content), listener))
    except training.TrainingError as error:
        print(f"drogowskaz: training failed:\n{error}", file=sys.stderr)
        return NO_TRAINING
    except RuntimeError as error:
        print(f"drogowskaz: {error}", file=sys.stderr)
        return NO_START
    finally:
        store.close()
        listener.close()
    return 0


async def _run(settings: Settings, base: Base, store: object, child: object, listener: socket.socket) -> None:
    import uvicorn

    from bot.engine.renewal import Renewing
    from bot.engine.supervise import Child
    from bot.front.app import make_app
    from bot.front.backend import HttpBackend
    from bot.store.store import Store

    assert isinstance(child, Child)
    assert isinstance(store, Store)
    started = time.monotonic()
    shelf = Shelf(base)
    renewing = Renewing(settings, shelf, child)
    app = make_app(settings, shelf, store, HttpBackend(child.url), renewing.renew)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, ws="none", lifespan="on", timeout_graceful_shutdown=3,
        proxy_headers=False, server_header=False,  # bot.front.peers decides whom to believe
        timeout_keep_alive=75,  # longer than people pause and than proxies keep their connections
    )  # fmt: skip
    server = uvicorn.Server(config)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    renewals: set[asyncio.Task[None]] = set()
    loop.add_signal_handler(signal.SIGHUP, lambda: renewals.add(asyncio.create_task(_renew(renewing.renew))))
    door = asyncio.create_task(_serve_quietly(server, listener))  # /health says 503 until Rasa answers
    _say("Rasa is starting")
    begin = asyncio.create_task(child.start())
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({begin, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if begin.done():
            begin.result()
            address = f"http://{_shown(settings.host)}:{listener.getsockname()[1]}/"
            _say(f"ready in {time.monotonic() - started:.1f} s: {address} (Ctrl-C stops)")
            await stop.wait()
    finally:
        begin.cancel()
        await child.stop()
        server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await door


async def _renew(renew: Renew) -> None:
    """Take changed content, and say what became of it."""
    outcome = await renew()
    for fault in outcome.faults:
        _say(f"content: {fault}")
    _say(f"content: {'refused, still' if outcome.faults else 'now'} {outcome.kb}")
    if outcome.stale:
        _say("content: names changed; `drogowskaz train` and a restart teach them")


async def _serve_quietly(server: object, listener: socket.socket) -> None:
    import uvicorn

    assert isinstance(server, uvicorn.Server)
    server.capture_signals = contextlib.nullcontext  # signals are ours
    await server.serve(sockets=[listener])


def _listen(settings: Settings) -> socket.socket | None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is named so that the loop turns Nagle's algorithm off on what is accepted (40 ms per answer).
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((settings.host, settings.port))
    except OSError:
        made.close()
        return None
    made.set_inheritable(False)
    return made


def _shown(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::1") else host  # noqa: S104


def _say(line: str) -> None:
    print(line if line.startswith("· ") else f"· {line}", flush=True)


def train(arguments: argparse.Namespace, settings: Settings) -> int:
    """Train if the model is stale."""
    from bot.engine import training

    try:
        model = training.train(settings.models, load(settings.content), _say)
    except training.TrainingError as error:
        print(f"drogowskaz: training failed:\n{error}", file=sys.stderr)
        return NO_TRAINING
    _say(f"model: {model.name}, {model.stat().st_size / 1e6:.1f} MB")
    return 0


def chat(arguments: argparse.Namespace, settings: Settings) -> int:
    """Talk in the terminal, without Rasa and without a server."""
    from actions.surroundings import Surroundings
    from actions.talk import talk
    from bot.engine import training
    from nlu.understander import Understander

    around = Surroundings.make(settings)
    around.store.migrate()
    understander = Understander.load(
        training.nlu_folder(training.train(settings.models, around.base, _say)), around.base
    )
    key = f"terminal-{time.time_ns():x}"[:32].ljust(32, "0")
    buttons: list[str] = []
    for line in sys.stdin if not sys.stdin.isatty() else iter(lambda: input("> "), "/q"):
        text = line.rstrip("\n")
        if text.startswith("#") and text[1:].isdigit() and int(text[1:]) <= len(buttons):
            text = buttons[int(text[1:]) - 1]
        reply = talk(around, key, text, understander.understand(text), channel="terminal")
        print("\n\n".join(reply["texts"]))
        buttons = [row["payload"] for row in reply["buttons"]]
        print("".join(f"  [#{n}] {row['title']}" for n, row in enumerate(reply["buttons"], 1)))
        print(f"  {reply['card']}\n", flush=True)
    return 0
