"""Who is speaking, when they say so. Precision first: naming an organisation is not being one."""

from __future__ import annotations

import re

from nlu.polish.lemmas import Token, tokens

_WHO: dict[str, frozenset[str]] = {
    "jst": frozenset(
        "wojt burmistrz starosta soltys radny radna samorzad gmina urzad urzednik urzedniczka samorzadowiec "
        "starostwo skarbnik ops gops mops cus".split()
    ),
    "pes": frozenset("pes spoldzielnia cis kis zaz wtz spoldzielca spoldzielczyni".split()),
    "ngo": frozenset("stowarzyszenie fundacja ngo kgw kolo osp organizacja klub".split()),
    "firma": frozenset("firma przedsiebiorca przedsiebiorstwo przedsiebiorczyni spolka hurtownia piekarnia zaklad".split()),
    "owes": frozenset("owes doradca doradczyni animator animatorka".split()),
}
_SELF = re.compile(
    r"\b(?:my(?: tu)? jako|ja jako|piszemy jako|pisze jako|pytam jako|pytamy jako|jestesmy|jestem|reprezentuje|reprezentujemy|"
    r"prowadzimy|prowadze|dzialam w|dzialamy jako|pracuje w|dzialam jako|jako|dla nas,?|u nas w|z tej strony|tu|tutaj|"
    r"w imieniu|pozycji|strony|mamy|nasza|nasze|nasz|naszego|naszej)\b"
)
_STRONG = {
    "jako", "jestem", "jestesmy", "reprezentuje", "reprezentujemy", "prowadzimy", "prowadze", "pracuje w", "dzialam w",
    "dzialamy jako", "dzialam jako", "w imieniu", "z tej strony", "tu", "tutaj", "dla nas", "dla nas,", "my jako",
    "ja jako", "my tu jako", "pisze jako", "piszemy jako", "pytam jako", "pytamy jako",
}  # fmt: skip
_REACH = 3
"""Words looked at after "jestem", "my jako"…: "jestem tu nowym wójtem" still counts."""


def role(text: str) -> str | None:
    """One of knowledge.schema.ROLES for repaired text, or None."""
    words = tokens(text)
    folded = " ".join(token.folded for token in words)
    for match in _SELF.finditer(folded):
        if match.group() not in _STRONG:
            continue
        first = folded[: match.end()].count(" ") + 1
        found = _name(words[first : first + _REACH], match.group())
        if found:
            return found
    return None


def _name(words: list[Token], opening: str) -> str | None:
    for place, token in enumerate(words):
        if token.folded in {"nie", "czy", "i", "a", "ale", "zeby", "bo", "przez"}:
            return None
        if token.lemmas & {"spoleczny", "socjalny"}:
            continue
        for name, lemmas in _WHO.items():
            if token.lemmas & lemmas:
                following = words[place + 1].lemmas if place + 1 < len(words) else frozenset()
                if name == "firma" and following & {"spoleczny"}:
                    return "pes"
                return name
    return None
