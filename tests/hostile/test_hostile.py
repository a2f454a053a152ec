"""Hostile inputs against a served bot: always a kind answer, one card, and nothing lost."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

pytestmark = pytest.mark.served
CASES = yaml.safe_load(Path(__file__).with_name("hostile.yml").read_text("utf-8"))
LEAKS = ("Traceback", "Error", "Exception", "sqlalchemy", "/site-packages/", "rasa", "<script>", "49 ", "root:")


def said(case: dict[str, Any]) -> Any:
    return case["text"] * case.get("repeat", 1) if "text" in case else case["value"]


def request(case: dict[str, Any], sender: str, name: str) -> dict[str, Any]:
    """The arguments of a POST; `name` is the field of the text."""
    if "body" not in case:
        return {"json": {"sender": sender, name: said(case)} if name == "message" else {name: said(case)}}
    body = case["body"] * case.get("repeat", 1)
    content = (body % sender if "%s" in body else body).encode("utf-8")
    return {"content": content, "headers": {"Content-Type": "application/json"}}


def check(case: dict[str, Any], status: int, expected: int, texts: list[str], cards: list[dict[str, Any]]) -> None:
    assert status == expected
    assert len(cards) == 1
    assert cards[0]["kind"] in case["kinds"]
    assert "".join(texts).strip()
    assert not [leak for leak in LEAKS if leak in " ".join(texts)]


def test_there_are_thirty_or_more():
    assert len({case["name"] for case in CASES}) == len(CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_over_rest(served, case):
    sender = uuid.uuid4().hex
    served.say(sender, "dodaj 2.1")
    url = f"{served.url}/webhooks/rest/webhook"
    answer = httpx.post(url, timeout=30, **request(case, sender, "message"))
    rows = answer.json()
    cards = [row["custom"] for row in rows if "custom" in row]
    check(case, answer.status_code, case.get("status", [200, 200])[0], [r.get("text", "") for r in rows], cards)
    if answer.status_code == 200:
        assert cards[0]["selected"] == ["2.1"]
    after = [row["custom"] for row in served.say(sender, "co już mam?") if "custom" in row]
    assert [(card["kind"], card["selected"]) for card in after] == [("my_selections", ["2.1"])]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_over_the_web(served, case):
    with httpx.Client(base_url=f"{served.url}/api/v1/", timeout=30) as client:
        client.post("session", json={})
        client.post("message", json={"text": "dodaj 2.1", "id": "1"})
        answer = client.post("message", **request(case, "x", "text"))
        reply = answer.json()
        check(case, answer.status_code, case.get("status", [200, 200])[1], reply["texts"], [reply["card"]])
        assert reply["card"]["selected"] == ["2.1"]
        assert client.get("history").json()["draft"][0]["id"] == "2.1"
        after = client.post("message", json={"text": "co już mam?", "id": "3"}).json()["card"]
        assert (after["kind"], after["selected"]) == ("my_selections", ["2.1"])
