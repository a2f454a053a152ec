"""A target quarter told of an action: "2.1 do końca czerwca 2027", "termin 3.1: III kwartał", "usuń termin 2.1"."""

from __future__ import annotations

import re

from nlu.details import times
from nlu.details.frame import ADDING, CHANGING, REMOVING, SETTING, Parse, numbered, subject, whole
from nlu.polish.normalise import fold
from nlu.understanding import Detail

_TERM = r"termin\w*|deadlin\w*|dat[aey]"
_PLANS = (
    r"plan\w*|zaplan\w*|zrob\w*|robi\w*|gotow\w*|rusz\w*|start\w*|wystart\w*|zacz\w+|zaczyn\w*|rozpocz\w*|rozpoczn\w*|"
    r"(?:za|do|u)?koncz\w*|zakoncz\w*|skoncz\w*|wdroz\w*|wdraz\w*|wdrazam\w*|(?:z)?realiz\w*|uchwal\w*|przyj\w+|"
    r"zamierza\w*|zdaz\w*|wykona\w*|celuj\w*|odloz\w*|zalatw\w*|uruch\w*|prac\w+|zaj\w+|"
    r"konc\w*|koniec|najpozniej|gdzies|okol\w*|kolo|mniej|wiecej|pod|przed|docelow\w*|przewidzian\w*|realn\w*|"
    r"bedziemy|realizacj\w*|sam\w*|poczat\w*|ciagu|cel\w*|r|rok\w*|kwartal\w*|na|najlepiej|przypada"
)
_FRAME = whole(rf"{_TERM}|{_PLANS}|{SETTING}|{CHANGING}|{ADDING}")
_REMOVED = re.compile(rf"\b(?:{REMOVING})\b.*\b(?:{_TERM})\b|\b(?:{_TERM})\b.*\b(?:{REMOVING})\b")
_NAMED = re.compile(rf"\b(?:{_TERM}|kwartal\w*)\b")
_REST = re.compile(r"\breszt[aey]\b")
_GONE = whole(rf"{_TERM}|{REMOVING}|{SETTING}|kwartal\w*|realizacji|wykonania")
_ADDED = re.compile(rf"\b(?:{ADDING})\b")


def read(text: str, parse: Parse) -> Detail | None:
    """A quarter to set or to take away, of which actions; None when the text says something else."""
    folded = fold(text)
    hinted = _NAMED.search(folded) is not None
    found = times.take(text, hinted=hinted)
    if found is None:
        if not _REMOVED.search(folded):
            return None
        targets = subject(text, parse, _GONE, loosely=True)
        return None if targets is None else Detail("quarter", targets=targets, deed="remove")
    if _REST.search(folded):
        return None  # "2.1 teraz, resztę na przyszły rok"
    when, rest = found
    targets = subject(rest, parse, _FRAME, loosely=hinted)
    if targets is None:
        return None
    sure = hinted or numbered(targets)
    return Detail("quarter", targets=targets, when=when, adding=bool(_ADDED.search(folded)), sure=sure)
