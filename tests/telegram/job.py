"""The whole job by Telegram: greet, an area, three boxes, confirm, the card as PDF, erase."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tests.telegram.conftest import Core
from tests.telegram.peer import Peer, keyboard, payload, press, text

Give = Callable[[dict[str, Any]], Awaitable[None]]
"""Hands one update to the bot and waits until all that belongs to it was sent."""


def raw(fields: dict[str, Any]) -> list[bytes]:
    """The files among the fields of a call."""
    return [value for value in fields.values() if isinstance(value, bytes)]


async def whole_job(give: Give, peer: Peer, core: Core) -> None:
    """Play it and check each step by the card and by what the peer got."""
    await give(text(1, "/start"))
    assert "automat" in peer.texts()
    assert core.cards[-1]["kind"] == "greet"
    await give(text(2, "obszar 2"))
    keys = keyboard(peer.sent()[-1])
    assert core.cards[-1]["kind"] == "area"
    assert [row[0]["text"][:5] for row in keys[:5]] == [f"☐ 2.{n}" for n in range(1, 6)]
    for number, action in enumerate(("2.1", "2.3", "2.4"), 3):
        await give(press(number, f"x:{action}", keys))
        keys = keyboard(peer.sent("editMessageReplyMarkup")[-1])
    assert sum(row[0]["text"].startswith("☑") for row in keys) == 3
    await give(press(6, payload(keys, "Dodanie zaznaczonych"), keys))
    assert core.asked[-1] == "proszę dodać 2.1, 2.3 i 2.4"
    assert core.cards[-1]["selected"] == ["2.1", "2.3", "2.4"]
    await give(text(7, "wystarczy"))
    keys = keyboard(peer.sent()[-1])
    await give(press(8, payload(keys, "Tak"), keys))
    assert (core.cards[-1]["kind"], core.cards[-1]["saved"]) == ("saved", True)
    keys = keyboard(peer.sent()[-1])
    await give(press(9, payload(keys, "Karta"), keys))
    assert core.cards[-1]["kind"] == "document"
    assert any(value.startswith(b"%PDF-1.7") for fields in peer.sent("sendDocument") for value in raw(fields))
    await give(text(10, "/usun_dane"))
    assert core.cards[-1]["kind"] == "delete_data"
    await give(text(11, "tak"))
    assert core.cards[-1]["kind"] == "delete_data"
    assert core.cards[-1]["selected"] == []
    assert len(peer.sent("answerCallbackQuery")) == 6
