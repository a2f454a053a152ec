"""Times in Polish, read as quarters: "w pierwszym kwartale 2027", "do końca czerwca", "na jesień"."""

from __future__ import annotations

import re
from dataclasses import replace

from nlu.details.frame import blank
from nlu.polish.normalise import fold
from nlu.understanding import When

_NTH = r"pierwsz\w{1,4}|drugi\w{0,3}|trzeci\w{0,3}|czwart\w{1,4}|iv|iii|ii|i|[1-4]"
_QUARTER = r"kwarta\w*|kwartl\w*|kw\b\.?"
_MONTHS = (
    "stycz(?:en|nia|niu|niem)", "lut(?:y|ego|ym)", "mar(?:zec|ca|cu)", "kwie(?:cien|tnia|tniu)",
    r"maju?|(?<=\d )maja|(?<=(?:do|od|ca|ku) )maja|(?<=wie )maja|maja(?=\s+20)",  # else "maja" may be "mają"
    "czerw(?:iec|ca|cu)", "lip(?:iec|ca|cu)", "sierp(?:ien|nia|niu)", "wrze(?:sien|snia|sniu)",
    "pazdziernik(?:a|u)?", "listopad(?:a|zie)?", "grud(?:zien|nia|niu)",
)  # fmt: skip
_MONTH = "|".join(rf"(?P<m{n}>{stem})" for n, stem in enumerate(_MONTHS, 1))
_YEAR = r"20\d\d"
_NEXT = r"przyszl\w+|nastepn\w+|kolejn\w+"
_THIS = r"tego|tym|ten|biezac\w+|obecn\w+|aktualn\w+"
_OF_YEAR = rf"\s+(?=(?:{_NEXT}|{_THIS}|{_YEAR}|rok))"
_SEASONS = {
    r"wiosn\w*": (1, 2), r"lato|latem|lecie|po wakacjach": (2, 3), r"jesien\w*": (3, 4),
    r"zim(?:a|e|y|ie)": (1, 4), r"wakacj\w+": (3,),
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SPELT = {"pierw": 1, "drugi": 2, "trzec": 3, "czwar": 4}

_RULES = [
    ("iso", re.compile(rf"\b(?P<year>{_YEAR})-(?P<month>0\d|1[0-2])(?:-\d\d)?\b")),
    ("date", re.compile(rf"\b(?:[0-3]?\d[./-])?(?P<month>0?[1-9]|1[0-2])[./-](?P<year>{_YEAR})\b")),
    (
        "nth",
        re.compile(rf"\b(?:(?P<a>{_NTH})\.?\s*(?:{_QUARTER})|(?:{_QUARTER})\s*(?P<b>{_NTH})\b|q\s?(?P<c>[1-4])\b)"),
    ),
    ("onward", re.compile(rf"\b(?:(?P<next>{_NEXT})|(?:{_THIS}))\s+(?:{_QUARTER})")),
    ("half", re.compile(rf"\b(?P<half>{_NTH})\s*(?:polow\w+|polrocz\w+|pol\b)")),
    ("month", re.compile(rf"\b(?:(?:[0-3]?\d)\.?\s+)?(?:{_MONTH})\b")),
    *((f"season{n}", re.compile(rf"\b(?:{words})\b")) for n, words in enumerate(_SEASONS)),
    (
        "edge",
        re.compile(rf"\b(?:(?P<late>koniec|konc[aeuy]\w?|koncow\w+)|(?P<early>poczat(?:ek|k\w+))){_OF_YEAR}"),
    ),
    ("middle", re.compile(rf"\b(?:w )?polow\w+{_OF_YEAR}")),
    (
        "year",
        re.compile(
            rf"(?<![\d.,/])\b(?:(?P<year>{_YEAR})\b(?:\s*(?:roku|rok|r\b\.?))?|(?P<short>2[6-9]|3\d)\s*(?:roku|r\b\.?))"
        ),
    ),
    ("years_on", re.compile(rf"\b(?:(?P<next>{_NEXT})|(?:{_THIS}))\s+rok\w*|\b(?P<soon>za rok)\b")),
    ("plain_year", re.compile(r"\brok(?:u|iem)?\b")),
]
"""In the order of trial; each takes its words out of the text."""
_SOON = re.compile(r"\b(?:(?:jak )?naj(?:szybciej|pozniej)|pozniej|wkrotce|niedlugo|kiedys|od razu|po wyborach)\b")


def take(text: str, *, hinted: bool = False) -> tuple[When, str] | None:
    """The time a text names, and the text with its words made spaces; None without one.

    `hinted`: the word "termin" stood there, so that "później" or "jak najszybciej" are times, too.
    """
    rest, found = fold(text), When()
    hits: set[str] = set()
    left = text
    for name, pattern in _RULES:
        match = pattern.search(rest)
        if match is None or (name == "plain_year" and not {"edge", "middle", "nth", "half"} & hits):
            continue
        read = _read(name, match, found)
        if read is None:
            continue
        found = read
        hits.add(name)
        rest, left = blank(rest, *match.span()), blank(left, *match.span())
    soon = _SOON.search(rest) if hinted else None
    if soon is not None:
        return found, blank(left, *soon.span())
    return (found, left) if hits else None


def _read(name: str, match: re.Match[str], found: When) -> When | None:
    """What a rule's words add to what was read before; None when they add nothing."""
    said = match.groupdict()
    settled = bool(found.quarters) or found.month is not None or found.quarters_on is not None
    if name == "year":
        return replace(found, year=int(said["year"] or f"20{said['short']}")) if found.year is None else None
    if name in ("iso", "date"):
        month = int(said["month"])
        return replace(found, year=int(said["year"]), month=month, quarters=(_of_month(month),))
    if name == "years_on":
        return replace(found, years_on=1 if said["next"] or said["soon"] else 0)
    if name == "plain_year":
        return found if found.year or found.years_on is not None else replace(found, years_on=0)
    if settled:
        return None
    if name == "nth":
        return replace(found, quarters=(_number(said["a"] or said["b"] or said["c"]),))
    if name == "onward":
        return replace(found, quarters_on=1 if said["next"] else 0)
    if name == "half":
        half = _number(said["half"])
        return replace(found, quarters=(1, 2) if half == 1 else (3, 4)) if half < 3 else None
    if name == "month":
        month = next(n for n in range(1, 13) if said[f"m{n}"])
        return replace(found, month=month, quarters=(_of_month(month),))
    if name == "edge":
        return replace(found, quarters=(4,) if said["late"] else (1,))
    if name == "middle":
        return replace(found, quarters=(2, 3))
    return replace(found, quarters=tuple(_SEASONS.values())[int(name.removeprefix("season"))])


def _of_month(month: int) -> int:
    return (month + 2) // 3


def _number(word: str) -> int:
    return _ROMAN.get(word) or _SPELT.get(word[:5]) or int(word)


_ANSWER = re.compile(rf"(?P<nth>{_NTH})\Z")


def short(text: str) -> When | None:
    """A bare "trzeci", "w IV", "2": a quarter where one was asked for."""
    words = [
        word
        for word in re.findall(r"\w+", fold(text))
        if word not in ("w", "we", "na", "ten", "to", "niech", "bedzie", "moze")
    ]
    match = _ANSWER.match(words[0]) if len(words) == 1 else None
    return When((_number(match["nth"]),)) if match else None
