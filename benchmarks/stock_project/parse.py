"""Runs in the environment of stock Rasa: texts as a JSON list on stdin, their intents (best first) on stdout."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any


async def main(model: str) -> list[dict[str, Any]]:
    """For each text: `intent` (the one that would be acted on) and `ranking` (names, best first)."""
    from rasa.core.agent import load_agent

    agent = await load_agent(model_path=model)
    found = []
    for text in json.load(sys.stdin):
        parsed = await agent.parse_message(text)
        ranking = [row["name"] for row in parsed["intent_ranking"] if row["name"] != "nlu_fallback"]
        found.append({"intent": parsed["intent"]["name"], "ranking": ranking})
    return found


if __name__ == "__main__":
    answer = asyncio.run(main(sys.argv[1]))
    print("RESULT" + json.dumps(answer))
