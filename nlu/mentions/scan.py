"""A text cut into nodes: numbers read as ids or digits, words, punctuation.

Numbers that only look like ids (dates, amounts, articles of acts, hours, telephones) come out as plain content.
"""

from __future__ import annotations

import re

from nlu.mentions.nodes import Node
from nlu.polish.normalise import fold
from nlu.understanding import Target

MOST = 20
"""The largest number that can be an ordinal."""

_UNITS = (
    r"mln|milion\w*|mld|miliard\w*|tys|tysiac\w*|zl|zlot\w*|pln|eur|euro|lat|lata|roku|rok|mies|miesi\w+|tydz\w*|tygodn\w*"
    r"|dni|dniach|godz\w*|proc|procent\w*|promil\w*|etat\w*|osob|osoby|osobami|km|ha|kw|kg|minut\w*|stopni\w*|gb|mb|h"
)
_MONTHS = (
    r"stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|grudnia"
    r"|styczen|luty|marzec|kwiecien|czerwiec|lipiec|sierpien|wrzesien|pazdziernik|listopad|grudzien"
)
_LEGAL = (
    r"(?:art|artykul\w*|ust|ustep\w*|par|paragraf\w*|lit|zd|tiret|rozdzial\w*|zalacznik\w*|tabel\w*|rys|str|stron\w*)"
)

JUNK = re.compile(
    rf"""
      \S+@\S+ | https?://\S+ | www\.\S+
    | \bdz\.?\s?u\.?(?:[\s,]*(?:z|nr|\d{{4}})\.?)*(?:\s*r\.?)?(?:[\s,]*(?:nr|poz)\.?\s*\d+)* | \bm\.\s?p\.[\s\d]*(?:poz\.?\s*\d+)?
    | (?:\b{_LEGAL}\b\.?|§+)\s*\d+\w?(?:[.,-]\d+)*(?:[\s,]*(?:(?:{_LEGAL}\b|\bpkt\b|§)\.?|i|oraz|do)\s*\d+\w?)*
    | \bpoz\.?\s*\d{{3,}}
    | \b\d{{1,2}}([./-])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})\b | \b\d{{4}}-\d{{2}}-\d{{2}}\b
    | \b\d{{1,2}}\s+(?:{_MONTHS})\b(?:\s+\d{{4}})? | \b(?:{_MONTHS})\s+\d{{4}}\b
    | \b\d{{1,2}}:\d{{2}}\b | \bgodz\w*\.?\s*\d{{1,2}}(?:[.:]\d{{2}})?
    | \+\d[\d\s-]{{6,}}
    | \b\d{{2,}}(?:[\s-]\d{{2,}})+\b | \b\d{{1,3}}(?:[\s.]\d{{3}})+\b(?:[.,]\d+)? | \b\d{{3,}}(?:[.,]\d+)?\b
    | \b\d+(?:[.,]\d+)?\s*(?:-\s*\d+\s*)?(?:(?:{_UNITS})\b|%)
    | (?<=\d)[°²]
    """,
    re.VERBOSE,
)
"""What holds digits but names nothing here; looked for in the folded text."""

PIECE = re.compile(
    r"(?P<gender>\b\d{1,2}-?(?:szy|sza|sze|szego|szej|gi|ga|gie|giego|giej|ci|cia|cie|ciego|ciej|ty|ta|te|tego|tej|my|ma"
    r"|me|mego|mej|go|ej)\b)"
    r"|(?P<spaced>(?<![\d.,])[1-4](?:\s\.\s?|\.\s)[1-9](?![.,\d]))"
    r"|(?P<number>\d+\*?(?:[.,/+;&-]\d+\*?)*)"
    r"|(?P<word>[^\W\d_]+(?:['-][^\W\d_]+)*)"
    r"|(?P<arrow>[-=]>|→)"
    r"|(?P<mark>\.{2,}|[.,;:!?()\n+&-])"
)
_SPLIT = re.compile(r"[;/+&]")


def by_id(action_id: str) -> Target:
    """A target named by its number."""
    return Target("action", id=action_id, how="id")


def by_number(value: int) -> Target:
    """A target named by a bare digit."""
    return Target("number", ordinal=value, how="ordinal")


def by_ordinal(value: int) -> Target:
    """A target named by its place in a list; negative from the end."""
    return Target("ordinal", ordinal=value, how="ordinal")


def scan(text: str) -> list[Node]:
    """Nodes of a text: numbers are targets already, words are "content" until `read` says more."""
    folded = fold(text).replace("–", "-").replace("—", "-").replace("−", "-").replace("’", "'")
    found: list[Node] = []
    place = 0
    for junk in JUNK.finditer(folded) if any(c.isdigit() or c == "@" for c in folded) else ():
        if not junk.group().strip():
            continue
        _pieces(folded, place, junk.start(), found)
        found.append(Node("content", junk.start(), junk.end(), junk.group(), role="junk"))
        place = junk.end()
    _pieces(folded, place, len(folded), found)
    return found


