"""What a served bot answers to the inputs of tests/hostile: `python -m benchmarks.hostile` writes hostile.md."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import httpx

from tests.conftest import serve, stop
from tests.hostile.test_hostile import CASES, request

HERE = Path(__file__).parent
HEAD = """# Hostile inputs and their answers

Written by `python -m benchmarks.hostile`: each is sent over the web channel to a served bot, in a conversation of its
own whose draft is 2.1. The inputs are in `tests/hostile/hostile.yml`; a test asserts what must hold for each.

| input | status | card | answer begins | draft after |
|---|---|---|---|---|
"""


def row(url: str, case: dict[str, object]) -> str:
    """One line of the table."""
    with httpx.Client(base_url=f"{url}/api/v1/", timeout=30) as client:
        client.post("session", json={})
        client.post("message", json={"text": "dodaj 2.1", "id": "1"})
        answer = client.post("message", **request(case, "x", "text"))
        reply = answer.json()
        draft = ", ".join(item["id"] for item in client.get("history").json()["draft"])
    words = " ".join(reply["texts"][0].split())[:90].replace("|", "\\|")
    return f"| {case['name']} | {answer.status_code} | `{reply['card']['kind']}` | {words}… | {draft} |\n"


def main() -> int:
    """Serve, ask, write."""
    with tempfile.TemporaryDirectory() as folder:
        bot = serve(Path(folder))
        try:
            table = "".join(row(bot.url, case) for case in CASES)
        finally:
            stop(bot)
    (HERE / "hostile.md").write_text(HEAD + table, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
