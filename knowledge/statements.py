"""Finding the statements that answer a question: by their own words, their action's theme, and what else is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from knowledge.base import Base
from knowledge.bm25 import Bm25
from knowledge.names import Keys
from knowledge.schema import Action, Statement

THEME = 0.3
"""Weight of how well the whole action fits, beside 1 for the statement's own words. Found on search_a, as the next."""
PRIOR = 0.5
"""Weight of how likely an action is by what else is known of the text."""
NOTHING: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """A statement found: whose, which facet, its words, its source code, how well it fits (0 to 1 + THEME + PRIOR)."""

    owner: str
    facet: str
    text: str
    source: str | None
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    owner: str
    facet: str
    text: str
    source: str | None
    actions: tuple[str, ...]
    keys: Keys


class Statements:
    """All statements of the knowledge base, ready to be searched.

    A statement is found by its words, those of its owner's name, and the other names of each term it speaks of:
    whoever asks for "bez przetargu" means what the law calls something else.
    """

    def __init__(self, base: Base, keys: Callable[[str], Keys]) -> None:
        self._entries = [_entry(base, keys, *row) for row in base.statements()]
        synonyms = _Synonyms(base, keys)
        self._words = Bm25([[*entry.keys, *synonyms.of(entry.keys)] for entry in self._entries])
        self._actions = list(base.actions)
        self._themes = Bm25(
            [[word for text in _theme(base, action) for word in keys(text)] for action in base.actions.values()]
        )

    @property
    def words(self) -> list[Keys]:
        """The telling words of each statement with its owner's name."""
        return [entry.keys for entry in self._entries]

    def find(self, wanted: Keys, limit: int, likely: Mapping[str, float]) -> list[Found]:
        """The best statements for the telling words of a text, best first; `likely` as in `Search.find`."""
        shares = self._words.shares(wanted)
        themes = dict(zip(self._actions, self._themes.shares(wanted), strict=True))
        scored = []
        for entry, share in zip(self._entries, shares, strict=True):
            if share > 0:
                theme = max((themes[action_id] for action_id in entry.actions), default=0.0)
                chance = max((likely.get(action_id, 0.0) for action_id in entry.actions), default=0.0)
                scored.append((share + THEME * theme + PRIOR * chance, entry))
        scored.sort(key=lambda pair: (-pair[0], pair[1].owner, pair[1].facet, pair[1].text))
        best: dict[str, Found] = {}
        for score, entry in scored:
            best.setdefault(entry.text, Found(entry.owner, entry.facet, entry.text, entry.source, score))
            if len(best) == limit:
                break
        return list(best.values())


class _Synonyms:
    """The names of the glossary's terms, to be added where one of them stands."""

    def __init__(self, base: Base, keys: Callable[[str], Keys]) -> None:
        self._terms = [
            [words for name in (term.name, *term.aliases) if (words := keys(name))] for term in base.terms.values()
        ]
        self._begun: dict[str, list[tuple[Keys, int]]] = {}  # names by the lemmas of their first word
        for place, names in enumerate(self._terms):
            for name in names:
                for lemma in name[0]:
                    self._begun.setdefault(lemma, []).append((name, place))

    def of(self, words: Keys) -> Keys:
        """The words missing in a text from the other names of the terms that it names wholly."""
        said = frozenset[str]().union(*words)
        named = {
            place for lemma in said for name, place in self._begun.get(lemma, ()) if all(word & said for word in name)
        }
        return [word for place in sorted(named) for name in self._terms[place] for word in name if not word & said]


def _entry(base: Base, keys: Callable[[str], Keys], owner: str, facet: str, statement: Statement) -> _Entry:
    actions: tuple[str, ...] = (owner,)
    if owner in base.actions:
        named, name = owner, base.actions[owner].name
    else:
        kind, record = ("term", base.terms[owner]) if facet == "definition" else ("tool", base.tools[owner])
        named, name, actions = f"{kind}:{owner}", record.name, record.actions
    words = [*keys(statement.text), *keys(statement.place or ""), *keys(name)]
    return _Entry(named, facet, _with_place(statement), statement.source, actions, words)


def _theme(base: Base, action: Action) -> Iterable[str]:
    """Everything said about an action, and the needs it answers in people's words; its invented example is left out."""
    yield from (action.name, action.title, *action.aliases, action.short, action.what)
    yield from (*action.when, *action.steps, *action.documents)
    for obstacle in action.difficulty:
        yield from (obstacle.problem, obstacle.advice)
    for statement in (*action.who, *action.legal, *action.figures, *action.pitfall):
        yield statement.text
    for need in base.needs.values():
        if any(answer.id == action.id for answer in need.answers):
            yield from need.phrases


def _with_place(statement: Statement) -> str:
    return f"{statement.text.rstrip('.')} ({statement.place})." if statement.place else statement.text
