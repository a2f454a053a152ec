"""Which one thing about an action a message asks for: a head of its own beside the intents, precision first."""

from __future__ import annotations

import random
from collections.abc import Sequence

from nlu.polish.normalise import fold
from nlu.polish.words import words
from nlu.training import NAMES, Example

NONE = "none"
PREFIX = "facet_"
SPLICES = 6
SEED = 20261123
OPENING = 3
"""Words of the longest beginning in nlu/words.yml."""
KEYWORDS = 4
"""An action's utterance of at most so many words serves as a name of it."""


def augmented(examples: Sequence[Example], repaired: Sequence[str], named: Sequence[str]) -> list[tuple[str, str]]:
    """(text, facet or "none") pairs: facet questions as written and with names and ids of actions spliced in.

    All other utterances count as "none" unless the data name their facet, so that a question about an action as a
    whole keeps no facet. `named` are names of actions (repaired); short utterances of the data are used beside them.
    """
    draw = random.Random(SEED)
    names = [*named]
    for example, text in zip(examples, repaired, strict=True):
        if example.intent.startswith("action_"):
            if len(text.split()) <= KEYWORDS and example.group != NAMES:
                names.append(text)
            names.append(example.intent.removeprefix("action_").replace("_", "."))
    found: list[tuple[str, str]] = []
    for example, text in zip(examples, repaired, strict=True):
        if not example.intent.startswith(PREFIX):
            found.append((text, example.facet or NONE))
            continue
        facet = example.intent.removeprefix(PREFIX)
        found.append((text, facet))
        for _ in range(SPLICES if names else 0):
            name = draw.choice(names)
            found.append(
                (draw.choice((f"{text} {name}", f"{text} {name}", f"{name} {text}", f"a przy {name} {text}")), facet)
            )
    return found


def opens(text: str) -> bool:
    """Whether repaired text begins as questions for one thing do: "koszt inkubatora", "kto odpowiada za lokale"."""
    said = fold(text).split()
    return any(" ".join(said[:length]) in words("facet_openings") for length in range(1, OPENING + 1))
