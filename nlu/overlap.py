"""Utterances of one intent that are too much alike: Jaccard overlap of their lemmas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.polish.lemmas import tokens
from nlu.training import Example

MOST = 0.6
"""From this overlap on two utterances are near-duplicates."""
LEAST_LEMMAS = 4
"""Shorter utterances are left out: "nie, dziękuję" has few ways of being said."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two utterances of an intent and the share of lemmas they have in common."""

    intent: str
    first: str
    second: str
    share: float


def overlaps(examples: Sequence[Example], most: float = MOST) -> list[Pair]:
    """Pairs of one intent with at least `most` of their lemmas in common, the most alike first."""
    by_intent: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for example in examples:
        lemmas = frozenset(min(token.lemmas) for token in tokens(example.text.lower()) if token.lemmas)
        if len(lemmas) >= LEAST_LEMMAS:
            by_intent[example.intent].append((example.text, lemmas))
    found = [
        Pair(intent, first, second, len(a & b) / len(a | b))
        for intent, rows in sorted(by_intent.items())
        for n, (first, a) in enumerate(rows)
        for second, b in rows[n + 1 :]
        if len(a & b) >= most * len(a | b)
    ]
    return sorted(found, key=lambda pair: (-pair.share, pair.intent, pair.first))
