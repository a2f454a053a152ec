"""The glossary entries nearest to words that name none."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz, process, utils

from knowledge.base import Base
from nlu.mentions.naming import split_name
from nlu.polish.normalise import fold

LEAST = 55
"""Below this likeness (0–100) nothing is near."""


def nearest_terms(base: Base, text: str, n: int = 3) -> list[str]:
    """Slugs of the `n` terms whose name or alias is most like the text, best first; empty when none is near."""
    names = _names(base)
    query = utils.default_process(fold(text))
    if not query or n <= 0:
        return []
    rows = process.extract(query, [name for name, _ in names], scorer=_likeness, limit=None, score_cutoff=LEAST)
    return list(dict.fromkeys(names[place][1] for _, _, place in rows))[:n]


def _likeness(query: str, name: str, *, score_cutoff: float | None = None, **_: object) -> float:
    """Likeness of the whole, or of the best part when the text is a sentence around the term."""
    whole = fuzz.ratio(query, name)
    part = fuzz.partial_ratio(query, name) if len(name) >= 5 and len(query) >= len(name) else 0.0
    score = max(whole, fuzz.token_sort_ratio(query, name), 0.9 * part)
    return score if score_cutoff is None or score >= score_cutoff else 0.0


def _names(base: Base) -> tuple[tuple[str, str], ...]:
    return _cached(tuple((term.slug, term.name, term.aliases) for term in base.terms.values()))


@lru_cache(maxsize=4)
def _cached(rows: tuple[tuple[str, str, tuple[str, ...]], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (utils.default_process(fold(name)), slug) for slug, term, aliases in rows for name in split_name(term, aliases)
    )
