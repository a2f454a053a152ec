"""Inflected forms made once, when a parser is built: later a word is understood by a look-up of its folded form.

Looking up folded forms copes with lost diacritics for nothing, and costs no analysis of the message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Any

from nlu.mentions import words
from nlu.mentions.nodes import Kind, Mood, Verb
from nlu.polish.lemmas import known, readings
from nlu.polish.normalise import fold

ENDINGS = ("", "m", "em", "smy", "bym", "by", "bysmy", "bys", "byscie")
"""What may follow a past form: "wybrał-em", "wzięł-abym", "zdecydowały-śmy"."""

SUFFIXES = ("", "u", "em", "ie", "owi", "y", "ow", "om", "ami", "ach", "a", "ze", "cie", "s", "i", "ow", "owie", "a")
"""What may follow an acronym, with or without a hyphen: "CIS-u", "PES-ami"."""


SHOW = Verb("show", "plain", "noun", "")
"""A noun of telling: "szczegóły 2.1", "informacje o regrantingu"."""


DROP = Verb("remove", "plain", "own", "kosz")
"""A set phrase that sends away: "do kosza", "dajmy spokój z"."""


@lru_cache(maxsize=1)
def _generator() -> Any:
    import morfeusz2

    return morfeusz2.Morfeusz(analyse=False, generate=True)


def close() -> None:
    """Let go of the generating dictionary; only building needs it."""
    _generator.cache_clear()


def inflect(lemma: str) -> list[tuple[str, str]]:
    """Every (form, grammatical tag) of a dictionary form, unfolded; negated forms ("niedodany") left out."""
    rows = _generator().generate(lemma)
    return [(row[0], row[2]) for row in rows if row[2] != "ign" and not row[2].endswith(":neg")]


def folded_forms(lemma: str) -> set[str]:
    """Every folded form of a dictionary form, itself included."""
    return {fold(form) for form, _ in inflect(lemma)} | {fold(lemma)}


def forms_of(lemma: str, kinds: Iterable[str]) -> set[str]:
    """Folded forms of a lemma that are of these parts of speech; the lemma itself when there is none."""
    kept = {fold(form) for form, tag in inflect(lemma) if tag.split(":")[0] in kinds}
    return kept or {fold(lemma)}


def _mood(tag: str) -> Mood | None:
    part, _, rest = tag.partition(":")
    if part in ("impt", "inf", "ger", "praet"):
        return {"impt": "command", "inf": "infinitive", "ger": "noun", "praet": "past"}[part]  # type: ignore[return-value]
    if part == "fin":
        return "other" if ":ter" in f":{rest}" else "own" if ":pri" in f":{rest}" else None
    return None


@lru_cache(maxsize=1)
def verbs() -> dict[str, Verb]:
    """Folded form -> verb, for every wording of every operation. Commands win over other readings of a form."""
    found: dict[str, Verb] = {}
    ranks: dict[Mood, int] = {"command": 0, "own": 1, "infinitive": 2, "past": 3, "other": 4, "told": 5, "noun": 6}
    for operation, strength, text in words.VERBS:
        for lemma in text.split():
            for form, tag in inflect(lemma):
                mood = _mood(tag)
                if mood is None or (mood == "noun" and strength != "strong"):
                    continue
                for ending in ENDINGS if mood == "past" else ("",):
                    key = fold(form) + ending
                    voiced: Mood = "told" if mood == "past" and ending in ("", "by") else mood
                    if key not in found or ranks[voiced] < ranks[found[key].mood]:
                        found[key] = Verb(operation, strength, voiced, lemma)
    for operation, strength, text in words.VERB_FORMS:
        for form in text.split():
            found[fold(form)] = Verb(operation, strength, "own", fold(form))
    return found


def expand(phrase: str) -> Iterator[tuple[str, ...]]:
    """All word sequences of a phrase with `|` variants; "-" stands for nothing."""
    for row in product(*(part.split("|") for part in phrase.split())):
        yield tuple(fold(word) for word in row if word != "-")


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[tuple[tuple[str, ...], Kind, int]]]:
    """First word -> (words, kind, place), longest first."""
    found: dict[tuple[str, ...], tuple[Kind, int]] = {}
    for value, text in words.PLACES:
        for row in expand(text):
            found[row] = ("place", value)
    for kind, text in words.PHRASES:
        for row in expand(text):
            found[row] = (kind, 0)
    by_first: dict[str, list[tuple[tuple[str, ...], Kind, int]]] = {}
    for row, (kind, value) in found.items():
        by_first.setdefault(row[0], []).append((row, kind, value))
    for rows in by_first.values():
        rows.sort(key=lambda entry: -len(entry[0]))
    return by_first


@lru_cache(maxsize=1)
def singles() -> dict[str, tuple[Kind, str]]:
    """Folded word -> (kind, finer role) for words that mean something alone."""
    found: dict[str, tuple[Kind, str]] = {}

    def put(text: str, kind: Kind, role: str = "", inflected: bool = False) -> None:
        for word in text.split():
            for form in folded_forms(word) if inflected else {fold(word)}:
                found.setdefault(form, (kind, role))

    put(words.THIS, "this")
    put(words.ALL, "content", "all")
    put(words.REST, "content", "rest")
    put(words.BOTH, "content", "both")
    put(words.WHOLE, "content", "whole")
    put(words.HEAD_FILLERS, "filler", "unit", inflected=True)
    put("obszar", "area", inflected=True)
    put(words.SHOWN, "filler", inflected=True)
    put(words.MODALS, "filler", "modal")
    put(words.FILLERS, "filler")
    put(words.PREPS, "prep")
    put(words.SHOW_NOUNS, "verb", "show", inflected=True)
    put(words.TOPICS, "topic", inflected=True)
    put("który", "relative", inflected=True)
    return found


def foreign_forms(word: str) -> set[str]:
    """Folded forms of a noun that the dictionary lacks ("regranting"), by its ending."""
    base = fold(word)
    if base.endswith("a"):
        return {base, *(base[:-1] + ending for ending in ("y", "i", "e", "o", "om", "ami", "ach", "ie", ""))}
    return {
        base,
        *(base + ending for ending in ("u", "em", "iem", "owi", "y", "i", "ow", "om", "ami", "ach", "ie", "a")),
    }


def acronym_forms(word: str) -> set[str]:
    """Folded forms of an acronym, as people write them: "cis", "cisu", "cis-u"."""
    base = fold(word)
    forms = {base + ending for ending in SUFFIXES}
    if len(base) == 2:  # "psa" is a dog's, not the PS
        forms = {form for form in forms if form == base or not known(form)}
    return forms | {f"{base}-{ending}" for ending in SUFFIXES if ending}


@lru_cache(maxsize=16384)
def grammar(word: str) -> frozenset[str]:
    """What a word may be: of "finite", "noun", "adjective", "nom", "acc", "gen", "inst", "infinitive"; empty when unknown."""
    found: set[str] = set()
    for _, tag in readings(word.lower()):
        parts = tag.split(":")
        if parts[0] in ("fin", "praet", "bedzie", "impt", "pred", "winien"):
            found.add("finite")
        elif parts[0] in ("subst", "ger", "depr"):
            found.add("noun")
            found.update(parts[2].split("."))
        elif parts[0] in ("adj", "ppas", "pact"):
            found.add("adjective")
        elif parts[0] == "inf":
            found.add("infinitive")
    return frozenset(found)


def known_words(lists: Iterable[Iterable[str]], shortest: int = 5) -> dict[tuple[str, int], list[str]]:
    """Words by (first letter, length), for the search for typing errors."""
    found: dict[tuple[str, int], set[str]] = {}
    for rows in lists:
        for word in rows:
            if len(word) >= shortest:
                found.setdefault((word[0], len(word)), set()).add(word)
    return {key: sorted(rows) for key, rows in found.items()}
