"""Gives each node its meaning: names, spoken ids, set phrases, verbs, ordinals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from nlu.mentions import forms
from nlu.mentions.names import Found, Names
from nlu.mentions.naming import Owner
from nlu.mentions.nodes import Node
from nlu.mentions.numerals import numerals
from nlu.mentions.scan import DIGIT_WORDS, by_id, by_number, by_ordinal, scan
from nlu.mentions.spelling import POINTS, Speller, accented
from nlu.polish.lemmas import readings
from nlu.polish.normalise import has_diacritics
from nlu.understanding import Target

_ALONE = ("samo", "sama", "same", "sam")
_VERBAL = ("fin", "impt", "inf", "praet", "ger", "pred")


class Reader:
    """Reads texts into nodes with the wordings of choosing and the names of one knowledge base."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._verbs = forms.verbs()
        self._phrases = forms.phrases()
        self._singles = forms.singles()
        self._numerals = numerals()
        self.spell: Callable[[str, str], str] = lru_cache(maxsize=8192)(Speller(self._verbs, names).meant)

    def read(self, text: str) -> list[Node]:
        """The nodes of a text with their kinds, still unjoined."""
        nodes = scan(text)
        for node in nodes:
            if node.kind == "content" and node.role != "junk":
                written = text[node.start : node.end]
                meant = self.spell(node.folded, written)
                node.form = accented(written.lower()) if meant == node.folded else meant
                node.folded = meant
        nodes = self._spoken(nodes)
        nodes = self._phrase(nodes, strong_only=True)
        nodes = self._named(nodes)
        nodes = self._phrase(nodes)
        marked = has_diacritics(text)
        for place, node in enumerate(nodes):
            if node.kind == "content" and not node.role:
                self._single(node)
                if node.verb is not None and node.verb.mood == "own" and self._of_others(nodes, place, marked):
                    node.verb = replace(node.verb, mood="other")
        return nodes

    @staticmethod
    def _of_others(nodes: list[Node], place: int, marked: bool) -> bool:
        """Whether "bierze", "decyduje" is somebody else's deed and no "biorę" that lost its tail."""
        form = nodes[place].form.lower()
        persons = {tag.split(":")[2] for _, tag in readings(form) if tag.startswith("fin:")}
        if persons != {"ter"}:
            return False
        before = next((n for n in reversed(nodes[:place]) if n.kind not in ("no", "filler", "also")), None)
        return marked or (before is not None and before.kind in ("content", "target") and before.role in ("", "name"))

    def _means(self, word: str) -> bool:
        """Whether a word is one of the wordings of choosing."""
        return any(word in rows for rows in (self._verbs, self._numerals, self._singles, self._phrases))

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
            while at + 2 < len(nodes) and nodes[at + 1].folded in POINTS and self._digit(nodes[at + 2]) is not None:
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
        if place >= len(nodes) or nodes[place].kind != "content" or self._means(nodes[place].folded):
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
                    if strong_only and (len(row) < 2 or kind == "content"):
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
            role = "phrase" if len(row) > 1 else "alone" if row[0] in _ALONE else ""
            last = nodes[place + len(row) - 1]
            made.append(Node(kind, node.start, last.end, " ".join(row), value=value, role=role, form=node.form))
            if kind == "verb":
                made[-1].verb = forms.DROP
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

    @staticmethod
    def _noun_only(form: str) -> bool:
        rows = readings(form.lower())
        return bool(rows) and not any(tag.split(":")[0] in _VERBAL for _, tag in rows)

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
        if word == "ja" and node.form.lower() != "ją":
            single = ("filler", "")
        verb = self._verbs.get(word)
        if verb is not None and verb.mood == "noun" and self._names.keys(word):
            verb = None  # "zamówienia" are a thing here
        if verb is not None and verb.strength == "plain" and self._noun_only(node.form):
            verb = None  # "na podstawie"
        if verb is not None and (single is None or single[0] not in ("this", "filler", "prep", "topic")):
            node.kind, node.verb = "verb", verb
            return
        if single is None and _says_how(node.form):
            single = ("filler", "")
        if single is not None:
            node.kind, node.role = single
            if node.role == "show":
                node.verb = forms.SHOW
            elif node.role in ("all", "rest", "both"):
                node.kind, node.targets = "target", [Target(node.role)]  # type: ignore[arg-type]


@lru_cache(maxsize=16384)
def _says_how(form: str) -> bool:
    """Whether a word can only be an adverb or a particle: "najbardziej", "koniecznie"."""
    rows = readings(form.lower())
    return (
        bool(rows)
        and not form.startswith("nie")
        and all(tag.split(":")[0] in ("adv", "part", "interj") for _, tag in rows)
    )


def named(found: Found, nodes: list[Node]) -> Node:
    """One node for a name, with a target for each thing it may stand for, actions first."""
    order: Mapping[Owner, int] = {"action": 0, "area": 1, "term": 2, "tool": 3}
    owners = sorted(found.owners, key=lambda owner: order[owner[0]])
    targets = [Target(kind, id=key, how="name") for kind, key in owners]
    text = " ".join(node.folded for node in nodes[found.first : found.last + 1])
    first, last = nodes[found.first], nodes[found.last]
    form = first.form
    return Node("target", first.start, last.end, text, targets, role="name", words=found.words, form=form)
