"""Words that lost their diacritics, and mistyped words of the few kinds that matter here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations, product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.mentions import forms
from nlu.mentions.names import Names
from nlu.mentions.nodes import Verb
from nlu.mentions.numerals import numerals
from nlu.polish.lemmas import known

SHORTEST = 5
"""Shorter words are only taken for mistyped commands ("dodj"), the shortest for nothing."""
LONG = 9
"""From this length on two slips are forgiven."""
LONGEST = 16
"""Longer words are not searched for their diacritics."""
POINTS = ("przecinek", "kropka", "punkt")
"""What stands between the halves of an id said aloud."""
_TAILS = {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "żź"}


class Speller:
    """Finds the word meant by a mistyped one among the wordings of choosing and the words of names."""

    def __init__(self, verbs: Mapping[str, Verb], names: Names) -> None:
        phrases = {word for rows in forms.phrases().values() for row, _, _ in rows for word in row}
        others = (numerals(), forms.singles(), phrases, POINTS)
        self._names = names
        self._own = frozenset(word for rows in (verbs, *others) for word in rows)
        commands = [form for form, verb in verbs.items() if verb.mood == "command" and verb.operation != "show"]
        self._commands = forms.known_words([commands], shortest=SHORTEST - 1)
        voiced = [form for form, verb in verbs.items() if verb.mood != "noun" or verb.strength == "strong"]
        self._rare = frozenset(form for form, verb in verbs.items() if verb.mood in ("other", "noun", "past", "told"))
        self._vocabulary = forms.known_words((voiced, *others, names.vocabulary()), shortest=SHORTEST)

    def meant(self, folded: str, written: str) -> str:
        """The folded word meant; the same word when it is known or nothing is near."""
        if folded.endswith("om") and folded[:-2] + "a" in self._own and folded not in self._own:
            return folded[:-2] + "a"  # "drugom" as it is heard
        if len(folded) < SHORTEST - 1 or folded in self._own or self._names.keys(folded) or known(written):
            return folded
        near = self._near(folded)
        if known(accented(written.lower())):  # a real word without its diacritics, unless two letters changed places
            return next((word for word in near if sorted(word) == sorted(folded)), folded)
        return near[0] if near else folded

    def _near(self, folded: str) -> list[str]:
        """Words one slip away (two for long words), those of the same letters and length first."""
        size, lists = len(folded), self._vocabulary
        if size < SHORTEST:
            lists = self._commands
        found: list[str] = []
        for length in range(size - 1, size + 2):
            found += lists.get((folded[0], length), [])
        for slips in (1, 2) if size >= LONG else (1,):
            rows = process.extract(folded, found, scorer=OSA.distance, score_cutoff=slips, limit=None)
            if rows:
                letters = sorted(folded)
                ranked = sorted((d, sorted(w) != letters, w in self._rare, abs(len(w) - size), w) for w, d, _ in rows)
                return [word for *_, word in ranked]
        return []


@lru_cache(maxsize=16384)
def accented(word: str) -> str:
    """A word that lost its diacritics, with them: the first variant that the dictionary has; else the word itself."""
    if not word.isascii() or len(word) > LONGEST or known(word):
        return word
    places = [n for n, letter in enumerate(word) if letter in _TAILS]
    for count in (1, 2):
        for chosen in combinations(reversed(places), count):
            for tails in product(*(_TAILS[word[n]] for n in chosen)):
                made = list(word)
                for n, letter in zip(chosen, tails, strict=True):
                    made[n] = letter
                if known("".join(made)):
                    return "".join(made)
    return word
