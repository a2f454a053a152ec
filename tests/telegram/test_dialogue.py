"""The whole job: greet, an area, three boxes, confirm, erase; by polling and by webhook."""

from __future__ import annotations

import httpx
import pytest

from tests.telegram.conftest import door, until
from tests.telegram.job import whole_job
from tests.telegram.peer import press, text


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_choosing_by_boxes(peer, channel, core, mode):
    telegram = channel(peer.url, mode)
    await until(lambda: peer.sent("setWebhook" if mode == "webhook" else "deleteWebhook"))
    assert len(peer.sent("setMyCommands")) == 1
    headers = {"X-Telegram-Bot-Api-Secret-Token": telegram.secret}

    async def give(update: dict) -> None:
        before = len(peer.sent()), len(peer.sent("editMessageReplyMarkup")), len(peer.sent("answerCallbackQuery"))
        if mode == "polling":
            peer.inject(update)
        else:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(door(telegram)), base_url="http://d") as client:
                assert (await client.post(telegram.path, json=update, headers=headers)).status_code == 200

        def grown() -> tuple[int, ...]:
            names = ("sendMessage", "editMessageReplyMarkup", "answerCallbackQuery")
            return tuple(len(peer.sent(name)) for name in names)

        await until(lambda: grown() != before)
        await telegram.queue.idle()

    await whole_job(give, peer, core)
    assert not list((telegram._settings.data / "telegram").glob("*"))


async def test_every_command_means_what_it_says(peer, channel, core):
    channel(peer.url)
    kinds = {
        "start": "greet", "pomoc": "help", "obszary": "areas_overview", "wybor": "my_selections", "karta": "document",
        "prywatnosc": "privacy", "usun_dane": "delete_data",
    }  # fmt: skip
    for number, (name, kind) in enumerate(kinds.items(), 1):
        peer.inject(text(number, f"/{name}@drogowskaz_bot", chat=number))
        await until(lambda n=number: len(core.cards) == n)
        assert (name, core.cards[-1]["kind"]) == (name, kind)
    peer.inject(text(20, "/nowa"))
    await until(lambda: len(core.cards) == 8)
    assert core.cards[-1]["kind"] not in ("error", "out_of_scope")
    overviews = sum(card["kind"] == "areas_overview" for card in core.cards)  # "od nowa" may be one, too
    await until(lambda: len(peer.sent("sendPhoto")) == overviews)
    assert any(b"\x89PNG" in (value or b"") for value in peer.sent("sendPhoto")[0].values())


async def test_what_is_no_text_is_answered_politely(peer, channel, core):
    telegram = channel(peer.url)
    peer.inject({**text(1, ""), "message": {**text(1, "")["message"], "text": None, "sticker": None}})
    edited = text(2, "inaczej")
    edited["edited_message"] = edited.pop("message")
    group = text(3, "cześć")
    group["message"]["chat"] = {"id": -5, "type": "group", "title": "Grupa"}
    peer.inject(edited, group, press(4, "x:2.2", []), press(5, "x:done", []))
    await until(lambda: len(peer.sent("answerCallbackQuery")) == 2 and peer.sent("leaveChat"))
    await telegram.queue.idle()
    said = peer.texts()
    assert "tylko wiadomości pisane" in said
    assert "poprawioną treść" in said
    assert "czacie prywatnym" in said
    assert all("nieaktualny" in fields["text"] for fields in peer.sent("answerCallbackQuery"))
    assert core.asked == []


async def test_a_closed_channel_answers_with_the_contact(peer, channel, core):
    channel(peer.url, DROGOWSKAZ_TELEGRAM="off", DROGOWSKAZ_CENTRE_PHONE="22 000 00 00")
    peer.inject(text(1, "dzień dobry"))
    await until(peer.sent)
    assert "22 000 00 00" in peer.texts()
    assert core.asked == []
