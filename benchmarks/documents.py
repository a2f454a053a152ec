"""How long the documents of a choice of five actions take to make: `python -m benchmarks.documents [--runs 20]`.

The first making is counted apart: it loads libraries and templates. Each making has a choice of its own, as the
typesetter remembers what it has set. The goal of 150 ms is the PDF's.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

from bot.documents import card, resolution, transcript
from bot.documents.view import Choice, view
from bot.settings import CENTRE
from knowledge.base import Base, load

FIVE = 5
GOAL = 150.0
"""Milliseconds for the PDF of five actions."""
WHEN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SAID = {
    "note": "rozmawiałem z sekretarzem",
    "person": "Anna Żółć",
    "quarter": "II kwartał 2027",
    "reason": "Lokal pusty.",
}


def makers(base: Base) -> dict[str, Callable[[], bytes]]:
    """Document: what makes it, from the stored choice on."""

    serial = itertools.count(1)
    shuffled = random.Random(5)

    def contents() -> dict[str, object]:
        items = [{"id": i, **SAID} for i in shuffled.sample(list(base.actions), FIVE)]
        reference = f"D-2026-{next(serial):06d}"
        return view(base, Choice(items, True, WHEN, reference, "sowa-most-lipa-420", "Gmina Łąka"), CENTRE)

    def talk() -> list[dict[str, object]]:
        said = []
        for minute in range(50):
            ids = shuffled.sample(list(base.actions), 3)
            answer = {"texts": [base.actions[i].short for i in ids]}
            for who, content in (("user", {"text": f"a co z {ids[0]}?"}), ("bot", answer)):
                said.append({"who": who, "content": content, "created": f"2026-11-22T10:{minute:02}:00Z"})
        return said

    council = next(action for action in base.actions.values() if action.council)
    cards = {
        f"card, {form}": (lambda make=make: make(base, contents()))  # type: ignore[misc]
        for form, (make, _) in card.MAKERS.items()
    }
    talks = {
        f"transcript of 100 messages, {form}": (
            lambda make=make: make(base, transcript.view(base, talk(), WHEN, CENTRE))  # type: ignore[misc]
        )
        for form, make in transcript.MAKERS.items()
    }
    return {**cards, "outline of a resolution, docx": lambda: resolution.outline(base, council), **talks}


def timed(make: Callable[[], bytes]) -> tuple[float, int]:
    """Milliseconds and bytes."""
    start = time.perf_counter()
    made = make()
    return (time.perf_counter() - start) * 1000, len(made)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    base = load()
    print(f"{'document':34} {'first':>9} {'median':>9} {'slowest':>9} {'size':>8}")
    for name, make in makers(base).items():
        first, size = timed(make)
        later = [timed(make)[0] for _ in range(runs)]
        median = statistics.median(later)
        goal = f"  goal {GOAL:.0f} ms: {'met' if median <= GOAL else 'MISSED'}" if name == "card, pdf" else ""
        print(f"{name:34} {first:6.1f} ms {median:6.1f} ms {max(later):6.1f} ms {size / 1024:5.0f} KB{goal}")


if __name__ == "__main__":
    main()
