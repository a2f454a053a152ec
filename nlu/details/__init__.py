"""What a message tells about a chosen action: notes, who is in charge, target quarters.

Precision comes first: a message is read as a detail only when every word of it is a part of the detail, names an action
or is mere frame. What is not understood in full is left to the rest of the understanding.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nlu.details import notes, people, quarters, times
from nlu.details.frame import ADDING, Parse, subject, whole
from nlu.polish.normalise import fold
from nlu.polish.words import words
from nlu.understanding import Detail, When

_HINT = re.compile(
    r"odpowi|\bodp\b|osob|zajm|prowadz|pilnuj|koordyn|ogarn|nadzor|opieku|bierze|wezmie|lider|przypis|przydziel|powierz|wyznacz"
    r"|deleg|zlec|notat|notk|uwag|komentarz|adnotac|dopis|zapis|wpis|notuj|notow|pamieta|termin|deadlin|\bdat|kwart|\bkw\b|\bq"
    r"|20\d\d|roku?\b|stycz|\blut|\bmar|kwie|\bmaj|czerw|\blip|sierp|wrze|pazdz|listop|grud|wios|\blat|jesie|zim"
    r"|wakac|polrocz|polow|swiet|gwiazd|niech"
)
"""Without one of these nothing is told; the many other messages are not looked at twice."""
_CUT = re.compile(r"\s*[,;\n]\s*|\s+(?:i|oraz|a)\s+(?=termin|osob|odpowi|uwag|notat|dopis)", re.IGNORECASE)
_SUBJECT = re.compile(r"\s*(?P<of>[^:;,\n]{1,80}?)\s*(?::|\s[-–—]+\s|,)\s*(?P<told>.+)", re.DOTALL)
ANSWER = 60
"""An answer to "który kwartał?" is no longer than so many characters."""
_ADDS = whole(ADDING)
_READERS = (people.read, quarters.read)


def read(text: str, parse: Parse) -> tuple[Detail, ...]:
    """The details a message tells, in its order; empty when it is about something else or is a question."""
    folded = fold(text)
    if not _HINT.search(folded):
        return ()
    note = notes.read(text, parse)
    if note is not None and not _asks(text[: len(text) - len(note.value)]):
        return (note,)
    if _asks(text):
        return ()
    one = _one(text, parse)
    return (one,) if one is not None else _several(text, parse)


def when(text: str) -> When | None:
    """The time of a short message, which may answer "który kwartał?"."""
    if len(text) > ANSWER:
        return None
    found = times.take(text, hinted=True)
    return found[0] if found is not None else times.short(text)


def _one(text: str, parse: Parse) -> Detail | None:
    return next((found for reader in _READERS if (found := reader(text, parse)) is not None), None)


def _several(text: str, parse: Parse) -> tuple[Detail, ...]:
    """ "2.2: odpowiada Jan, termin II kwartał, uwaga: po sesji": one action, then part by part."""
    match = _SUBJECT.match(text)
    named = subject(match["of"], parse, _ADDS) if match else None
    if match is not None and named:
        adding = any(_ADDS.match(word) for word in fold(match["of"]).split())
        found = _parts(match["told"], parse)
        return tuple(replace(one, targets=one.targets or named, adding=adding or one.adding) for one in found)
    found = _parts(text, parse)
    return tuple(replace(one, targets=one.targets or found[0].targets) for one in found)


def _parts(text: str, parse: Parse) -> tuple[Detail, ...]:
    found: list[Detail] = []
    cuts = [0, *(match.end() for match in _CUT.finditer(text))]
    for place, start in enumerate(cuts):
        note = notes.read(text[start:], parse)
        if note is not None:  # a note reaches to the end
            return (*found, note)
        end = cuts[place + 1] if place + 1 < len(cuts) else len(text)
        one = _one(text[start:end].rstrip(" ,;\n"), parse)
        if one is None:
            return ()
        found.append(one)
    return tuple(found)


def _asks(text: str) -> bool:
    """A question mark, or a question word that is not the "jak" of "jak najszybciej"."""
    said = re.sub(r"\bjak (?=naj)", "", fold(text))
    return "?" in text or any(word in words("question_forms") for word in re.findall(r"[^\W\d_]+", said))
