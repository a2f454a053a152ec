"""The documents of a conversation, made on demand from its durable state and handed out by expiring addresses."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.documents import card, resolution, transcript
from bot.documents.view import Choice, view
from bot.front import table
from bot.front.limits import Buckets
from bot.front.masking import mask
from bot.settings import Settings
from bot.store.errors import StoreUnavailable
from bot.store.store import Store
from knowledge.shelf import Shelf

HOURS = 72
"""An address works so long; in the conversation there is always a new one."""
AT_ONCE = 2
"""Documents made at the same time; more would take the processor from those who talk."""
KINDS = ("document", "saved")
"""Replies that hand documents over."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex",
}
DOCX = card.MAKERS["docx"][1]


class Documents:
    """Names, makes and serves the documents of a conversation."""

    def __init__(self, settings: Settings, shelf: Shelf, store: Store) -> None:
        self._shelf, self._store = shelf, store
        self._centre = settings.shown
        self._signer = URLSafeTimedSerializer(settings.secret, salt="drogowskaz.document.1")
        self._asked = Buckets(burst=20, per_second=0.2)  # of one conversation
        self._making = asyncio.Semaphore(AT_ONCE)

    def add(self, key: str, reply: dict[str, Any]) -> None:
        """Name the documents in a reply that hands them over: extras["documents"], {name, label, url, media} each."""
        made, extras = reply["card"], reply["extras"]
        if (extras.get("document") or {}).get("transcript"):
            extras["documents"] = self.transcripts(key)
        elif extras.get("table"):
            extras["documents"] = table.files(self._shelf.base)
        elif made["kind"] in KINDS and made["ids"]:
            extras["documents"] = self.files(key, made["ids"])

    def files(self, key: str, ids: list[str]) -> list[dict[str, str]]:
        """What there is for a choice of these actions; addresses are paths on this server."""
        base = self._shelf.base
        names = [(f"karta.{form}", base.text(f"document.file.card.{form}")) for form in card.MAKERS]
        names += [
            (f"uchwala-{i}.docx", base.text("document.file.resolution", id=i))
            for i in ids
            if i in base.actions and base.actions[i].council
        ]
        return self._named(key, names)

    def transcripts(self, key: str) -> list[dict[str, str]]:
        """The conversation itself, in its formats."""
        label = "document.file.transcript."
        return self._named(
            key, [(f"rozmowa.{form}", self._shelf.base.text(label + form)) for form in transcript.MAKERS]
        )

    def _named(self, key: str, names: list[tuple[str, str]]) -> list[dict[str, str]]:
        token = str(self._signer.dumps(key))
        return [
            {"name": name, "label": label, "url": f"/d/{token}/{name}", "media": _media(name)} for name, label in names
        ]

    async def make(self, key: str, name: str) -> bytes | None:
        """The bytes of a document; None without such a document or choice. Raises StoreUnavailable."""
        async with self._making:
            return await asyncio.to_thread(self._make, key, name)

    def _make(self, key: str, name: str) -> bytes | None:
        base = self._shelf.base
        stem, _, form = name.rpartition(".")
        if stem == "rozmowa" and form in transcript.MAKERS:
            past = _masked(self._store.history(key))
            now = datetime.now().astimezone()
            made = transcript.view(base, past, now, self._centre)
            return transcript.MAKERS[form](base, made) if past else None
        state = self._store.state(key) or {}
        items = state.get("draft") or state.get("stored") or []
        if not items:
            return None
        if stem == "karta" and form in card.MAKERS:
            return card.MAKERS[form][0](base, view(base, _choice(state, items), self._centre))
        action = base.actions.get(stem.removeprefix("uchwala-"))
        chosen = action is not None and action.council and action.id in [item["id"] for item in items]
        if form == "docx" and action is not None and chosen and stem.startswith("uchwala-"):
            return resolution.outline(base, action)
        return None

    async def download(self, request: Request) -> Response:
        """GET /d/{token}/{name}: the file, or a plain kind sentence with 404 (unknown, expired), 429 or 503."""
        name = request.path_params["name"]
        try:
            key = str(self._signer.loads(request.path_params["token"], max_age=HOURS * 3600))
            if not self._asked.take(key):
                return PlainTextResponse(self._shelf.base.text("error.too_fast"), 429, {"Retry-After": "5"})
            made = await self.make(key, name)
        except BadData:
            made = None
        except StoreUnavailable:
            return PlainTextResponse(self._shelf.base.text("error.starting", **self._centre), 503)
        if made is None:
            return PlainTextResponse(self._shelf.base.text("document.file.expired"), 404)
        shown = "inline" if name.endswith((".html", ".pdf")) else "attachment"
        headers = {**HEADERS, "Content-Disposition": f'{shown}; filename="{name}"'}
        return Response(made, media_type=_media(name), headers=headers)


def _media(name: str) -> str:
    form = name.rpartition(".")[2]
    return card.MAKERS[form][1] if form in card.MAKERS else DOCX


def _masked(past: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What people said, masked once more: a paper travels further than the database."""
    return [
        {**row, "content": {**row["content"], "text": mask(row["content"]["text"])}}
        if "text" in row["content"]
        else row
        for row in past
    ]


def _choice(state: dict[str, Any], items: list[dict[str, str]]) -> Choice:
    stored = [item["id"] for item in state.get("stored") or []]
    reasons = (state.get("guide") or {}).get("reasons") or {}
    return Choice(
        items=[{"reason": reasons.get(item["id"], ""), **item} for item in items],
        saved=bool(items) and [item["id"] for item in items] == stored,
        when=datetime.now().astimezone(),
        reference=state.get("reference", ""),
        code=state.get("code", ""),
        unit=state.get("unit_name", ""),
    )
