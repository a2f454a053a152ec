"""A small scripted bot behind the real front door, with the real store: enough to drive the page."""

from __future__ import annotations

import asyncio
import socket
import threading
from pathlib import Path
from typing import Any

import uvicorn
import yaml

from bot.front.app import make_app
from bot.settings import Settings
from bot.store.store import Store
from bot.store.turns import TurnResult
from knowledge.base import CONTENT, Base
from knowledge.shelf import Shelf

NAMES = {
    "1.1": "Strategia z rozdziałem o ekonomii społecznej",
    "2.1": "Lokal gminny dla organizacji",
    "2.2": "Granty i regranting",
    "3.2": "Zamówienia z klauzulą społeczną",
    "4.4": "Spotkania partnerskie",
}


class Scripted:
    """Knows /overview, /area, /show, /add, /drop, /move, /finish, /yes; any other text is a question about 2.1."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked: list[dict[str, Any]] = []
        self.slow = 0.0

    async def ready(self) -> str | None:
        return "scripted"

    async def aclose(self) -> None:
        return None

    async def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(body)
        await asyncio.sleep(self.slow)
        return await asyncio.to_thread(self._turn, body)

    def _turn(self, body: dict[str, Any]) -> dict[str, Any]:
        def work(state: dict[str, Any] | None, ledger: Any) -> TurnResult:
            state = state or {"draft": [], "stored": None, "choosing": False}
            made = self._answer(state, body["text"], ledger)
            said = {"press": body["text"]} if body["menu"] else {"text": body["text"]}
            ledger.note("user", {**said, "id": body["message_id"]})
            ledger.note("bot", made)
            return TurnResult(state, made)

        return self.store.turn(body["key"], body["message_id"], body["channel"], work)

    def _answer(self, state: dict[str, Any], text: str, ledger: Any) -> dict[str, Any]:
        word, *rest = text.split(" ")
        ids = [row["id"] for row in state["draft"]]
        kind, texts, buttons, sources = "action", [f"O to Państwo pytają: {text}"], [], []
        if word == "/overview":
            kind, texts = (
                "areas_overview",
                ["Są cztery obszary:", "1. Wsparcie\n2. Usługi\n3. Zamówienia\n4. Partnerstwo"],
            )
            buttons = [(f"Obszar {n}", f"/area {n}") for n in range(1, 5)]
        elif word == "/area":
            kind, texts = "area", [f"Obszar {rest[0]} ma działania:", "\n".join(f"• {i} {n}" for i, n in NAMES.items())]
            buttons = [(f"Dodaj: {i} {n}", f"/add {i}") for i, n in NAMES.items()]
        elif word == "/add":
            ids += [rest[0]]
            kind, texts, buttons = "selection", [f"Dodano {rest[0]}."], [(f"Dodaj: {i}", f"/add {i}") for i in NAMES]
        elif word == "/drop":
            ids.remove(rest[0])
            kind, texts = "selection", [f"Usunięto {rest[0]}."]
        elif word == "/move":
            ids.remove(rest[0])
            ids.insert(int(rest[1]) - 1, rest[0])
            kind, texts = "selection", ["Zmieniono kolejność."]
        elif word == "/finish":
            kind, texts = "selection", ["Do zapisania: " + ", ".join(ids), "Czy zapisać?"]
            buttons = [("Tak, zapisz", "/yes 1"), ("Jeszcze nie", "/no 1")]
        elif word == "/yes":
            ledger.save_selection([{"id": i} for i in ids], kb="test")
            state["stored"] = [{"id": i} for i in ids]
            kind, texts = "saved", ["Zapisano wybór."]
        else:
            texts = [
                f"O to Państwo pytają: {text}",
                "2.1 Lokal gminny dla organizacji\nGmina może oddać lokal w najem.",
            ]
            buttons = [("Pokaż obszary", "/overview"), ("Dodaj 2.1", "/add 2.1")]
            sources = [
                {"code": "udppiow", "title": "Ustawa o pożytku", "link": "https://example.org/u", "seen": "1.11.2026"}
            ]
        state["draft"] = [{"id": i, "note": "", "person": "", "quarter": ""} for i in ids]
        state["choosing"] = bool(ids) and kind != "saved"
        stored = state["stored"]
        card = {
            "v": 1, "kind": kind, "ids": [], "alternatives": [], "facet": None, "selected": ids,
            "saved": bool(ids) and stored is not None and [r["id"] for r in stored] == ids,
            "choosing": state["choosing"], "confidence": None, "kb": "test",
        }  # fmt: skip
        return {
            "texts": texts,
            "buttons": [{"title": title, "payload": payload} for title, payload in buttons],
            "card": card,
            "extras": {
                "draft": [{"id": i, "name": NAMES[i], "note": "", "person": "", "quarter": ""} for i in ids],
                "sources": sources,
            },
        }


class Site:
    """The front door on a port of 127.0.0.1 (0: a free one), in a thread: .url, .store, .bot. `more`: settings."""

    def __init__(self, folder: Path, port: int = 0, **more: Any) -> None:
        settings = Settings(data=folder, database_url=f"sqlite:///{folder / 'page.db'}", secret="page", **more)
        self.store = Store(settings.database_url, secret=settings.secret)
        self.store.migrate()
        self.bot = Scripted(self.store)
        texts = {}
        for name in ("talk", "pages"):
            texts |= yaml.safe_load((CONTENT / "texts" / f"{name}.yml").read_text("utf-8"))
        texts = {key: tuple(value) if isinstance(value, list) else value for key, value in texts.items()}
        base = Base({}, {}, {}, {}, (), {}, {}, texts, "test")
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", port))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        app = make_app(settings, Shelf(base), self.store, self.bot)
        self.server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, ws="none"))
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],), daemon=True)

    def __enter__(self) -> Site:
        self.thread.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.store.close()
        self.socket.close()
