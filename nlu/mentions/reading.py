"""Gives each node its meaning: names, spoken ids, set phrases, verbs, ordinals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.mentions import forms
from nlu.mentions.names import Found, Names, Owner
from nlu.mentions.nodes import Node
from nlu.mentions.numerals import numerals
from nlu.mentions.scan import DIGIT_WORDS, by_id, by_number, by_ordinal, scan
from nlu.polish.lemmas import known
from nlu.understanding import Target

SHORTEST_TYPO = 5
_POINTS = ("przecinek", "kropka", "punkt")


class Reader:
    """Reads texts into nodes with the wordings of choosing and the names of one knowledge base."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._verbs = forms.verbs()
        self._phrases = forms.phrases()
        self._singles = forms.singles()
        self._numerals = numerals()
        own = (self._verbs, self._numerals, self._singles, self._phrases)
        self._own = frozenset(word for rows in own for word in rows)
        self._vocabulary = forms.known_words((*own, names.vocabulary()))
        commands = [form for form, verb in self._verbs.items() if verb.mood == "command" and verb.operation != "show"]
        self._commands = forms.known_words([commands], shortest=4)
        self.spell: Callable[[str, str], str] = lru_cache(maxsize=8192)(self._spell)

    def read(self, text: str) -> list[Node]:
        """The nodes of a text with their kinds, still unjoined."""
        nodes = scan(text)
        for node in nodes:
            if node.kind == "content" and node.role != "junk":
                written = text[node.start : node.end]
                meant = self.spell(node.folded, written)
                node.form = written if meant == node.folded else meant
                node.folded = meant
        nodes = self._spoken(nodes)
        nodes = self._phrase(nodes, strong_only=True)
        nodes = self._named(nodes)
        nodes = self._phrase(nodes)
        for node in nodes:
            if node.kind == "content" and not node.role:
                self._single(node)
        return nodes

    def _spell(self, folded: str, written: str) -> str:
        """The word meant by a mistyped one; the word itself when it is known or nothing is near."""
        if len(folded) < SHORTEST_TYPO - 1 or folded in self._own or self._names.keys(folded) or known(written):
            return folded
        if len(folded) < SHORTEST_TYPO:  # so short a word can only be meant for a command
            near = [word for length in (4, 5) for word in self._commands.get((folded[0], length), ())]
            best = process.extractOne(folded, near, scorer=OSA.distance, score_cutoff=1)
            return best[0] if best else folded
        near = []
        for length in range(len(folded) - 1, len(folded) + 2):
            near += self._vocabulary.get((folded[0], length), [])
        best = process.extractOne(folded, near, scorer=OSA.distance, score_cutoff=1)
        if best is None and len(folded) >= 9:
            best = process.extractOne(folded, near, scorer=OSA.distance, score_cutoff=2)
        return best[0] if best else folded

    def _spoken(self, nodes: list[Node]) -> list[Node]:
        """ "dwa jeden", "cztery przecinek sześć": ids said aloud."""
        made: list[Node] = []
        place = 0
        while place < len(nodes):
            run, pairs, at = [place], [], place
            if self._digit(nodes[place]) is None:
                made.append(nodes[place])
                place += 1
                continue
            while at + 2 < len(nodes) and nodes[at + 1].folded in _POINTS and self._digit(nodes[at + 2]) is not None:
                pairs.append((at, at + 2))  # with a spoken point: as many as follow each other
                at += 3
                if at >= len(nodes) or self._digit(nodes[at]) is None:
                    break
            if not pairs:
                while run[-1] + 1 < len(nodes) and nodes[run[-1] + 1].folded in DIGIT_WORDS:
                    run.append(run[-1] + 1)
                if len(run) % 2 == 0 and nodes[place].folded in DIGIT_WORDS and not self._counts(nodes, run[-1] + 1):
                    pairs = list(zip(run[::2], run[1::2], strict=True))
                    at = run[-1] + 1
            if not pairs:
                made += nodes[place : run[-1] + 1]
                place = run[-1] + 1
                continue
            targets = [by_id(f"{self._digit(nodes[a])}.{self._digit(nodes[b])}") for a, b in pairs]
            made.append(Node("target", nodes[place].start, nodes[at - 1].end, "", targets, role="id"))
            place = at
        return made

    def _counts(self, nodes: list[Node], place: int) -> bool:
        """Whether a noun follows: "dwa trzy dni" is a count."""
        if place >= len(nodes) or nodes[place].kind != "content" or nodes[place].folded in self._own:
            return False
        return "noun" in forms.grammar(nodes[place].form)

    @staticmethod
    def _digit(node: Node) -> int | None:
        if node.folded in DIGIT_WORDS:
            return DIGIT_WORDS[node.folded]
        return node.value if node.role == "digit" and 0 < node.value < 10 else None

    def _phrase(self, nodes: list[Node], strong_only: bool = False) -> list[Node]:
        """Set phrases become one node. First only those of several words that hold no name's word may win."""
        made: list[Node] = []
        place = 0
        while place < len(nodes):
            node = nodes[place]
            hit = None
            if (node.kind == "content" and not node.role) or node.role == "digit":
                for row, kind, value in self._phrases.get(node.folded, ()):
                    if strong_only and len(row) < 2:
                        continue
                    if len(row) <= len(nodes) - place and all(
                        row[n] == nodes[place + n].folded for n in range(len(row))
                    ):
                        hit = row, kind, value
                        break
            if hit is None:
                made.append(node)
                place += 1
                continue
            row, kind, value = hit
            role = "phrase" if len(row) > 1 else ""
            last = nodes[place + len(row) - 1]
            made.append(Node(kind, node.start, last.end, " ".join(row), value=value, role=role, form=node.form))
            place += len(row)
        return made

    def _named(self, nodes: list[Node]) -> list[Node]:
        found = self._names.find(nodes, self._breaks)
        if not found:
            return nodes
        made: list[Node] = []
        place = 0
        for one in found:
            made += nodes[place : one.first]
            made.append(named(one, nodes))
            place = one.last + 1
        return made + nodes[place:]

    def _breaks(self, folded: str) -> bool:
        """Whether a word cannot stand within a name."""
        verb = self._verbs.get(folded)
        return folded in ("nie", "a", "ale", "tak", "oprocz", "procz", "zamiast") or (
            verb is not None and verb.mood in ("command", "own") and not self._names.keys(folded)
        )

    def _single(self, node: Node) -> None:
        word = node.folded
        if word in self._numerals:
            value, role = self._numerals[word]
            node.value, node.role = value, role
            if role == "ordinal":
                node.kind, node.targets = "target", [by_ordinal(value)]
            elif role == "number":
                node.kind, node.targets = "target", [by_number(value)]
            return
        single = self._singles.get(word)
        verb = self._verbs.get(word)
        if verb is not None and verb.mood == "noun" and self._names.keys(word):
            verb = None  # "zamówienia" are a thing here
        if verb is not None and (single is None or single[0] not in ("this", "filler", "prep", "topic")):
            node.kind, node.verb = "verb", verb
            return
        if single is not None:
            node.kind, node.role = single
            if node.role == "show":
                node.verb = forms.SHOW
            elif node.role in ("all", "rest", "both"):
                node.kind, node.targets = "target", [Target(node.role)]  # type: ignore[arg-type]


def named(found: Found, nodes: list[Node]) -> Node:
    """One node for a name, with a target for each thing it may stand for, actions first."""
    order: Mapping[Owner, int] = {"action": 0, "area": 1, "term": 2, "tool": 3}
    owners = sorted(found.owners, key=lambda owner: order[owner[0]])
    targets = [Target(kind, id=key, how="name") for kind, key in owners]
    text = " ".join(node.folded for node in nodes[found.first : found.last + 1])
    first, last = nodes[found.first], nodes[found.last]
    form = first.form
    return Node("target", first.start, last.end, text, targets, role="name", words=found.words, form=form)
