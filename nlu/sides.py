"""The two sides of a difference that is asked: "czym się różni klub od koalicji", "mienie czy inkubator, co lepsze"."""

from __future__ import annotations

import re

ASKED = re.compile(
    r"\br[oó][zż]ni\w*(?:\s+si[eę])?(?:\s+(?:po)?mi[eę]dzy)?|\bco\s+(?:jest\s+)?lepsz[ey]\w*|\bco\s+lepiej\s+wybra[cć]"
    r"|\bpor[oó]wna(?:j|jcie|[cć]|nie)\b|\bw\s+por[oó]wnaniu\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s+(?:od|a|i|oraz|czy|ni[zż]|z|do|vs\.?)\s+", re.IGNORECASE)
EDGES = " ?.!,:;-–"
VERSUS = re.compile(r"\svs\.?\s", re.IGNORECASE)
AROUND = re.compile(
    r"^(?:czym|jak\w*|to|jest|by[cć]|mi[eę]dzy|si[eę]|z|a|czy)\s+|\s+(?:czym|jak\w*|to|jest|si[eę])$", re.IGNORECASE
)
"""Words of the question itself that stay at the ends of a side."""
MOST = 8
"""Words of a side; a longer one tells something."""


def cuts(text: str) -> list[tuple[str, str]]:
    """Every way to cut a question for a difference into two sides; nothing when none is asked."""
    found = ASKED.search(text)
    parts = (text[found.end() :], text[: found.start()]) if found else (text,) if VERSUS.search(text) else ()
    made = []
    for part in parts:
        for between in BETWEEN.finditer(part):
            left, right = _bare(part[: between.start()]), _bare(part[between.end() :])
            if left and right and max(len(left.split()), len(right.split())) <= MOST:
                made.append((left, right))
    return made


def _bare(side: str) -> str:
    """A side without the words that ask."""
    before = ""
    while side != before:
        before, side = side, AROUND.sub("", side.strip(EDGES)).strip(EDGES)
    return side
