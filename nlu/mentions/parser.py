"""From a text to its clauses."""

from __future__ import annotations

import re

from knowledge.base import Base
from nlu.mentions import forms
from nlu.mentions.chunks import cut
from nlu.mentions.clauses import assemble
from nlu.mentions.describe import Classify, Describer
from nlu.mentions.joining import join
from nlu.mentions.names import Names
from nlu.mentions.naming import BRACKETS, content_words
from nlu.mentions.reading import Reader
from nlu.mentions.wish import read
from nlu.understanding import Clause

_BRACKETED = re.compile(r"\s*\([^()]*\)")


class Parser:
    """Reads the wishes of a message: what is to be added, removed, replaced, kept, moved or shown.

    Built once per knowledge base (about a second); reading keeps no state between messages. `classify_actions` gives
    the likeliest actions of a loose description; without it only names and numbers are found.
    """

    def __init__(self, base: Base, classify_actions: Classify | None = None) -> None:
        self._base = base
        names = Names(base)
        self._names = names
        self._reader = Reader(names)
        self._describer = Describer(base, names, classify_actions)
        self._whole = {a.id: len(content_words(BRACKETS.sub(" ", a.name))) for a in base.actions.values()}
        forms.close()

    def parse(self, text: str) -> tuple[Clause, ...]:
        """The clauses of a text, in order; empty when it names nothing and wants nothing."""
        nodes = join(self._reader.read(text), self._base)
        wishes = [read(chunk) for chunk in cut(nodes)]
        return assemble(text, wishes, self._describer)

    def heads(self, text: str) -> tuple[str, ...]:
        """Actions that a single noun of the text names by itself ("klauzule" -> "4.6"), in order."""
        found = (self._names.head(node.folded) for node in self._reader.read(text) if node.kind == "content")
        return tuple(dict.fromkeys(action_id for action_id in found if action_id is not None))

    def unnamed(self, text: str) -> str:
        """What a text says beside the whole names of actions in it; the text itself when it holds none."""
        kept, place = [], 0
        for node in join(self._reader.read(text), self._base):
            named = [t.id for t in node.targets if t.kind == "action" and t.how == "name" and t.id]
            if any(node.words >= self._whole[action_id] for action_id in named):
                kept.append(text[place : node.start])
                brackets = _BRACKETED.match(text, node.end)
                place = brackets.end() if brackets else node.end
        return " ".join(" ".join([*kept, text[place:]]).split()) if kept else text
