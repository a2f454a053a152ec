"""A long story cut into its parts, and what each part tells: a need, something that is there already, a refusal."""

from __future__ import annotations

import re
from typing import Literal

from nlu.polish.normalise import clean, fold

LONG = 18
"""A message of so many words and at least two sentences is a story; of LONGEST words in any case."""
LONGEST = 22
LEAST = 3
"""Words in a part; shorter ones join the part before."""

Sense = Literal["need", "has", "refused"]

_ENDS = re.compile(r"(?<!\bart)(?<!\bust)(?<!\bnp)(?<!\bdz)(?<!\d)[.!?;]+(?=\s|$)|\n+")
_TURNS = re.compile(r",?\s+(?=(?:ale|lecz|natomiast|za to|jednak|tylko ze|tyle ze)\b)|,\s+(?=(?:tylko|a (?!nie\b))\b)")

_WANT = (
    r"chc\w+|chcia\w+|zamierza\w*|planuj\w+|rusza\w*|interesuj\w+|wchodz\w+|wejdz\w+|trzeba|potrzeb\w+|potrzebuj\w+|liczy\w*|bede|"
    r"bedziemy|bedzie|ma co|ma sensu|ma potrzeby|chodzi|prosz\w+|wierz\w+|wciska\w*|przypomina\w*|proponowa\w*|proponuj\w*|"
    r"udostepnia\w*|zaklada\w*|zakladac|dotyczy|stac|da rady|mam\w* (?:wolnych|pieniedzy|zadnych|srodkow|lokali|etatow)"
)
_REFUSED = re.compile(
    rf"\bnie (?:\w+ )?(?:{_WANT})\b|\b(?:mam|mamy) dosc\b|\bza drog\w+|\bnikt nie chce\b|\bbez zakladania\b|\bodpada\w*\b|"
    r"\bodrzuc\w+|\bzrezygnowa\w+|\brezygnujemy\b|\bnie o to\b|\bna pewno nie\b|\bbyle nie\b|\bnie ma mowy\b|"
    r"\bnie ma (?:co|sensu|potrzeby|na to)\b|\bsparzyl\w+|\bprzejecha\w+ sie\b"
)
_LASTING = (
    r"dziala\w*|funkcjonuj\w*|istniej\w*|powola\w+|przyje\w+|przyjet\w+|zalozy\w+|zalozon\w+|uchwali\w+|uchwalon\w+|podpisa\w+|stosuj\w+|opisan\w+|"
    r"uruchomi\w+|utworzy\w+|wprowadzi\w+|wdrozy\w+|prowadzi\w*|zbiera sie|spotyka sie|starcza|wystarcza"
)
_HAS = re.compile(
    rf"\b(?:mamy|ma|mam|jest|sa|maja) (?:\w+ ){{0,2}}juz\b|\bjuz (?:\w+ ){{0,4}}(?:mamy|ma|mam|jest|sa|maja|{_LASTING})\b|"
    rf"\b(?:{_LASTING}) (?:\w+ ){{0,4}}(?:juz|dobrze|od lat|od dawna|od roku|od \w+ (?:lat|roku)|drugi rok|trzeci rok|co kwartal|sprawnie|rowno)\b|"
    rf"\b(?:od lat|od dawna|od roku|od \w+ lat) (?:\w+ ){{0,4}}(?:{_LASTING}|mamy|jest|ma)\b|"
    r"\b(?:powolalismy|powolano|przyjelismy|przyjeto|zalozylismy|uchwalilismy|uchwalono|podpisalismy|uruchomilismy|wprowadzilismy|wdrozylismy)\b|"
    r"\bjuz (?:jest|mamy|dziala\w*|sa)\b|\bmamy porzadn\w+|\bjest porzadn\w+|\bdziala\w* (?:dobrze|u nas)\b|\bu nas dziala\w*"
)
_HERE = re.compile(r"\b(?:mamy|ma|jest|sa|dziala\w*|jestem|jestesmy|prowadzimy|prowadze|istnieje)\b")
_LACK = re.compile(r"\b(?:brak\w*|nie ma|nie mamy|nie dziala\w*|nie istnieje|zadn\w+|przydal\w*|potrzebn\w+|nie wiem|nie wiemy|moglby|moglaby|mogloby)\b")


def story(text: str) -> bool:
    """Whether a message is long enough to be told in parts."""
    words = len(text.split())
    return words >= LONGEST or (words >= LONG and len(_ENDS.findall(text.strip(" .!?"))) > 0)


def cut(text: str) -> list[str]:
    """The parts of a story: sentences, and what stands on each side of an "ale"."""
    found: list[str] = []
    for sentence in _ENDS.split(text):
        at = 0
        for turn in [*_TURNS.finditer(fold(sentence)), None]:
            piece = sentence[at : turn.start() if turn else len(sentence)].strip(" ,")
            at = turn.end() if turn else len(sentence)
            if found and len(piece.split()) < LEAST:
                found[-1] = f"{found[-1]}, {piece}" if piece else found[-1]
            elif piece:
                found.append(piece)
    return found


def sense(part: str, *, names: bool) -> Sense:
    """What a part tells. `names`: it names an action or what comes of one outright, so plain "mamy" tells it is there."""
    folded = fold(clean(part))
    if _REFUSED.search(folded):
        return "refused"
    if _HAS.search(folded) and not _LACK.search(folded):
        return "has"
    if names and _HERE.search(folded) and not _LACK.search(folded):
        return "has"
    return "need"
