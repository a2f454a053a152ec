"""How people garble: seeded copies of a text without diacritics, with human-like slips, in capitals, as dictated."""

from __future__ import annotations

import random
import re

from nlu.polish.normalise import fold

_NEIGHBOURS = {
    "a": "sqz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy", "i": "uok", "j": "hku",
    "k": "jlo", "l": "kop", "m": "nj", "n": "bmh", "o": "ipl", "p": "ol", "r": "etf", "s": "adw", "t": "ryg", "u": "yij",
    "w": "qes", "y": "tuh", "z": "xas",
}  # fmt: skip
_EAR = (("rz", "ż"), ("ż", "rz"), ("ó", "u"), ("ch", "h"), ("ą", "om"), ("ę", "en"))
_WORD = re.compile(r"[^\W\d_]{4,}")


def bare(text: str) -> str:
    """Without Polish diacritics, capitals kept."""
    return "".join(fold(c) if c.islower() else fold(c).upper() if c.isupper() else c for c in text)


def capitals(text: str) -> str:
    """All in capitals."""
    return text.upper()


def dictated(text: str) -> str:
    """As a telephone writes it down: no capitals, no punctuation."""
    return re.sub(r"\s+", " ", re.sub(r"(?<!\d)[.,;:!?](?!\d)|[„”\"()–-]", " ", text.lower())).strip()


def typos(text: str, seed: int = 11) -> str:
    """One slip in a message, two in one of more than eight words: a swap, a loss, a doubling, a near key, a mishearing."""
    draw = random.Random(f"{seed}{text}")
    words = [m for m in _WORD.finditer(text) if not m.group().isupper()]
    for match in sorted(draw.sample(words, min(len(words), 1 + (len(words) > 8))), key=lambda m: -m.start()):
        text = text[: match.start()] + _slip(match.group(), draw) + text[match.end() :]
    return text


def _slip(word: str, draw: random.Random) -> str:
    heard = [word.replace(a, b, 1) for a, b in _EAR if a in word]
    if heard and draw.random() < 0.3:
        return draw.choice(heard)
    place = draw.randrange(1, len(word) - 1)
    how = draw.choice(("swap", "lose", "double", "near"))
    if how == "swap":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if how == "lose":
        return word[:place] + word[place + 1 :]
    if how == "double":
        return word[:place] + word[place] + word[place:]
    near = _NEIGHBOURS.get(fold(word[place]), word[place])
    return word[:place] + draw.choice(near) + word[place + 1 :]
