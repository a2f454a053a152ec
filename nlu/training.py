"""Training data: Rasa NLU YAML under nlu/data/<author>/*.yml, grouped by author; and the lexicon for repair."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.base import Base, KnowledgeError, load
from knowledge.schema import Action, Area, Term, Tool
from nlu.polish.lemmas import known, readings
from nlu.polish.normalise import clean, fold
from nlu.polish.repair import SHORTEST, Repairer
from nlu.polish.words import words

DATA = Path(__file__).parent / "data"
WORD = re.compile(r"[^\W\d_]+")
FREQUENT = 40_000
NAMES = "names"
"""The group of examples that are names from the knowledge base."""
DOMAIN_BONUS = 2.0
"""Added to the commonness of words that occur in training data or names: in doubt a slip is of a word of the domain."""


@dataclass(frozen=True, slots=True)
class Example:
    """One training utterance, whose it is and what it means; `facet` when it asks for one thing about its action."""

    text: str
    intent: str
    group: str
    facet: str = ""


class DataError(Exception):
    """Training data that cannot be read; the message names the file."""


def read(folder: Path = DATA) -> list[Example]:
    """All examples in a fixed order; the group is the folder under `folder`. Raises DataError."""
    found: list[Example] = []
    for path in sorted(folder.rglob("*.yml")):
        group = path.relative_to(folder).parts[0].removesuffix(".yml")
        try:
            content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
            for entry in content["nlu"]:
                facet = str((entry.get("metadata") or {}).get("facet", ""))
                for line in entry["examples"].splitlines():
                    text = line.strip().removeprefix("-").strip()
                    if text:
                        found.append(Example(text, str(entry["intent"]), group, facet))
        except (yaml.YAMLError, TypeError, KeyError, AttributeError) as error:
            raise DataError(f"{path}: {error}") from error
    return found


def base_or_none() -> Base | None:
    """The knowledge base, or None while its content does not load (names then give no words)."""
    try:
        return load()
    except KnowledgeError:
        return None


def named(base: Base | None) -> list[Example]:
    """The names of actions and areas as utterances of a group of their own: typed or spoken loosely, they must work."""
    if base is None:
        return []
    actions = [(f"action_{a.id.replace('.', '_')}", (a.name, a.title, *a.aliases)) for a in base.actions.values()]
    areas = [(f"area_{a.id}", (a.name, a.title, *a.aliases)) for a in base.areas.values()]
    return [Example(text, intent, NAMES) for intent, texts in (*actions, *areas) for text in dict.fromkeys(texts)]


def names(base: Base | None) -> list[str]:
    """Every name and alias of the knowledge base, in a fixed order."""
    if base is None:
        return []
    records: tuple[Action | Area | Term | Tool, ...] = (
        *base.actions.values(),
        *base.areas.values(),
        *base.terms.values(),
        *base.tools.values(),
    )
    return [text for record in records for text in (record.name, *record.aliases)]


def genitives(base: Base | None) -> list[str]:
    """The actions' names as they stand after "koszt" or "czas": in the genitive, in a fixed order."""
    return [] if base is None else [action.name_gen for action in base.actions.values()]


def abbreviations(texts: Iterable[str]) -> set[str]:
    """Words written in capitals inside texts that are not all capitals ("PES", "OWES", "KIS-u"), folded."""
    found: Counter[str] = Counter()
    for text in texts:
        if not text.isupper():
            found.update(fold(m.group()) for m in re.finditer(r"\b[A-ZĄĆĘŁŃÓŚŹŻ]{2,8}(?![A-Za-z])", text))
    return {word for word, _ in sorted(found.items())}


def make_repairer(examples: Iterable[Example], base: Base | None) -> Repairer:
    """The lexicon: frequent Polish words, words of the training data and names, and their protected abbreviations.

    Misspelt words of the training data stay out: theirs count when the dictionary knows them.
    """
    import wordfreq

    examples = list(examples)
    lexicon: dict[str, float] = {}
    for form, frequency in wordfreq.get_frequency_dict("pl").items():
        if len(lexicon) >= FREQUENT:
            break
        if WORD.fullmatch(form) and (known(form) if len(form) > 1 else form in "aiouwz"):
            lexicon[form] = math.log(frequency) + 18.5
    named = names(base)
    ours = Counter(m.group() for text in named for m in WORD.finditer(clean(text)))
    said = Counter(m.group() for e in examples for m in WORD.finditer(clean(e.text)))
    lemmas = {lemma for word in (*ours, *said) for lemma, _ in readings(word)}
    for word in sorted({*ours, *words("domain_forms"), *(word for word in said if known(word))}):
        lexicon[word] = lexicon.get(word, 4.0) + DOMAIN_BONUS
    for form in _inflected(sorted(lemmas)):
        lexicon.setdefault(form, 3.0)
    protected = abbreviations([*named, *(e.text for e in examples)])
    return Repairer({w: min(max(v, 0.0), 25.0) for w, v in lexicon.items()}, protected)


def _inflected(lemmas: Iterable[str]) -> list[str]:
    """All forms of the lemmas, so that a slip in a rare case form is led back to it."""
    import morfeusz2

    generator = morfeusz2.Morfeusz(analyse=False)
    found: set[str] = set()
    for lemma in lemmas:
        for form, _, tag, _, _ in generator.generate(lemma):
            plain = len(form) >= SHORTEST and bool(WORD.fullmatch(form)) and form.islower() and "depr" not in tag
            if plain and not (form.startswith("nie") and not lemma.startswith("nie")):
                found.add(form)
    return sorted(found)
