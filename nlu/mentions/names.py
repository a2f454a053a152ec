"""Names of actions, areas, terms and tools in a message: by dictionary form, in any order, the longest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.base import Base
from nlu.mentions import forms
from nlu.mentions.naming import SMALL, Owner, article, content_words, named_things, word_keys
from nlu.mentions.nodes import Node
from nlu.polish.lemmas import readings
from nlu.polish.normalise import fold

GENERAL = frozenset(
    "zadanie program projekt zasada usługa organizacja stowarzyszenie fundacja umowa zakup zapytanie wniosek praca "
    "współpraca strategia procedura regulamin konkurs gmina samorząd założenie założenia warunek podmiot miejsce "
    "wsparcie działanie rozwój działalność grupa firma przedsiębiorstwo przedsiębiorca nowy zamówienie zlecenie "
    "zlecić powołanie utworzenie stworzenie opracowanie wypracowanie zwiększenie nawiązanie uruchomienie dotacja pula "
    "pieniądz kwota wartość partner reguła zapis dostęp forma liczba oferta prowadzenie wdrożenie przekazanie "
    "ekonomia pomoc mieszkaniec potrzeba realizacja zespół komisja lokal pomysł wspólny duży mały większy społeczny "
    "lokalny publiczny punkt utworzyć zakładanie założyć prowadzić problem uzupełnienie budżet".split()
)
"""Nouns too common to name an action alone, in dictionary form."""

LINKS = frozenset("i oraz lub albo".split())
_JOINT: frozenset[str] = frozenset({"&"})
"""Stands among the words of a name that holds "i", "lub" or a comma; other names do not reach over such a word."""
HEADED = 2
"""Names of an action that must begin with a noun before the noun alone names the action."""

MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Found:
    """A name found among nodes `first`…`last`, with everything it may stand for."""

    first: int
    last: int
    owners: tuple[tuple[Owner, str], ...]
    words: int  # content words of the name


class Names:
    """The names of a knowledge base, ready to be found."""

    def __init__(self, base: Base) -> None:
        self._lemmas: dict[str, frozenset[str]] = {}  # folded form -> lemma keys of the names' words
        self._forms: dict[str, set[str]] = {}
        self._names: dict[tuple[frozenset[str], ...], set[tuple[Owner, str]]] = {}
        self._heads: dict[str, dict[str, int]] = {}
        for owner, key, name in named_things(base):
            self._add(owner, key, name)
        for action in base.actions.values():
            for name in (action.name, *action.aliases):
                self._head(action.id, name)
        self._lemmas = {form: frozenset(keys) for form, keys in self._forms.items()}
        self.heads = {
            key: next(iter(ids)) for key, ids in self._heads.items() if len(ids) == 1 and sum(ids.values()) >= HEADED
        }
        self._index: dict[str, list[tuple[tuple[frozenset[str], ...], tuple[tuple[Owner, str], ...]]]] = {}
        self._fill_index()

    def _fill_index(self) -> None:
        counts: dict[str, int] = {}
        for words in self._names:
            for keys in words:
                for key in keys:
                    counts[key] = counts.get(key, 0) + 1
        for words, owners in self._names.items():
            actions = sorted(o for o in owners if o[0] == "action")
            kept = tuple(sorted(o for o in owners if o[0] != "action"))
            if len(actions) == 1:
                kept = (actions[0], *kept)
            if not kept:
                continue  # a name shared by several actions names none
            plain = [keys for keys in words if keys is not _JOINT]
            rarest = min(plain, key=lambda keys: sum(counts[key] for key in keys))
            for key in rarest:
                self._index.setdefault(key, []).append((words, kept))

    def vocabulary(self) -> Iterable[str]:
        """Every folded form of every word of the names."""
        return self._lemmas

    def keys(self, folded: str) -> frozenset[str]:
        """The lemma keys of a folded word, empty when no name holds it."""
        return self._lemmas.get(folded, frozenset())

    def head(self, folded: str) -> str | None:
        """The one action whose names begin with this noun ("klauzule" -> "4.6"), else None."""
        for key in self.keys(folded):
            if key in self.heads:
                return self.heads[key]
        return None

    def told(self, action_id: str, name: str) -> bool:
        """Whether an action's own names hold every word of a term's name, acronyms counting for themselves."""
        wanted = [keys for keys in self._acronyms(name) or map(self._word, content_words(name))]
        return any(
            all(any(keys & own for own in words) for keys in wanted)
            for words, owners in self._names.items()
            if ("action", action_id) in owners
        )

    def _acronyms(self, name: str) -> list[frozenset[str]]:
        return [self._word(word) for word in content_words(name) if word.isupper()][:1]

    def _word(self, word: str) -> frozenset[str]:
        keys = word_keys(word)
        for key in keys:
            self._forms.setdefault(article(word) if " " in word else fold(word), set()).add(key)
        for key, written in keys.items():
            if key not in self._lemmas:
                self._lemmas[key] = frozenset()
                for form in written():
                    self._forms.setdefault(form, set()).add(key)
        return frozenset(keys)

    def _add(self, owner: Owner, key: str, name: str) -> None:
        words = tuple(self._word(word) for word in content_words(name))
        if words and len(words) <= MOST_WORDS:
            joint = (_JOINT,) if "," in name or any(fold(word) in LINKS for word in name.split()) else ()
            self._names.setdefault((*words, *joint), set()).add((owner, key))

    def _head(self, action_id: str, name: str) -> None:
        """Count the noun that a name begins with, adjectives before it aside."""
        for word in content_words(name)[:3]:
            tags = {tag.split(":")[0] for _, tag in readings(word.lower())}
            if "adj" in tags and "subst" not in tags:
                continue
            keys = self._word(word)
            if not keys & _general() and word.lower() not in forms.singles():
                for key in keys:
                    ids = self._heads.setdefault(key, {})
                    ids[action_id] = ids.get(action_id, 0) + 1
            return

    def find(self, nodes: Sequence[Node], breaks: Callable[[str], bool]) -> list[Found]:
        """Names among the nodes, in order; where they overlap, the longest. No name reaches over a break."""
        rows: list[tuple[int, frozenset[str]]] = []  # node index, keys; breaks are None-like empty sets
        for index, node in enumerate(nodes):
            if node.kind == "content" and node.role != "junk" and not breaks(node.folded):
                joint = _JOINT if node.folded in LINKS else frozenset()
                rows.append((index, self._lemmas.get(node.folded, frozenset()) | joint))
            elif node.role == "junk" and node.folded.startswith("art"):
                rows.append((index, self._lemmas.get(article(node.folded), frozenset())))
            elif node.kind == "comma":
                rows.append((index, _JOINT))
            elif node.kind not in ("filler", "conj"):
                rows.append((-1, frozenset()))
        found: list[Found] = []
        for place, (_, keys) in enumerate(rows):
            seen: set[int] = set()
            for key in keys:
                for words, owners in self._index.get(key, ()):
                    if id(words) in seen:
                        continue
                    seen.add(id(words))
                    span = _window(rows, place, words, nodes)
                    if span is not None:
                        count = len(words) - (_JOINT in words)
                        found.append(Found(rows[span[0]][0], rows[span[1]][0], owners, count))
        return _best(found)


def _window(
    rows: Sequence[tuple[int, frozenset[str]]], place: int, words: Sequence[frozenset[str]], nodes: Sequence[Node]
) -> tuple[int, int] | None:
    """The span around `place` that holds every word, at most one foreign content word among them; None without."""
    if len(words) == 1:
        return place, place
    linked = _JOINT in words
    words = [keys for keys in words if keys is not _JOINT]
    if len(words) == 1:
        return place, place
    left = [keys for keys in words if not keys & rows[place][1]]
    if len(left) == len(words):
        return None
    left = left if len(left) == len(words) - 1 else _without_first(words, rows[place][1])
    first = last = place
    for step in (1, -1):
        foreign, at = 0, place + step
        while left and 0 <= at < len(rows) and foreign <= 1:
            index, keys = rows[at]
            if index < 0 or (keys == _JOINT and not linked):
                break
            hit = next((n for n, wanted in enumerate(left) if wanted & keys), None)
            if hit is not None:
                del left[hit]
                first, last = min(first, at), max(last, at)
            elif nodes[index].folded not in SMALL:
                foreign += 1
            at += step
    if left or (linked and not _in_order(rows[first : last + 1], words)):
        return None
    return first, last


def _in_order(rows: Sequence[tuple[int, frozenset[str]]], words: Sequence[frozenset[str]]) -> bool:
    """Whether the words stand in the name's own order, as they must around an "i"."""
    wanted = 0
    for _, keys in rows:
        if wanted < len(words) and words[wanted] & keys:
            wanted += 1
    return wanted == len(words)


def _without_first(words: Sequence[frozenset[str]], keys: frozenset[str]) -> list[frozenset[str]]:
    left, dropped = [], False
    for wanted in words:
        if not dropped and wanted & keys:
            dropped = True
        else:
            left.append(wanted)
    return left


def _best(found: Iterable[Found]) -> list[Found]:
    taken: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.words, f.last - f.first, f.first)):
        clash = [t for t in taken if one.first <= t.last and t.first <= one.last]
        if not clash:
            taken.append(one)
        elif len(clash) == 1 and (clash[0].first, clash[0].last, clash[0].words) == (one.first, one.last, one.words):
            taken.remove(clash[0])
            owners = tuple(dict.fromkeys((*clash[0].owners, *one.owners)))
            taken.append(Found(one.first, one.last, owners, one.words))
    return sorted(taken, key=lambda f: f.first)


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    return frozenset(fold(word) for word in GENERAL)
