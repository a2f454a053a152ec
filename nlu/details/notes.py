"""A note on an action: "dopisz do 2.1, że …", "notatka: …", "usuń uwagę przy 3.1"."""

from __future__ import annotations

import re

from nlu.details.frame import CHANGING, REMOVING, SETTING, WRITING, Parse, subject, whole
from nlu.polish.normalise import fold
from nlu.understanding import Detail

_NOTE = r"notat\w+|notk\w+|uwag(?:a|i|e)?|komentarz\w*|adnotacj\w+|dopis(?:ek|ku|kiem)|przypisek"
_LINK = re.compile(r"\s*:\s+|\s*:(?=\D)|[\s,]+(?:ze|iz)\s+|\s+-+\s+")
_NAMED = re.compile(rf"\b(?:{_NOTE})\b")
_WRITES = re.compile(rf"\b(?:{WRITING})\b")
_FRAME = whole(rf"{_NOTE}|{SETTING}|{CHANGING}|tresc\w*")
_REMOVED = re.compile(rf"\b(?:{REMOVING})\b.*\b(?:{_NOTE})\b")
_GONE = whole(rf"{_NOTE}|{REMOVING}|{SETTING}")
_CHANGED = re.compile(rf"\b(?:{CHANGING})\b")
_HAVE = re.compile(r"\bmam[y]?\b")
_TAIL = re.compile(r"\s+na\s*$")
NAMING = ("action", "area", "ordinal", "number", "all")


def read(text: str, parse: Parse) -> Detail | None:
    """A note to write, to change or to take away; None when the text says something else."""
    folded = fold(text).replace("–", "-").replace("—", "-")
    if not (_NAMED.search(folded) or _WRITES.search(folded)):
        return None
    for link in _LINK.finditer(folded):  # "2.2 - uwaga: …" has two, and only the second has the note behind it
        head, said = text[: link.start()], text[link.end() :].strip()
        made = _told(head, link.group().strip(), said, parse) if said else None
        if made is not None:
            return made
    if not _REMOVED.search(folded):
        return None
    targets = subject(text, parse, _GONE, loosely=True)
    return None if targets is None else Detail("note", targets=targets, deed="remove")


def _told(head: str, link: str, said: str, parse: Parse) -> Detail | None:
    folded = fold(head)
    named = _NAMED.search(folded) is not None
    if not named and (not _WRITES.search(folded) or link == "-"):
        return None
    if "?" in head:
        return None
    targets = subject(_TAIL.sub("", head), parse, _FRAME, loosely=named)
    if targets == () and _HAVE.search(folded):
        return None  # "mam uwagę: za dużo tekstu" is about the bot
    if targets is None or (not named and _list(said, parse)):
        return None
    return Detail("note", said, targets, deed="change" if _CHANGED.search(folded) else "set")


def _list(said: str, parse: Parse) -> bool:
    """ "dopisz: 2.1 i 3.3" adds: nothing but actions stands there."""
    clauses = parse(said)
    kinds = {target.kind for clause in clauses for target in clause.targets}
    return bool(clauses) and all(clause.bare for clause in clauses) and bool(kinds & set(NAMING))
