"""Finding statements, needs and terms by words: BM25 over lemmas, all readings of a word counting as one.

Imports nothing of the language tools: `lemmatise` is given, and turns a text into (word, its folded lemmas) pairs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.base import Base
from knowledge.names import Keys, Names
from knowledge.schema import Statement

Lemmatise = Callable[[str], list[tuple[str, frozenset[str]]]]
K1, B = 1.4, 0.6
PRIOR = 2.0
"""How much more the statements of a sure action count. Found on search_a."""
NOTHING: Mapping[str, float] = {}
BETTER = 0.03
"""So much better must another term be named than one found by other means."""
LEAST_SHARE = 0.5
"""A phrase of a need counts when the message holds this share of its words, by weight."""
STOP = frozenset(
    (
        "i a w z na do o u od po za ze we to ten ta te nie sie byc miec czy jak co ktory jaki dla przez przy czyli "
        "oraz ale bo my wy on ona ono moc chciec nasz wasz juz jeszcze tylko tak sam ile kto gdzie kiedy taki swoj"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A statement found: whose, which facet, its words, its source code, how well it fits (BM25)."""

    owner: str
    facet: str
    text: str
    source: str | None
    score: float


@dataclass(frozen=True, slots=True)
class NeedFound:
    """A need that a text describes; `words` are the text's own words that say so."""

    slug: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    owner: str
    facet: str
    text: str
    source: str | None
    words: Counter[str]
    size: int
    actions: tuple[str, ...]


class Search:
    """An index over the knowledge base; built once, read by many."""

    def __init__(self, base: Base, lemmatise: Lemmatise) -> None:
        self._lemmatise = lemmatise
        self._base = base
        self._entries = list(self._read(base))
        self._count = len(self._entries)
        self._mean = sum(e.size for e in self._entries) / max(self._count, 1)
        self._spread: Counter[str] = Counter()
        for entry in self._entries:
            self._spread.update(set(entry.words))
        self._needs = [
            (need.slug, [self._keys(phrase) for phrase in need.phrases]) for need in base.needs.values()
        ]  # fmt: skip
        self._names = Names(base, self._keys)

    def find(self, text: str, limit: int = 3, likely: Mapping[str, float] = NOTHING) -> list[Found]:
        """The best statements, best first; empty when no telling word of the text occurs in the base.

        `likely`: how probable each action is from what else is known of the text; a sure action's statements count
        PRIOR times more.
        """
        wanted = [readings - STOP for _, readings in self._lemmatise(text)]
        wanted = [readings for readings in wanted if readings]
        scored = []
        for entry in self._entries:
            score = sum(max((self._weight(word, entry) for word in readings), default=0.0) for readings in wanted)
            if score > 0:
                chance = max((likely.get(action_id, 0.0) for action_id in entry.actions), default=0.0)
                scored.append((score * (1 + PRIOR * chance), entry))
        scored.sort(key=lambda pair: (-pair[0], pair[1].owner, pair[1].facet, pair[1].text))
        best: list[Found] = []
        for score, entry in scored:
            if all(entry.text != other.text for other in best):
                best.append(Found(entry.owner, entry.facet, entry.text, entry.source, score))
            if len(best) == limit:
                break
        return best

    def needs(self, text: str, limit: int = 6) -> list[NeedFound]:
        """Needs whose phrases the text covers, best first; `score` is the best phrase's covered share."""
        said = [(word, readings - STOP) for word, readings in self._lemmatise(text)]
        said = [(word, readings) for word, readings in said if readings]
        found = []
        for slug, phrases in self._needs:
            best: float = 0.0
            words: tuple[str, ...] = ()
            for phrase in phrases:
                share, matched = self._cover(phrase, said)
                if share > best:
                    best, words = share, matched
            if best >= LEAST_SHARE:
                found.append(NeedFound(slug, min(best, 1.0), words))
        return sorted(found, key=lambda n: (-n.score, n.slug))[:limit]

    def nearest_terms(self, text: str, limit: int = 3) -> list[str]:
        """Slugs of the terms that the text names best."""
        return [slug for slug, _ in self._names.rank(text, limit)]

    def term(self, text: str, among: Sequence[str] = ()) -> tuple[str, float]:
        """The term that the text names and how well (0 to 1); one of `among` unless another is named better.

        An empty slug with 0 when there is none.
        """
        known = [(self._names.score(slug, text) + BETTER, slug) for slug in among]
        best = [(score, slug) for slug, score in self._names.rank(text, 1)]
        score, slug = max([*known, *best], key=lambda pair: pair[0], default=(0.0, ""))
        return slug, min(score, 1.0)

    def _cover(
        self, phrase: Sequence[frozenset[str]], said: Sequence[tuple[str, frozenset[str]]]
    ) -> tuple[float, tuple[str, ...]]:
        total = sum(self._rarity(readings) for readings in phrase)
        got, words = 0.0, []
        for readings in phrase:
            word = next((w for w, other in said if readings & other), None)
            if word is not None:
                got += self._rarity(readings)
                words.append(word)
        if len(phrase) > 1 and len(words) < 2:  # one word of several says too little
            return 0.0, ()
        return (got / total if total else 0.0), tuple(words)

    def _rarity(self, readings: Iterable[str]) -> float:
        spread = max((self._spread[word] for word in readings), default=0)
        return math.log(1 + (self._count + 1) / (spread + 1))

    def _weight(self, word: str, entry: _Entry) -> float:
        times = entry.words.get(word, 0)
        if not times:
            return 0.0
        spread = self._spread[word]
        idf = math.log(1 + (self._count - spread + 0.5) / (spread + 0.5))
        return idf * times * (K1 + 1) / (times + K1 * (1 - B + B * entry.size / self._mean))

    def _keys(self, text: str) -> Keys:
        return [kept for _, readings in self._lemmatise(text) if (kept := readings - STOP)]

    def _entry(self, owner: str, facet: str, text: str, source: str | None, context: str = "") -> _Entry:
        keys = self._keys(f"{text} {context}")
        words: Counter[str] = Counter(word for readings in keys for word in readings)
        return _Entry(owner, facet, text, source, words, len(keys), self._actions(owner))

    def _actions(self, owner: str) -> tuple[str, ...]:
        """The actions that an owner is or belongs to."""
        kind, _, slug = owner.partition(":")
        if not slug:
            return (owner,)
        record = self._base.terms.get(slug) if kind == "term" else self._base.tools.get(slug)
        return tuple(record.actions) if record else ()

    def _read(self, base: Base) -> Iterable[_Entry]:
        for owner, facet, statement in base.statements():
            if owner in base.actions:
                name, context = owner, base.actions[owner].name
            elif facet == "definition":
                name, context = f"term:{owner}", base.terms[owner].name
            else:
                name, context = f"tool:{owner}", base.tools[owner].name
            yield self._entry(name, facet, _with_place(statement), statement.source, context)


def _with_place(statement: Statement) -> str:
    return f"{statement.text.rstrip('.')} ({statement.place})." if statement.place else statement.text
