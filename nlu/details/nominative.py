"""Names and functions put back into the nominative: "Jana Kowalskiego" -> "Jan Kowalski"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.polish.lemmas import readings


def nominative(person: str, cases: Sequence[str]) -> str:
    """The leading words that stand in one of `cases` ("gen", "dat", "acc"), in their dictionary form.

    A word the dictionary does not know, and all that follows the first that agrees no more, stays as written:
    "sekretarzowi gminy" -> "sekretarz gminy".
    """
    made = person.split()
    gender = ""
    for place, word in enumerate(made):
        found = _base(word, cases, gender)
        if found is None:
            break
        made[place], gender = found
    return " ".join(made)


def _base(word: str, cases: Sequence[str], gender: str) -> tuple[str, str] | None:
    """The nominative of one word and its gender, agreeing with the gender before; None when there is none."""
    named = word[:1].isupper()
    rows = readings(word) if named else readings(word.lower())
    fitting = []
    for lemma, tag in rows:
        parts = tag.split(":")
        if parts[0] != "subst" or "sg" not in parts[1] or not set(cases) & set(parts[2].split(".")):
            continue
        found = "f" if parts[3].startswith("f") else "m"
        if (parts[3].startswith("f") or parts[3].startswith("m1")) and gender in ("", found):
            fitting.append((lemma[:1].isupper() != named, found, lemma))
    if not fitting:
        return None
    _, found, lemma = min(fitting, key=lambda row: row[0])
    return (lemma[:1].upper() + lemma[1:] if named else lemma), found
