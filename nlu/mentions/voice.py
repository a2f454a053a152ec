"""Which verbs of a chunk voice a wish of the speaker: "weź" and "biorę" do, "urząd bierze" and "mogłaby brać" do not."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.mentions.nodes import LIGHT, Node, Verb
from nlu.mentions.words import ADVISERS, LEANING, THIRD

_WOULD = ("bym", "bysmy", "zebym", "zebysmy", "zebys", "zebyscie", "abym", "abysmy", "abyscie")
_THROWN = ("wrzucić", "wrzucać", "dać", "dawać", "iść", "lecieć", "pójść", "polecieć")
_BEFORE_INFINITIVE = LIGHT | {"no", "only", "target", "place", "neither", "but", "instead", "swap"}


def active(nodes: Sequence[Node], place: int) -> Verb | None:
    """The verb at `place`, when this form of it can voice a wish here; else None."""
    verb = nodes[place].verb
    if verb is None or nodes[place].kind != "verb":
        return None
    if (
        verb.lemma in LEANING
        and verb.mood != "other"
        and not any(n.kind == "prep" and n.folded in LEANING[verb.lemma] for n in nodes)
    ):
        return None
    if verb.operation == "show":
        return verb if verb.mood in ("command", "own", "infinitive", "noun") or verb.lemma in THIRD else None
    if verb.mood == "told":
        return verb if _polite(nodes, place) else None
    if verb.mood == "other":
        return verb if verb.lemma in THIRD or _polite(nodes, place) else None
    if verb.mood == "infinitive":
        free = all(node.kind in _BEFORE_INFINITIVE or node.folded in ("ma", "maja") for node in nodes[:place])
        return verb if free else _after_verb(nodes, place)
    if verb.mood == "noun":
        after = next((node for node in nodes[place + 1 :] if node.kind not in ("filler", "prep", "this")), None)
        return verb if after is not None and after.kind == "target" and after.role not in ("all", "rest") else None
    return verb


def _polite(nodes: Sequence[Node], place: int) -> bool:
    """ "wzięłabym" in two words, "żebyśmy wzięli", or "niech pani doda"."""
    if any(node.folded in _WOULD for node in nodes[max(place - 3, 0) : place + 3]):
        return True
    before = [node.folded for node in nodes[:place]]
    return "niech" in before and any(word in ADVISERS for word in before)


def _after_verb(nodes: Sequence[Node], place: int) -> Verb | None:
    """An infinitive after another wish: "chcę 2.1 dodać", "usuń 2.1 i dodać 2.2"; not after other people's deeds."""
    before = nodes[:place]
    wished = any(node.kind == "verb" and active(before, n) is not None for n, node in enumerate(before))
    foreign = any(node.kind == "content" for node in before)
    return nodes[place].verb if wished and not foreign else None


def voices(nodes: Sequence[Node]) -> list[int]:
    """Places of the verbs that voice a wish."""
    return [place for place, node in enumerate(nodes) if node.kind == "verb" and active(nodes, place) is not None]


def without_auxiliaries(nodes: Sequence[Node], places: list[int]) -> list[int]:
    """ "chcemy wziąć", "proszę dodać": only the verb that says what to do counts; the other becomes filler."""
    kept: list[int] = []
    for place in places:
        verb = nodes[place].verb
        if kept and verb is not None and verb.lemma == "kosz":  # "wrzuć 2.1 do kosza"
            if (thrower := nodes[kept[-1]].verb) is not None and thrower.lemma in _THROWN:
                nodes[kept.pop()].kind = "filler"
        elif kept and verb is not None and verb.mood in ("infinitive", "noun"):
            helper = nodes[kept[-1]]
            before, between = helper.verb, nodes[kept[-1] + 1 : place]
            if before is not None and before.operation != "show" and all(node.kind in LIGHT for node in between):
                helper.kind = "filler"
                helper.role = "modal" if before.strength in ("weak", "refuse") else "polite"
                kept[-1] = place
                continue
        kept.append(place)
    return kept


def denied(nodes: Sequence[Node], place: int) -> bool:
    """Whether a "nie" stands before the verb, with only small words between."""
    for node in reversed(nodes[:place]):
        if node.kind == "no" or (node.kind == "but" and node.folded in ("a nie", "ale nie", "tylko nie")):
            return True
        if node.kind not in ("filler", "this", "also", "only"):
            return False
    return False
