"""Every facet of every action and every term asked of a served bot: `python -m benchmarks.answers` writes answers.md.

Asked through REST (POST /webhooks/rest/webhook), each question in a conversation of its own, in the wordings of
answers.yml: by the action's number, by its name, and after the action was shown. The card tells whether the answer is
the right one: its kind, ids and facet, and a text that is not empty. Exit code 1 when one is not.
"""

from __future__ import annotations

import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import httpx

from benchmarks.asking import BY_NAME, WAYS, Question, facets, terms
from knowledge.base import Base, load
from knowledge.schema import FACETS
from tests.conftest import serve, stop

HERE = Path(__file__).parent
HEAD = """# Every facet and every term, asked and answered

Written by `python -m benchmarks.answers`: each question is sent to `POST /webhooks/rest/webhook` of a served bot, in a
conversation of its own, in the wordings of `answers.yml`; the card's kind, ids and facet must be the right ones. A mark
stands for two questions each by number, by name and after the action was shown: ✓ all are right, else how many.
"""


def ask(client: httpx.Client, question: Question) -> str:
    """What is wrong with the answer; nothing when it is right."""
    sender = uuid.uuid4().hex
    rows: list[dict[str, object]] = []
    for said in question.said:
        rows = client.post("/webhooks/rest/webhook", json={"sender": sender, "message": said}).json()
    cards = [row["custom"] for row in rows if isinstance(row.get("custom"), dict)]
    if len(cards) != 1 or not any(row.get("text") for row in rows):
        return f"{len(cards)} cards"
    return question.wrong(cards[0])  # type: ignore[arg-type]


def table(base: Base, right: Counter[tuple[str, str]], every: Counter[tuple[str, str]]) -> str:
    """Facets by actions."""
    lines = ["| | " + " | ".join(base.actions) + " |", "|---|" + ":-:|" * len(base.actions)]
    for facet in FACETS:
        cells = ((right[facet, i], every[facet, i]) for i in base.actions)
        lines.append(f"| {facet} | " + " | ".join("✓" if a == b else f"✗ {a}/{b}" for a, b in cells) + " |")
    return "\n".join(lines)


def counted(names: Iterable[str], right: Counter[str], every: Counter[str]) -> str:
    """Right answers by the way of asking."""
    return ", ".join(f"{name.replace('_', ' ')} {right[name]}/{every[name]}" for name in names)


def main() -> int:
    """Serve, ask, write."""
    base = load()
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    ways: dict[str, tuple[Counter[str], Counter[str]]] = {
        kind: (Counter(), Counter()) for kind in ("facet", "glossary")
    }
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        bot = serve(Path(folder))
        try:
            with httpx.Client(base_url=bot.url, timeout=30, trust_env=False) as client:
                began = time.monotonic()
                for question in (*facets(base), *terms(base)):
                    wrong = ask(client, question)
                    for counts, by_way in ((every, ways[question.kind][1]), (right, ways[question.kind][0])):
                        if counts is every or not wrong:
                            counts[question.facet or "", question.about] += 1
                            by_way[question.way] += 1
                    faults += [f"- {' › '.join(question.said)}: {wrong}"] if wrong else []
                took = time.monotonic() - began
        finally:
            stop(bot)
    known = [slug for slug in base.terms if right["", slug] == every["", slug]]
    text = "\n".join((
        HEAD, table(base, right, every), "",
        f"Facets: {counted(WAYS, *ways['facet'])}.",
        f"Terms: {len(known)} of {len(base.terms)}; questions {counted((BY_NAME, 'by_alias'), *ways['glossary'])}.",
        "", *(["Wrong:", "", *faults] if faults else ["Nothing was answered wrongly."]), "",
    ))  # fmt: skip
    (HERE / "answers.md").write_text(text, "utf-8")
    print(f"{text}\n{every.total()} questions in {took:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
