"""Words of a text with its quantities in one form, so that "sto trzydzieści tysięcy" is found where "130 000" stands.

Number words, grouped digits and "tys." become one word read as plain digits, an article's letter joins its number
("artykuł 19 a" is "art. 19a"), and a percent sign is a word of its own. For searching: `nlu.polish.lemmas` keeps words
as written.
"""

from __future__ import annotations

from dataclasses import replace

from nlu.polish.lemmas import Token, tokens
from nlu.polish.normalise import fold

UNITS = (
    "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście "
    "piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście"
).split()
TENS = "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt"
HUNDREDS = "sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset"
GROUPS = "dwoje troje czworo pięcioro sześcioro siedmioro ośmioro dziewięcioro dziesięcioro"
NICKNAMES = "dwójka trójka czwórka piątka szóstka siódemka ósemka dziewiątka dziesiątka"
HALF = {"polowa": 50}
"""In percent, as laws put it."""
TIMES = {"tys": 1000, "tysiac": 1000, "mln": 1_000_000, "milion": 1_000_000}
LETTERS = "abcdefgh"
"""Read apart from the number they belong to; further ones are words more often ("art. 13 i 15", "art. 13 o ...")."""
ARTICLE = frozenset(("art",))
VALUES = (
    {fold(word): value for value, word in enumerate(UNITS, 1)}
    | {fold(word): 10 * value for value, word in enumerate(TENS.split(), 2)}
    | {fold(word): 100 * value for value, word in enumerate(HUNDREDS.split(), 1)}
    | {fold(word): value for row in (GROUPS, NICKNAMES) for value, word in enumerate(row.split(), 2)}
    | HALF
)
TELLING = VALUES.keys() | TIMES.keys()


def counted(text: str) -> list[Token]:
    """The words of `text` in order; those of a quantity are one token whose only lemma is its digits."""
    found: list[Token] = []
    read = tokens(text)
    place = 0
    while place < len(read):
        used, lemma = _quantity(text, read, place)
        first, last = read[place], read[place + max(used, 1) - 1]
        form = text[first.start : last.end]
        if used:
            found.append(Token(form, fold(form), frozenset((lemma,)), first.start, last.end))
        else:
            found.append(replace(first, lemmas=ARTICLE) if "artykul" in first.lemmas else first)
        after = text[last.end :].lstrip()
        if after.startswith("%"):
            at = len(text) - len(after)
            found.append(Token("%", "%", frozenset(("procent",)), at, at + 1))
        place += max(used, 1)
    return found


def _quantity(text: str, read: list[Token], place: int) -> tuple[int, str]:
    """(How many tokens from `place` on are one quantity, its digits); (0, "") when none begins there."""
    first = read[place]
    if first.lemmas.isdisjoint(TELLING) and not first.form.isdecimal():
        return 0, ""
    if first.form.isdecimal():
        used, value = _grouped(text, read, place)
        if used == 1 and (letter := _letter(text, read, place)):
            return 2, first.form + letter
    else:
        used, value = _worded(read, place)
    times = _times(read[place + used]) if place + used < len(read) else None
    if times:
        return used + 1, str(times * (value if used else 1))
    return used, str(value) if used else ""


def _grouped(text: str, read: list[Token], place: int) -> tuple[int, int]:
    """Digits with the groups of three that follow after a space ("1 250 000")."""
    digits, used = read[place].form, 1
    for before, token in zip(read[place:], read[place + 1 :], strict=False):
        gap = text[before.end : token.start]
        if not (len(gap) == 1 and gap.isspace() and len(token.form) == 3 and token.form.isdecimal()):
            break
        digits, used = digits + token.form, used + 1
    return used, int(digits)


def _worded(read: list[Token], place: int) -> tuple[int, int]:
    """Number words as long as each is smaller than the last one's place ("sto", "trzydzieści", "dwa")."""
    value, used, room = 0, 0, 1000
    for token in read[place:]:
        worth = next((VALUES[lemma] for lemma in sorted(token.lemmas) if lemma in VALUES), None)
        if worth is None or worth >= room:
            break
        value, used = value + worth, used + 1
        room = 100 if worth >= 100 else 10 if worth >= 20 else 0
    return used, value


def _times(token: Token) -> int | None:
    return next((TIMES[lemma] for lemma in (*sorted(token.lemmas), token.folded) if lemma in TIMES), None)


def _letter(text: str, read: list[Token], place: int) -> str:
    """The letter of an article's number: written close to it, or apart when "art." stands before."""
    if place + 1 == len(read):
        return ""
    number, letter = read[place], read[place + 1]
    gap = text[number.end : letter.start]
    article = place > 0 and read[place - 1].folded.startswith("art")
    near = not gap or (article and gap.isspace() and letter.folded in LETTERS)
    return letter.folded if near and len(letter.folded) == 1 and letter.folded.isalpha() else ""
