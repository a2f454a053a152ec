"""The words around a detail: which are mere frame, and which action the rest names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from nlu.polish.normalise import fold
from nlu.understanding import Clause, Target

Parse = Callable[[str], tuple[Clause, ...]]

ID = r"(?<![\d.,])[1-9]\.[1-9](?![.,]?\d)"
REMOVING = r"(?:usun|skasuj|skasowa|kasuj|wykresl|wymaz|wyczys|zdejmij|odpis)\w*|usunie\w+|bez|nie chce|niepotrzebn\w+"
CHANGING = r"(?:zmie[nm]|popraw|podmie|przesu|prze[lk]oz|przenies|zamien|aktualiz|zastap)\w*"
WRITING = r"(?:dopis|zapis|wpis|(?:za|od)?notu|(?:za|od)?notow|zapamieta|pamieta)\w*"
SETTING = (
    rf"{WRITING}|(?:ustaw|ustal|wyznacz|okresl|daj|dac|dam|doda|dorzuc|umiesc|zostaw|wrzuc|nanies|zrob|podaj)\w*"
    r"|(?:przypis|zaznacz|wprowadz)\w*|niech"
)
ADDING = r"(?:dodaj|doda[mc]|dodajemy|dodac|biore|bierzemy|wybiera|wybierzmy|wezmy|wezme|dorzuc)\w*"
PLAIN = (
    r"prosz\w*|poprosz\w*|chc\w+|chcial\w+|mog\w*|mozna|by|to|tego|tym|temu|te|ten|ta|tej|ja|je|go|niej|nim|jej|jego|"
    r"dzialani\w*|pozycj\w*|punkt\w*|jest|bedzie|byl\w*|byc|mam|mamy|miec|ma|niech|jako|sie|jeszcze|tez|takze|juz|"
    r"jednak|tak|wiec|no|dobra|dobrze|ok|okej|wez|a|i|o|u|na|w|we|z|ze|za|do|dla|przy|od|po|co|nasz\w*|"
    r"swoj\w*|sobie|mi|nam|raczej|lepiej|moze|prosba|jedna|jeden|malutka|krotk\w+|taka|takie|tutaj|tu|"
    r"mojej|mojego|listy|liscie|wyborze|wyboru|brzmi|tresci"
)
"""Folded words that mean nothing beside a detail."""
_WORD = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*")
LOOSE = 5
"""A loose description of an action has at most so many words."""


def whole(pattern: str) -> re.Pattern[str]:
    """Matches a folded word that is one of these."""
    return re.compile(rf"(?:{pattern})\Z")


_PLAIN = whole(PLAIN)
_LEADS = re.compile(r"\b(?:do|przy|za|dla|w|we|z|ze|na)\s+\w")


def blank(text: str, start: int, end: int) -> str:
    """The text with a part of it made spaces, so that positions stay."""
    return text[:start] + " " * (end - start) + text[end:]


def numbered(targets: Sequence[Target]) -> bool:
    """Whether an action is named by its number or its place in a list, which leaves no doubt that it is meant."""
    return any(target.how in ("id", "ordinal") for target in targets)


def subject(
    rest: str, parse: Parse, frame: re.Pattern[str] = _PLAIN, *, loosely: bool = False
) -> tuple[Target, ...] | None:
    """The actions that what is left of a message names: () when it is mere frame, None when it says something else.

    `frame` matches folded words that mean nothing here. `loosely`: a description after a preposition will do.
    """
    words = [match.group() for match in _WORD.finditer(rest)]
    left = [word for word in words if not (_PLAIN.match(fold(word)) or frame.match(fold(word)))]
    if not left:
        return ()
    for text in (" ".join(left), " ".join(word for word in words if word in left or _PLAIN.match(fold(word)))):
        clauses = parse(text)
        if clauses and all(clause.bare and clause.operation in (None, "add") for clause in clauses):
            return tuple(target for clause in clauses for target in clause.targets if not target.excluded) or None
    if not loosely or len(left) > LOOSE or not _LEADS.search(fold(rest)):
        return None
    found = [t for clause in parse(f"zostaw {' '.join(left)}") for t in clause.targets if t.how == "loose"]
    return tuple(found) or None
