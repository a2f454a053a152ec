"""The one way in for every channel: checks, masking, pseudonym, idempotency, retry, and the card when all fails."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time
import uuid
from collections import Counter
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

from bot.front.backend import Backend, BackendDown, BackendFault
from bot.front.cleaning import clean
from bot.front.documents import Documents
from bot.front.guessing import Guessing
from bot.front.limits import Buckets
from bot.front.masking import mask
from bot.settings import LOOPBACK, Settings
from bot.store.errors import StoreUnavailable
from bot.store.store import Store
from knowledge.shelf import Shelf

LIMIT = 1000
"""Characters in a message."""
PATIENCE = 9.0
"""Seconds to keep asking while the backend restarts."""
QUEUE = 4
"""Messages of one conversation that may be waiting or in work."""
_PAUSES = (0.02, 0.1, 0.2, 0.3)
_PAYLOAD_BYTES = 64
_ID_CHARACTERS = 100

log = logging.getLogger("drogowskaz.front")


class Standing(NamedTuple):
    """Where a conversation stands: the ids of its draft, whether just that is stored, whether choosing is on."""

    draft: list[str]
    saved: bool
    choosing: bool


def standing(state: dict[str, Any]) -> Standing:
    """Read it from a durable state ({} for a new conversation)."""
    draft = [item["id"] for item in state.get("draft") or []]
    stored = state.get("stored")
    saved = bool(draft) and stored is not None and [item["id"] for item in stored] == draft
    return Standing(draft, saved, bool(state.get("choosing")))


class Entrance:
    """Turns whatever a channel received into exactly one reply. Never raises."""

    def __init__(
        self,
        settings: Settings,
        shelf: Shelf,
        store: Store,
        backend: Backend,
        *,
        patience: float = PATIENCE,
        buckets: Buckets | None = None,
    ) -> None:
        self._secret = settings.secret.encode()
        self._shown = settings.shown
        self._free = {"rest"} if settings.host in LOOPBACK else set()
        self._shelf, self._store, self._backend = shelf, store, backend
        self._patience = patience
        self._buckets = buckets or Buckets(burst=20, per_second=1)
        self._guessing = Guessing()
        self.documents = Documents(settings, shelf, store)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._waiting: Counter[str] = Counter()

    def key(self, channel: str, sender: str) -> str:
        """The pseudonym of a conversation, 32 hexadecimal digits; all that Rasa and the store see of the sender."""
        name = f"{channel}:{sender}".encode("utf-8", "surrogatepass")
        return hmac.new(self._secret, name, hashlib.sha256).hexdigest()[:32]

    async def turn(
        self,
        channel: str,
        sender: str,
        text: Any,
        message_id: str | None = None,
        *,
        menu: bool = False,
        address: str | None = None,
    ) -> dict[str, Any]:
        """Answer one message: {"texts", "buttons", "card", "extras"}; a refusal names its reason in extras["error"].

        `menu`: the text is a payload of the channel's own buttons, not something typed. `address`: where it came from,
        if wrong resume codes are to be counted by it; it is kept in memory only.
        """
        key = self.key(channel, sender)
        try:
            if isinstance(text, str) and self._guessing.closed(address, text[:LIMIT]):
                return await self.refuse("codes", key)
            reply = await self._turn(key, channel, text, message_id, menu)
            self._guessing.count(address, reply)
            self.documents.add(key, reply)
            return reply
        except Exception as error:  # the last line of defence: a person waits for an answer
            log.error("the front door failed: %s", type(error).__name__, exc_info=log.isEnabledFor(logging.DEBUG))
            return await self.refuse("generic", key)

    async def _turn(self, key: str, channel: str, text: Any, message_id: str | None, menu: bool) -> dict[str, Any]:
        if not isinstance(text, str):
            return await self.refuse("generic", key)
        if len(text) > LIMIT and len(clean(text)) > LIMIT:
            return await self.refuse("too_long", key)
        if channel not in self._free and not self._buckets.take(key):
            return await self.refuse("too_fast", key)
        text = clean(text)
        if menu and (not text.startswith("/") or len(text.encode()) > _PAYLOAD_BYTES):
            return await self.refuse("generic", key)
        if self._waiting[key] >= QUEUE:
            return await self.refuse("busy", key)
        usable = isinstance(message_id, str) and 0 < len(message_id) <= _ID_CHARACTERS and message_id.isprintable()
        body = {
            "key": key,
            "text": text if menu else mask(text),
            "message_id": message_id if usable else uuid.uuid4().hex,
            "channel": channel,
            "menu": menu,
        }
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._waiting[key] += 1
        try:
            async with lock:  # one message of a conversation at a time, in the order they came
                return await self._ask(key, body)
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key]

    async def _ask(self, key: str, body: dict[str, Any]) -> dict[str, Any]:
        """Ask until answered; the same message id makes a repeated question harmless."""
        until = time.monotonic() + self._patience
        tries = 0
        while True:
            try:
                return await self._backend.ask(body)
            except BackendFault as error:
                log.error("the backend gave no reply: %s", error)
                return await self.refuse("generic", key)
            except BackendDown as error:
                pause = _PAUSES[min(tries, len(_PAUSES) - 1)]
                tries += 1
                if time.monotonic() + pause > until:
                    log.error("the backend is down: %s", error)
                    return await self.refuse("starting", key)
                await asyncio.sleep(pause)

    async def refuse(self, reason: str, key: str | None = None) -> dict[str, Any]:
        """The reply when there is no answer, with the durable draft; `reason` is that of a text error.<reason>."""
        state = await self.state(key) if key else {}
        known = standing(state or {})
        card = {
            "v": 1, "kind": "error", "ids": [], "alternatives": [], "facet": None, "selected": known.draft,
            "saved": known.saved, "choosing": known.choosing, "confidence": None, "kb": self._shelf.base.version,
        }  # fmt: skip
        extras: dict[str, Any] = {"error": reason}
        if key and state is not None:  # else it is unknown, and a page keeps showing what it has
            extras["draft"] = self.draft(state)
        return {
            "texts": [self.said(reason)],
            "buttons": [],
            "card": card,
            "extras": extras,
        }

    def said(self, reason: str) -> str:
        """The words of a refusal."""
        return self._shelf.base.text(f"error.{reason}", **self._shown, limit=LIMIT)

    async def state(self, key: str) -> dict[str, Any] | None:
        """The last durable state ({} for a new conversation), or None when the database does not tell."""
        try:
            return await asyncio.to_thread(self._store.state, key) or {}
        except StoreUnavailable as error:
            log.error("%s", error)
            return None

    def draft(self, state: dict[str, Any]) -> list[dict[str, str]]:
        """The draft as channels draw it: {id, name, note, person, quarter}."""
        actions = self._shelf.base.actions
        return [
            {
                "id": item["id"],
                "name": actions[item["id"]].name if item["id"] in actions else item["id"],
                **{field: item.get(field, "") for field in ("note", "person", "quarter")},
            }
            for item in state.get("draft") or []
        ]