def _pieces(folded: str, start: int, end: int, found: list[Node]) -> None:
    for piece in PIECE.finditer(folded, start, end):
        name, here, there, what = piece.lastgroup, piece.start(), piece.end(), piece.group()
        if name == "word":
            _word(what, here, there, found)
        elif name == "arrow":  # "2.2 -> 4.6"
            found.append(Node("content", here, there, "na"))
        elif name == "mark":
            _mark(folded, what, here, there, found)
        elif name == "gender":
            value = int(re.match(r"\d+", what).group())  # type: ignore[union-attr]
            found.append(Node("target", here, there, what, [by_ordinal(value)], value=value, role="ordinal"))
        elif name == "spaced":
            found.append(Node("target", here, there, what, [by_id(f"{what[0]}.{what[-1]}")], role="id"))
        else:
            found.append(_number(what, here, there, folded))


def _word(what: str, start: int, end: int, found: list[Node]) -> None:
    left, hyphen, right = what.partition("-")
    if hyphen and left in DIGIT_WORDS and right in DIGIT_WORDS:
        found.append(Node("content", start, start + len(left), left))
        found.append(Node("content", start + len(left) + 1, end, right))
        return
    found.append(Node("content", start, end, what))


def _mark(folded: str, what: str, start: int, end: int, found: list[Node]) -> None:
    before = found[-1] if found and found[-1].end == start else None
    if what == ".":
        if before is not None and before.folded in (
            "pkt",
            "nr",
            "np",
            "poz",
            "p",
            "dz",
            "ust",
            "art",
            "tzn",
            "m",
            "in",
        ):
            return
        after = folded[end : end + 12].lstrip()
        if before is not None and before.role == "digit" and re.match(r"(?:i|oraz|a|do|,|-|z|lub)\b|[,-]", after):
            return  # "1. i 3.": the full stop of an ordinal
        found.append(Node("stop", start, end, what))
    elif what in ",()":
        found.append(Node("comma", start, end, what))
    elif what == ":":
        found.append(Node("colon", start, end, what))
    elif what == "?":
        found.append(Node("ask", start, end, what))
    elif what == "-":
        found.append(Node("dash", start, end, what))
    elif what in "+&":
        found.append(Node("also" if what == "+" else "conj", start, end, what))
    else:
        found.append(Node("stop", start, end, what))


def _number(what: str, start: int, end: int, folded: str) -> Node:
    targets = read_number(what.replace("*", ""))
    glued = folded[end : end + 1]
    if not targets or (glued and (glued.isalpha() or glued == "%")) or _glued_before(folded, start):
        return Node("content", start, end, what, role="junk")
    kinds = {target.kind for target in targets}
    role = "id" if kinds == {"action"} else "digit" if len(targets) == 1 else "digits"
    return Node("target", start, end, what, targets, value=targets[0].ordinal or 0, role=role)


def _glued_before(folded: str, start: int) -> bool:
    """Whether a letter stands right before the number, other than in "pkt2.1"."""
    return folded[max(start - 1, 0) : start].isalpha() and not re.search(r"\b(?:pkt|nr|punkt|poz|p)$", folded[:start])


def read_number(what: str) -> list[Target]:
    """What a run of digits and separators without spaces names; empty when it is no id, digit or list of them.

    "2.1" and "2,1" are ids, "2-1" is an id but "2-4" the second to the fourth, "1,2,3" are digits, "1.1-1.3" a range.
    """
    found: list[Target] = []
    for part in _SPLIT.split(what):
        made = _part(part)
        if not made:
            return []
        found += made
    return found


def _part(part: str) -> list[Target]:
    numbers = [int(n) for n in re.findall(r"\d+", part)]
    marks = re.findall(r"[.,-]", part)
    if any(n > MOST for n in numbers) or 0 in numbers:
        return []
    if len(numbers) == 1:
        return [by_number(numbers[0])]
    if set(marks) == {"-"} and len(numbers) == 2:
        if numbers[0] < numbers[1]:
            return [by_number(n) for n in range(numbers[0], numbers[1] + 1)]
        return [by_id(f"{numbers[0]}.{numbers[1]}")] if max(numbers) < 10 else []
    if "-" in marks:
        return _range(part)
    if set(marks) == {","} and len(numbers) > 2:
        rising = all(a < b for a, b in zip(numbers, numbers[1:], strict=False))
        if rising or len(numbers) % 2:
            return [by_number(n) for n in numbers]
        return [by_id(f"{a}.{b}") for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
    found: list[Target] = []
    for piece in part.split(",") if "." in marks else [part]:
        digits = re.split(r"[.,]", piece)
        if len(digits) == 1:
            found.append(by_number(int(digits[0])))
        elif len(digits) == 2 and all(len(d) == 1 for d in digits):
            found.append(by_id(".".join(digits)))
        else:
            return []
    return found


def _range(part: str) -> list[Target]:
    ends = part.split("-")
    if len(ends) != 2:
        found = [_part(end) for end in ends]
        return [row[0] for row in found] if all(len(row) == 1 and row[0].kind == "action" for row in found) else []
    first, last = _part(ends[0]), _part(ends[1])
    if len(first) != 1 or len(last) != 1 or first[0].kind != "action" or first[0].id is None:
        return []
    if last[0].kind == "number":
        last = [by_id(f"{first[0].id[0]}.{last[0].ordinal}")]
    return [Target("action", id=f"{first[0].id}-{last[0].id}", how="id")]


DIGIT_WORDS = {
    "jeden": 1, "dwa": 2, "trzy": 3, "cztery": 4, "piec": 5, "szesc": 6, "siedem": 7, "osiem": 8,
    "dziewiec": 9,
}  # fmt: skip
"""Numbers said aloud that can be half of an id: "dwa jeden", "cztery przecinek sześć"."""
