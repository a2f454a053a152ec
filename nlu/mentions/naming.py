"""What things are called: names, aliases, titles and their beginnings, and the forms of their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal

from knowledge.base import Base
from nlu.mentions import forms
from nlu.polish.lemmas import readings
from nlu.polish.normalise import fold

Owner = Literal["action", "area", "term", "tool"]
SMALL = frozenset(
    "a i o w z ze na do od po przy dla u za przez lub albo oraz jako np tzw ds bez ich jego nad pod się sie jest to"
    " poza".split()
)
"""Words of a name that need not be said."""
NAMING = ("subst", "ger", "adj", "adja", "adjp", "ppas", "num", "depr", "inf", "brev")
"""Parts of speech whose forms name things; "zlecić" names a deed too, "zlecili" tells of one."""
NOMINAL = ("subst", "ger", "adj", "ppas", "pact", "num", "depr")
NEVER = frozenset("mieć najeść zająć zamówić zlecieć śniadać być spotkać rozdziać rad".split())
"""Lemmas that a word of a name may have by its form but never has."""
_TITLE_HEAD = re.compile(
    r"^(?:opracowanie|wypracowanie|stworzenie|powołanie|utworzenie|zwiększenie|nawiązanie|uzupełnienie)\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\bart\.\s*\d+\w*|[^\W\d_]+(?:-[^\W\d_]+)*")
_LETTERED = re.compile(r"art\.\s*\d+[a-z]", re.IGNORECASE)
"""An article with a letter ("art. 19b") can stand alone; "art. 26" is found in many acts."""
BRACKETS = re.compile(r"\(([^)]*)\)")


def content_words(name: str) -> list[str]:
    """The words of a name that must be said."""
    return [word for word in _WORD.findall(name) if fold(word) not in SMALL and len(word) > 1]


def word_keys(word: str) -> dict[str, Callable[[], Iterable[str]]]:
    """Lemma keys of a word of a name, each with a maker of its folded forms."""
    if word.isupper() and len(word) <= 6:
        return {f"={fold(word)}": lambda: forms.acronym_forms(word)}
    if word[-1:].isdigit() or " " in word:
        return {article(word): lambda: {article(word)}}
    if "-" in word:  # "społeczno-zawodowa": the first part stays as it is
        front, _, last = word.rpartition("-")
        return {f"{fold(front)}-{key}": partial(_joined, fold(front), made) for key, made in word_keys(last).items()}
    rows = [(lemma, tag.split(":")[0]) for lemma, tag in readings(word.lower()) if not lemma[:1].isupper()]
    nominal = [row for row in rows if row[1] in NOMINAL]
    lemmas = {lemma for lemma, _ in nominal or rows if lemma not in NEVER}
    if not lemmas:
        return {fold(word): lambda: forms.foreign_forms(word)}
    if all(kind == "pact" for _, kind in nominal or rows):  # "zamawiający" is no "zamawianie"
        return {f"{fold(lemma)}=": partial(forms.forms_of, lemma, ("pact",)) for lemma in lemmas}
    return {fold(lemma): partial(forms.forms_of, lemma, NAMING) for lemma in lemmas}


def _joined(front: str, made: Callable[[], Iterable[str]]) -> set[str]:
    return {f"{front}-{form}" for form in made()}


def article(text: str) -> str:
    """One spelling for the article of an act: "art. 19 a" and "art 19a" alike."""
    return "§" + re.sub(r"[^\w]", "", fold(text))


def named_things(base: Base) -> Iterator[tuple[Owner, str, str]]:
    for action in base.actions.values():
        said = (action.name, action.name_gen)
        called = {*said, *(BRACKETS.sub(" ", one).strip() for one in said), *action.aliases, *title_names(action.title)}
        yield from (("action", action.id, name) for name in called)
    for area in base.areas.values():
        yield from (("area", area.id, name) for name in {area.name, *area.aliases, area.title})
    for term in base.terms.values():
        yield from (("term", term.slug, name) for name in split_name(term.name, term.aliases))
    for tool in base.tools.values():
        yield from (("tool", tool.slug, name) for name in split_name(tool.name, tool.aliases))


def split_name(name: str, aliases: Iterable[str]) -> set[str]:
    """A name and its aliases, with what stands in brackets as a name of its own."""
    found = set()
    for one in (name, *aliases):
        found.add(BRACKETS.sub(" ", one).strip())
        found.update(part for part in BRACKETS.findall(one) if part.isupper() and part.isalpha() and len(part) > 1)
    return {name for name in found if _LETTERED.fullmatch(name) or len(content_words(name)) > _has_digit(name)}


def _has_digit(name: str) -> bool:
    """Whether a name holds a number; such names need two words more to be told from other numbers."""
    return any(character.isdigit() for character in name)


def title_names(title: str) -> set[str]:
    """A title and the beginnings of it that people say, each of three content words at least."""
    bare = BRACKETS.sub(" ", title).strip()
    found = {bare}
    for start in (bare, _TITLE_HEAD.sub("", bare)):
        words, content = start.split(), 0
        for count, word in enumerate(words, 1):
            content += fold(word.strip(",.")) not in SMALL
            if content >= 3:
                found.add(" ".join(words[:count]))
    return found
