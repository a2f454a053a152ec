"""Repair of spelling: lost diacritics, typos, words run together.

A right word, a name, an abbreviation, an id is never touched.

Order of trust: known word > the same word without diacritics in the lexicon > the word that sounds the same > the
diacritics network > two words run together > the nearest lexicon word by optimal string alignment.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from nlu.polish.language import language
from nlu.polish.lemmas import WORD, Token, known, lemmas_of
from nlu.polish.normalise import clean, fold, has_diacritics

COMMON = 7.0
"""Weight from which a word is common enough to have been written together with the one before."""
_RUN_TOGETHER = ("nie", "na", "za", "po", "do", "od", "w", "z")
SHORTEST = 4
"""Words with fewer letters are left alone: too many are abbreviations, and too many words are one letter apart."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = {key: (x + 0.25 * y, y) for y, row in enumerate(_ROWS) for x, key in enumerate(row)}
_STOPS = ".!?:;\"'-"


@dataclass(frozen=True, slots=True)
class Repaired:
    """The clean text after repair and what was changed, as (was, became)."""

    text: str
    tokens: tuple[Token, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


class Repairer:
    """Holds the lexicon: every spelling that typos may be led back to, with its commonness.

    `lexicon` maps forms to a weight (natural logarithm of frequency; the domain's own words get a bonus);
    `protected` are abbreviations and names that stay as they are.
    """

    def __init__(self, lexicon: Mapping[str, float], protected: Iterable[str]) -> None:
        self.lexicon = dict(sorted(lexicon.items()))
        self.protected = frozenset(fold(word) for word in protected)
        self._folded: dict[str, str] = {}
        for form, weight in self.lexicon.items():
            short = fold(form)
            if short not in self._folded or weight > self.lexicon[self._folded[short]]:
                self._folded[short] = form
        self._sounds: dict[str, str] = {}
        for form, weight in self.lexicon.items():
            sound = _sound(form)
            if sound not in self._sounds or weight > self.lexicon[self._sounds[sound]]:
                self._sounds[sound] = form
        self._by_length: dict[int, list[str]] = {}
        for short in self._folded:
            if len(short) >= SHORTEST:
                self._by_length.setdefault(len(short), []).append(short)
        self.word = lru_cache(maxsize=8192)(self._word)
        self.fuzzy = lru_cache(maxsize=8192)(self._fuzzy)

    def repair(self, text: str) -> Repaired:
        """The message cleaned (lower case, plain quotes, single spaces) and repaired, with its words."""
        text = unicodedata.normalize("NFC", text)
        lower = text.lower() if len(text.lower()) == len(text) else text
        bare = not has_diacritics(lower)
        shouted = text.isupper()
        polish = language(text) == "pl"
        words: list[Token] = []
        changes: dict[str, str] = {}
        network: str | None = None
        out, last = [], 0
        for match in WORD.finditer(lower):
            start, end = match.span()
            word = after = clean(match.group())
            name = (
                not shouted
                and start > 0
                and text[start].isupper()
                and text[start - 1] == " "
                and text[start - 2] not in _STOPS
            )
            if polish and word.isalpha() and not name and not _glued(lower, start, end):
                after = self.word(word, bare)
                if not after:
                    if network is None:
                        network = restored(lower)
                    proposed = network[start:end]
                    after = (
                        proposed
                        if proposed != word and known(proposed)
                        else self._parted(word) or self.fuzzy(word) or word
                    )
                if after != word:
                    changes[word] = after
            lemmas = lemmas_of(after) if " " not in after else frozenset().union(*map(lemmas_of, after.split()))
            words.append(Token(text[start:end], fold(after), lemmas, start, end))
            out += [lower[last:start], after]
            last = end
        return Repaired(clean("".join([*out, lower[last:]])), tuple(words), tuple(changes.items()))

    def tokens(self, text: str) -> list[Token]:
        """As `nlu.polish.lemmas.tokens`, each word read as repaired; positions are those of `text` (composed)."""
        return list(self.repair(text).tokens)

    def _word(self, word: str, bare: bool) -> str:
        """The repair of one clean word without looking around; empty when it takes the network or a search."""
        short = fold(word)
        if short in self.protected:
            return word
        twin = self._folded.get(short)
        if known(word) or word in self.lexicon:
            # "sa", "beda", "prace": words, but in a message without diacritics the commoner twin is meant
            if bare and twin and twin != word and self.lexicon[twin] > self.lexicon.get(word, 0.0) + 1.0:
                return twin
            return word
        if len(word) < SHORTEST:
            return twin or word
        if twin:
            return twin
        return self._sounds.get(_sound(word), "")

    def _parted(self, word: str) -> str:
        """Two common words written as one ("napewno", "niewiem"), parted; else empty."""
        for first in _RUN_TOGETHER:
            rest = word.removeprefix(first)
            rest = rest if rest in self.lexicon else self._folded.get(fold(rest), "")
            if word.startswith(first) and len(rest) > 2 and self.lexicon[rest] > COMMON:
                return f"{first} {rest}"
        return ""

    def _fuzzy(self, word: str) -> str:
        """The likeliest lexicon word within one slip (two from eight letters on), or "" when there is none."""
        short = fold(word)
        slips = 1 if len(short) < 8 else 2
        best, best_cost = "", 99.0
        for length in range(len(short) - slips, len(short) + slips + 1):
            pool = self._by_length.get(length)
            if not pool:
                continue
            for candidate, _, _ in extract(short, pool, scorer=OSA.distance, score_cutoff=slips, limit=12):
                form = self._folded[candidate]
                cost = _slip(short, candidate) - 0.09 * self.lexicon[form]
                if cost < best_cost or (cost == best_cost and form < best):
                    best, best_cost = form, cost
        return best


def _sound(word: str) -> str:
    """The word as a Polish ear spells it: ó and u, rz and ż, ch and h are one."""
    return fold(word.replace("ó", "u").replace("rz", "ż").replace("ch", "h"))


def _glued(text: str, start: int, end: int) -> bool:
    """Whether the word touches an at sign, an underscore, a slash: a part of an address."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return any(sign.isdigit() or sign in "@_/" for sign in around)


def _slip(word: str, right: str) -> float:
    """How unlikely `word` is as a slip for `right`: edits, a near key counting less, a wrong first letter more."""
    cost = float(OSA.distance(word, right))
    if len(word) == len(right):
        wrong = [pair for pair in zip(word, right, strict=True) if pair[0] != pair[1]]
        if len(wrong) == 1 and _near(*wrong[0]):
            cost -= 0.3
    return cost + (0.5 if word[0] != right[0] else 0.0)


def _near(one: str, other: str) -> bool:
    """Whether two letters are neighbours on the keyboard."""
    if one not in _KEYS or other not in _KEYS:
        return False
    (x, y), (u, v) = _KEYS[one], _KEYS[other]
    return abs(x - u) <= 1.3 and abs(y - v) <= 1


@lru_cache(maxsize=1024)
def restored(text: str) -> str:
    """The text with the diacritics the network proposes; words that have some are not touched. Length stays."""
    import ogonki

    return str(ogonki.restore(text))


def pack(repairer: Repairer) -> dict[str, NDArray[Any]]:
    """The repairer as arrays, for saving without pickle."""
    forms = "\n".join(repairer.lexicon).encode()
    return {
        "lexicon_forms": np.frombuffer(forms, np.uint8),
        "lexicon_weights": np.array([round(w * 10) for w in repairer.lexicon.values()], np.uint8),
        "protected": np.frombuffer("\n".join(sorted(repairer.protected)).encode(), np.uint8),
    }


def unpack(arrays: Mapping[str, NDArray[Any]]) -> Repairer:
    """The repairer again from `pack`."""
    forms = bytes(arrays["lexicon_forms"]).decode().split("\n")
    weights = (arrays["lexicon_weights"] / 10).tolist()
    return Repairer(dict(zip(forms, weights, strict=True)), bytes(arrays["protected"]).decode().split("\n"))
