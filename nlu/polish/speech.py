"""Small readings of a repaired message by its words: is it a question, and who is speaking."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.polish.lemmas import Token
from nlu.polish.words import roles, words

REACH = 4
"""Words looked at after "jestem", "my jako": "jestem tu nowym wójtem" still counts."""


def question(text: str, tokens: Sequence[Token]) -> bool:
    """A question mark, a question word, or a verb of telling."""
    if "?" in text:
        return True
    return any(t.folded in words("question_forms") or t.lemmas & words("telling") for t in tokens)


def role(tokens: Sequence[Token]) -> str | None:
    """One of knowledge.schema.ROLES when speakers say who they are, else None.

    Naming an organisation is not being one.
    """
    folded = [token.folded for token in tokens]
    for place in range(len(folded)):
        for length in (3, 2, 1):
            if " ".join(folded[place : place + length]) in words("role_openings"):
                found = _named(tokens[place + length : place + length + REACH])
                if found:
                    return found
                break
    return None


def _named(following: Sequence[Token]) -> str | None:
    for place, token in enumerate(following):
        if token.folded in words("role_breaks"):
            return None
        for name, lemmas in roles().items():
            if token.lemmas & lemmas:
                after = following[place + 1].lemmas if place + 1 < len(following) else frozenset()
                return "pes" if name == "firma" and after & words("role_social") else name
    return None
