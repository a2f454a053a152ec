"""A long story cut into its parts, and what each part tells: a need, something that is there already, a refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from nlu.polish.normalise import clean, fold
from nlu.understanding import Part

LONG = 18
"""A message of so many words and at least two sentences is a story; of LONGEST words in any case."""
LONGEST = 22
LEAST = 3
"""Words in a part; shorter ones join the part before."""

Sense = Literal["need", "has", "refused"]

_ENDS = re.compile(r"(?<!\bart)(?<!\bust)(?<!\bnp)(?<!\bdz)(?<!\d)[.!?;]+(?=\s|$)|\n+")
_TURNS = re.compile(
    r",?\s+(?=(?:ale|lecz|tylko ze|tyle ze)\b)"
    r"|,\s+(?=(?:tylko|natomiast|za to|jednak|a (?!nie\b))\b)"
)

_WANT = (
    r"chc\w+ chcia\w+ zamierza\w* planuj\w+ rusza\w* interesuj\w+ wchodz\w+ wejdz\w+ trzeba potrzeb\w+ liczy\w* bede "
    r"bedziemy bedzie chodzi prosz\w+ wierz\w+ wciska\w* przypomina\w* proponowa\w* proponuj\w* udostepnia\w* "
    r"zaklada\w* dotyczy"
).replace(" ", "|")
_COMPLAINT = "powtork|powtarza|tego samego|zatrudni|przyja|pomoc|pomaga|wynaj|wziac|brac|dac|dawac"
"""After "nie chce": what somebody refuses to others, or a mishap, is a need and no refusal."""
_REFUSED = re.compile(
    rf"\b(?!nie \w+ (?:{_COMPLAINT}))(?:nie (?:\w+ )?(?:{_WANT})"
    r"|nie (?:ma co|ma sensu|ma potrzeby|da rady|o to|ma na to|ma mowy)"
    r"|nie mam\w* (?:wolnych|pieniedzy|zadnych|srodkow|lokali|etatow)"
    r"|mam[y]? dosc (?!\w+(?:nia|cia)\b)|za drog\w+|nikt nie chce|bez zakladania|odpada\w*|odrzuc\w+|zrezygnowa\w+"
    r"|rezygnujemy|na pewno nie|byle nie|sparzyl\w+|przejecha\w+ sie)\b"
)
_LASTING = (
    r"dziala\w* funkcjonuj\w* istniej\w* powola\w+ przyje\w+ zalozy\w+ zalozon\w+ uchwali\w+ uchwalon\w+"
    r" podpisa\w+ stosuj\w+ opisan\w+ uruchomi\w+ utworzy\w+ wprowadzi\w+ wdrozy\w+ prowadzi\w*"
    r" spotyka starcza wystarcza"
).replace(" ", "|")
_SINCE = r"(?:od lat|od dawna|od roku|od \w+ (?:lat|roku))"
_HAS = re.compile(
    r"\b(?:(?:mamy|ma|mam|jest|sa|maja) (?:\w+ ){0,2}juz"
    rf"|juz (?:\w+ ){{0,4}}(?:mamy|ma|mam|jest|sa|maja|{_LASTING})"
    rf"|(?:{_LASTING}) (?:\w+ ){{0,4}}(?:juz|dobrze|drugi rok|trzeci rok|co kwartal|sprawnie|rowno|{_SINCE})"
    rf"|{_SINCE} (?:\w+ ){{0,4}}(?:{_LASTING}|mamy|jest|ma)"
    r"|(?:powola|przyje|zalozy|uchwali|podpisa|uruchomi|wprowadzi|wdrozy)(?:lismy|no|to)"
    r"|pomog(?:lismy|lam|lem|lysmy) (?:za|u|po|ot)\w+"
    r"|mamy porzadn\w+|jest porzadn\w+|u nas dziala\w*|dziala\w* (?:dobrze|swietnie|sprawnie|u nas)"
    r"|wszystko (?:gra|dziala)|w porzadku|miejsc (?:wy)?starcza)\b"
)
_HERE = re.compile(r"\b(?:mamy|ma|jest|sa|dziala\w*|jestem|jestesmy|prowadzimy|prowadze|istnieje)\b")
_LACK = re.compile(
    r"\b(?:podobno|ponoc|slyszal\w+"
    r"|brak\w*|nie ma|nie mamy|nie dziala\w*|nie istnieje|zadn\w+|przydal\w*|potrzebn\w+|nie wiem|nie wiemy"
    r"|moglby|moglaby|mogloby)\b"
)


def story(text: str) -> bool:
    """Whether a message is long enough to be told in parts."""
    words = len(text.split())
    return words >= LONGEST or (words >= LONG and len(_ENDS.findall(text.strip(" .!?"))) > 0)


def cut(text: str) -> list[str]:
    """The parts of a story: sentences, and what stands on each side of an "ale"."""
    found: list[str] = []
    for sentence in _ENDS.split(text):
        at, short = 0, ""
        for turn in [*_TURNS.finditer(fold(sentence)), None]:
            piece = f"{short} {sentence[at : turn.start() if turn else len(sentence)].strip(' ,')}".strip()
            at = turn.end() if turn else len(sentence)
            short = piece if turn and len(piece.split()) < LEAST else ""
            if piece and not short:
                found.append(piece)
    return found


def sense(part: str, *, names: bool) -> Sense:
    """What a part tells. `names`: it names an action or what comes of one outright, so "mamy" tells it is there."""
    folded = fold(clean(part))
    if _REFUSED.search(folded):
        return "refused"
    if _HAS.search(folded) and not _LACK.search(folded):
        return "has"
    if names and _HERE.search(folded) and not _LACK.search(folded):
        return "has"
    return "need"


def judged(found: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, a short verdict ("Wszystko działa.") applied to the part it follows."""
    made: list[Part] = []
    for part in found:
        verdict = part.sense != "need" and not part.named and not part.actions and len(part.text.split()) <= LEAST
        if verdict and made and made[-1].sense == "need":
            made[-1] = replace(made[-1], sense=part.sense)
        made.append(part)
    return tuple(made)
