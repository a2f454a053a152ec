"""The results table over HTTP, and where replies name its files."""

from __future__ import annotations

from bot.documents import table
from bot.front.table import files


async def test_every_file_that_a_reply_names_is_served(client, base):
    starts = {"tabela.pdf": b"%PDF-", "tabela.png": b"\x89PNG", "tabela.svg": b"<svg"}
    named = {file["name"]: file for file in files(base)}
    assert named.keys() == starts.keys()
    for name, file in named.items():
        answer = await client.get(file["url"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == file["media"]
        assert answer.content.startswith(starts[name])
    assert (await client.get(named["tabela.svg"]["url"])).text == table.svg(base)


async def test_other_names_and_other_pages_get_a_kind_refusal(client):
    unknown = await client.get("/api/v1/table/tabela.exe")
    assert unknown.status_code == 404
    assert "Nie ma takiego pliku" in unknown.text
    refused = await client.get("/api/v1/table/tabela.svg", headers={"Origin": "https://other.test"})
    assert refused.status_code == 403
