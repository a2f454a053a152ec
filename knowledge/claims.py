"""Articles and figures in Polish text: what of a statement can be looked up, and whether another text says it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.schema import Statement

Path = tuple[str, ...]
"""An article by its parts: ("3", "3a") is art. 3 ust. 3a; an annex is (ANNEX, "2")."""
ANNEX = "zał"

_NUMBER = r"\d+[a-z]{0,2}\b"
_JOINED = r"\s*(?:,|–|-|\bi\b|\boraz\b|\blub\b|\bdo\b|\bw zw\. z\b)?\s*"
_CITED = re.compile(
    rf"\b(?:art\.|załącznik\w*|zał\.)\s+{_NUMBER}"
    rf"(?:{_JOINED}(?:(?:art\.|ust\.|pkt|lit\.|zd\.)\s+)?(?:{_NUMBER}|\b[a-z]\b(?!\w|\.)))*",
    re.IGNORECASE,
)
_PIECE = re.compile(rf"art\.|ust\.|pkt|lit\.|zd\.|załącznik\w*|zał\.|–|-|,|{_NUMBER}|\b[a-z]\b", re.IGNORECASE)
_LEVEL = {"art.": 0, "ust.": 1, "pkt": 2, "lit.": 3, "zd.": 3}

MONTHS = ("styczni", "luteg|luty", "marc|marz", "kwie", "maj|maja", "czerw", "lipc|lipi", "sierp", "wrze", "paźd",
          "listop", "grud")  # fmt: skip
_WORDS = {
    "dwa": 2, "dwie": 2, "dwóch": 2, "dwoma": 2, "dwiema": 2,
    "trzy": 3, "trzech": 3, "trzema": 3, "cztery": 4, "czterech": 4, "pięć": 5, "pięciu": 5, "sześć": 6, "sześciu": 6,
    "siedem": 7, "siedmiu": 7, "osiem": 8, "ośmiu": 8, "dziewięć": 9, "dziesięć": 10, "dziesięciu": 10,
    "czternaście": 14, "czternastu": 14, "połowa": 0.5, "połowę": 0.5, "połowy": 0.5,
}  # fmt: skip
DATE = "termin"
"""The unit of a day of the year: 31 May is 531, whatever the year."""
_UNITS = {
    "%": "%|procent", "zł": "zł|złot", "euro": "euro", "dzień": "dni|dzień", "miesiąc": "miesi", "rok": "rok|lat",
    "godzina": "godzin", "osoba": "os[oó]b|członk|mieszka|założyciel", "pracownik": "pracown|zatrudnion|etat",
    "podmiot": "podmiot|organizac|gmin|fundator|partner", "warunek": "warun", DATE: "|".join(MONTHS),
}  # fmt: skip
HARD = ("%", "zł", "euro")
"""Units of figures that are never a mere estimate."""
_FIGURE = re.compile(
    r"(?<![\w./])(?P<number>\d{1,3}(?:[ \u00a0]\d{3})+|\d+(?:[.,/]\d+)?|\b(?:" + "|".join(_WORDS) + r")\b)"
    r"(?P<more>\s*tys\.|\s*mln)?(?:\s*[–-]\s*(?P<end>\d+))?\s*(?P<rest>%|[^\W\d]+(?:\s+[^\W\d]+)?)?",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b(\d{1,2})\.(0[1-9]|1[0-2])(?:\.(\d{4}))?(?!\.?\d)")
_GENITIVE = ("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
             "października", "listopada", "grudnia")  # fmt: skip
_OFFICIAL = re.compile(r"\b(?:Dz\.\s?U\.|M\.\s?P\.)[^,;)]*?poz\. \d+|\b(?:nr|uchwała nr) \d+[^\s,;)]*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts ("" when that is not among the units known)."""

    value: float
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as cited: `ways` are the paths it may stand for, the likeliest first ("art. 28 ust. 2, 30")."""

    ways: tuple[Path, ...]

    @property
    def text(self) -> str:
        """Its name in full."""
        annex, path = self.ways[0][0] == ANNEX, self.ways[0]
        names = ("załącznik",) if annex else ("art.", "ust.", "pkt", "lit.")
        return " ".join(f"{name} {part}" for name, part in zip(names, path[annex:], strict=False) if part)


def articles(text: str) -> list[Article]:
    """Every article and annex that a text names, ranges in full; of "art. 6 ust. 5" only the whole."""
    return [Article(ways) for found in _CITED.finditer(text) for ways in _read(found[0])]


def _read(words: str) -> list[tuple[Path, ...]]:
    """The articles of one citation, each with the ways to read it: after "ust. 2, 30" may be an ust. or an article."""
    made: list[tuple[Path, ...]] = []
    path: list[str] = []
    level, annex, comma, dash, other = 0, False, False, False, ""
    for piece in _PIECE.findall(words):
        word = piece.lower()
        if word in _LEVEL or word.startswith(ANNEX):
            level, annex = _LEVEL.get(word, 0), word.startswith(ANNEX)
            if level == 1 and other:  # "ust. 4, 11 ust. 3": the 11 was an article
                path, made[-1] = [other], ((other,),)
            comma, other = False, ""
        elif word in ("–", "-"):
            dash = True
        elif word == ",":
            comma = True
        elif not (word == "i" and level < 3):
            if dash:
                made += [((*path[:-1], between),) for between in _between(path[-1], word)]
            deeper = path[:level] == path and made and made[-1][0] == tuple(path)
            path = [*path[:level], *[""] * (level - len(path)), word]
            other = word if comma and level else ""
            ways = [tuple([ANNEX, *path] if annex else path), *([(other,)] if other else [])]
            made[len(made) - bool(deeper and len(path) > 1) :] = [tuple(ways)]
            comma = dash = False
    return made


def _between(first: str, last: str) -> list[str]:
    """The numbers between two: 5–8 gives 6 and 7; 41e–41h gives 41f and 41g; 18–18b gives 18a."""
    one, other = (re.fullmatch(r"(\d+)([a-z]*)", name) for name in (first, last))
    if one is None or other is None:
        return []
    if one[1] == other[1]:
        return [one[1] + chr(n) for n in range(ord(one[2] or "`") + 1, ord(other[2] or "a"))]
    return [str(n) for n in range(int(one[1]) + 1, int(other[1]) + 1) if str(n) != last]


def figures(text: str) -> list[Figure]:
    """Numbers of a text that are neither articles nor names of acts, dates included ("31 maja")."""
    text = _DATE.sub(lambda d: f"{int(d[1])} {_GENITIVE[int(d[2]) - 1]} {d[3] or ''}", text)
    text = _OFFICIAL.sub(" ", text)
    text = re.sub(r"\b(?:art|ust|pkt|poz|lit)\.? ?\d+[a-z]*", " ", _CITED.sub(" ", text), flags=re.IGNORECASE)
    text = re.sub(r"\b[1-4]\.[1-7]\b\*?", " ", text)
    made = []
    for found in _FIGURE.finditer(text):
        unit, words = _unit((found["rest"] or "").split())
        if found["number"].lower() in _WORDS and not unit:
            continue
        said = " ".join((found[0].removesuffix(found["rest"] or "") + words).split())
        for raw in filter(None, (found["number"], found["end"])):
            value = _value(raw) * {"tys.": 1e3, "mln": 1e6}.get((found["more"] or "").strip(), 1)
            value += 100 * _month(words) if unit == DATE else 0
            made.append(Figure(value, unit, said))
    return made


def _value(raw: str) -> float:
    if raw.lower() in _WORDS:
        return float(_WORDS[raw.lower()])
    top, _, bottom = re.sub(r"\s", "", raw).replace(",", ".").partition("/")
    return float(top) / float(bottom) if bottom else float(top)


def _month(word: str) -> int:
    return next((n for n, stems in enumerate(MONTHS, 1) if re.match(stems, word.lower())), 0)


def _unit(rest: list[str]) -> tuple[str, str]:
    """The unit among the words after a number, and the words up to it; without a unit, the first word."""
    for count, word in enumerate(rest, 1):
        for name, stems in _UNITS.items():
            if re.match(stems, word.lower()):
                return name, " ".join(rest[:count])
    return "", " ".join(rest[:1])


Claim = Article | Figure


def of(statement: Statement) -> list[Claim]:
    """What of a statement can be looked up: the articles it names or stands on, and its figures."""
    named = dict.fromkeys(article for text in (statement.place or "", statement.text) for article in articles(text))
    return [*named, *dict.fromkeys(figures(statement.text))]


def legal(text: str) -> str | None:
    """What in a text that carries no source would need one: an article, an act's number, a percentage, a sum."""
    act = _OFFICIAL.search(text)
    found: list[Claim] = [*articles(text), *(figure for figure in figures(text) if figure.unit in HARD)]
    return act[0] if act else found[0].text if found else None


def says(line: str, claim: Claim) -> bool:
    """Whether a line names this article (or a part of it), or this number of the same things."""
    if isinstance(claim, Figure):
        counted = [figure for figure in figures(line) if figure.value == claim.value]
        return any(claim.unit == figure.unit or not (claim.unit and figure.unit) for figure in counted)
    known = {way for article in articles(line) for way in article.ways}
    return any(longer[: len(way)] == way for way in claim.ways for longer in known)
