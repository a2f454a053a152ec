"""Documents of a conversation through a really served bot: handed over, downloaded, and nobody else's."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.routing import Route

from bot.front.documents import Documents
from bot.settings import Settings
from bot.store.store import Store
from bot.store.turns import TurnResult
from knowledge.base import load
from knowledge.shelf import Shelf
from tests.conftest import Served

pytestmark = pytest.mark.served
ADDRESS = re.compile(r"https?://\S+/d/\S+")


def test_the_card_is_handed_over_after_saving_and_by_words(served: Served) -> None:
    sender = uuid.uuid4().hex
    for said in ("wybieram 3.2 i 4.4", "to wszystko"):
        served.say(sender, said)
    saved = served.say(sender, "tak, zapisz")
    assert saved[-1]["custom"]["kind"] == "saved"
    asked = served.say(sender, "poproszę kartę w pdf")
    assert asked[-1]["custom"]["kind"] == "document"
    assert asked[-1]["custom"]["ids"] == ["3.2", "4.4"]
    for rows in (saved, asked):
        found = [m.group() for row in rows for m in ADDRESS.finditer(row.get("text", ""))]
        assert {address.rpartition("/")[2] for address in found} >= {
            "karta.pdf",
            "karta.docx",
            "karta.html",
            "karta.ics",
        }
        for address in found:
            answer = httpx.get(address)
            assert answer.status_code == 200
            assert answer.headers["x-content-type-options"] == "nosniff"
    pdf = next(address for address in found if address.endswith("karta.pdf"))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(httpx.get(pdf).content)).pages)
    assert "3.2" in text
    assert "4.4" in text


def test_an_altered_or_unknown_address_gives_nothing(served: Served) -> None:
    sender = uuid.uuid4().hex
    served.say(sender, "wybieram 3.2")
    rows = served.say(sender, "poproszę kartę w pdf")
    address = next(m.group() for row in rows for m in ADDRESS.finditer(row.get("text", "")))
    token = address.split("/")[-2]
    for wrong in (
        address.replace(token, token[:-3] + "abc"),
        address + "x",
        address.replace("karta.pdf", "..%2Fsecret"),
    ):
        answer = httpx.get(wrong)
        assert answer.status_code == 404
        assert "secret" not in answer.text


def test_the_conversation_can_be_kept(served: Served) -> None:
    sender = uuid.uuid4().hex
    served.say(sender, "wybieram 3.2, mój pesel to 44051401359, tel. 601 702 803")
    rows = served.say(sender, "poproszę o zapis rozmowy")
    assert rows[-1]["custom"]["kind"] == "document"
    found = [m.group() for row in rows for m in ADDRESS.finditer(row.get("text", ""))]
    assert {address.rpartition("/")[2] for address in found} == {"rozmowa.pdf", "rozmowa.html"}
    said = httpx.get(next(address for address in found if address.endswith("html"))).text
    assert "wybieram 3.2, mój pesel to [PESEL], tel. [telefon]" in said
    assert "Dodano do wyboru" in said
    pdf = httpx.get(next(address for address in found if address.endswith("pdf"))).content
    assert "[PESEL]" in " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    served.say(sender, "usuń moje dane")
    served.say(sender, "tak")
    assert [httpx.get(address).status_code for address in found] == [404, 404]


async def test_a_transcript_masks_what_another_way_let_in(settings: Settings, store: Store) -> None:
    key = "a" * 32
    store.turn(key, None, "terminal", lambda state, ledger: TurnResult({}, {}))
    store.remember(key, "user", {"text": "PESEL 44051401359"})
    made = await Documents(settings, Shelf(load()), store).make(key, "rozmowa.html")
    assert made is not None
    assert "PESEL [PESEL]" in made.decode()
    assert await Documents(settings, Shelf(load()), store).make("b" * 32, "rozmowa.pdf") is None
    assert await Documents(settings, Shelf(load()), store).make(key, "rozmowa.docx") is None


async def test_nothing_chosen_makes_nothing_and_an_erased_choice_is_gone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database_url=f"sqlite:///{tmp_path / 'd.db'}", secret="a secret of this test")
    store = Store(settings.database_url, secret=settings.secret)
    store.migrate()
    documents = Documents(settings, Shelf(load()), store)
    assert await documents.make("a" * 32, "karta.pdf") is None
    store.close()


async def test_documents_of_one_conversation_are_not_made_without_end(
    settings: Settings, store: Store, keep: Callable[..., None]
) -> None:
    keep("a" * 32, ["3.2"])
    keep("b" * 32, ["3.2"])
    documents = Documents(settings, Shelf(load()), store)
    app = Starlette(routes=[Route("/d/{token}/{name}", documents.download)])
    mine, other = (
        next(file["url"] for file in documents.files(key * 32, ["3.2"]) if file["name"] == "karta.ics") for key in "ab"
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://door.test") as client:
        codes = [(await client.get(mine)).status_code for _ in range(25)]
        assert (codes[0], codes[-1]) == (200, 429)
        assert (await client.get(other)).status_code == 200
