"""The things a message names outright, whatever it wants with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.dialogue import selection
from bot.dialogue.context import Turn
from knowledge.schema import Action
from nlu.understanding import Clause, Target

STEM = 5
SHORT = 2
SUBJECT = 0.5
TITLE_WORDS, TITLE_SHARE = 4, 0.85
OUTVOTED, SENTENCE = 0.97, 5
"""From this probability of another action on, a name in a sentence of so many words says only whom it is about."""
FOLD = str.maketrans("ąćęłńóśźż", "acelnoszz")


@dataclass(frozen=True, slots=True)
class Named:
    """Ids by kind, in the order of the message; excluded and loosely described ones left out."""

    actions: list[str]
    areas: list[str]
    terms: list[str]
    tools: list[str]
    actions_by_id: list[str]


def named_things(turn: Turn) -> Named:
    """All things named by id or name; ordinals count as actions when they refer to a list."""
    found: dict[str, dict[str, None]] = {"action": {}, "area": {}, "term": {}, "tool": {}}
    for clause in turn.u.clauses:
        for target in clause.targets:
            if target.excluded or target.how == "loose":
                continue
            if target.kind in found and target.id:
                found[target.kind].setdefault(target.id)
            elif target.kind in ("ordinal", "number") and turn.state.offered_as not in ("", "overview"):
                action_id = selection.nth(turn.state.offered, target.ordinal or 0)
                if action_id:
                    found["action"].setdefault(action_id)
            elif target.kind == "number" and turn.state.offered_as == "overview" and 1 <= (target.ordinal or 0) <= 4:
                found["area"].setdefault(str(target.ordinal))
    actions = [i for i in found["action"] if i in turn.base.actions]
    return Named(
        [] if _outvoted(turn, actions) else actions,
        [i for i in found["area"] if i in turn.base.areas],
        [i for i in found["term"] if i in turn.base.terms],
        [i for i in found["tool"] if i in turn.base.tools],
        [t.id for c in turn.u.clauses for t in c.targets if t.kind == "action" and t.how == "id" and t.id],
    )


def _outvoted(turn: Turn, actions: list[str]) -> bool:
    """Whether the one action named helps to tell of another: "catering bierzmy od spółdzielni bez przetargu"."""
    top = turn.u.top
    if len(actions) != 1 or not top.intent.startswith("action_") or len(turn.said.text.split()) < SENTENCE:
        return False
    named = [t for c in turn.u.clauses for t in c.targets if t.id == actions[0]]
    loosely = bool(named) and all(t.how == "name" for t in named)
    return loosely and top.score >= OUTVOTED and top.intent != f"action_{actions[0].replace('.', '_')}"


def bare_targets(turn: Turn) -> tuple[list[Clause], list[str]] | None:
    """The clauses of a message that holds nothing but targets, and the areas among them; None for other messages.

    A bare digit 1–4 after the overview is an area. A term's bare name is left to the glossary unless the same words
    also name an action and choosing is on.
    """
    title = _title(turn) if turn.state.choosing else None
    if title:
        return [Clause(None, (Target("action", id=title, how="name"),), bare=True)], []
    clauses = [c for c in turn.u.clauses if c.targets]
    if not clauses or any(not c.bare or c.operation not in (None, "show") for c in turn.u.clauses):
        return None
    if any(c.operation == "show" for c in turn.u.clauses):
        return None
    kinds = {t.kind for c in clauses for t in c.targets}
    if not kinds & {"action", "area", "ordinal", "number", "all", "both", "rest"}:
        return None
    if "term" in kinds and "action" not in kinds and not turn.state.choosing:
        return None
    areas = [t.id for c in clauses for t in c.targets if t.kind == "area" and t.id]
    if turn.state.offered_as == "overview":
        areas += [
            str(t.ordinal) for c in clauses for t in c.targets
            if t.kind in ("number", "ordinal") and 1 <= (t.ordinal or 0) <= 4
        ]  # fmt: skip
    return clauses, areas


def shared_word(turn: Turn) -> list[str]:
    """Two or three actions that share the telling words of a very short message; empty otherwise.

    Of one or two words any must be shared, of three or four all of them: "program", "współpraca z przedsiębiorcami".
    """
    words, size = _stems(turn.said.text), len(turn.said.text.split())
    if any(c.operation == "add" for c in turn.u.clauses):
        known = frozenset[str]().union(*(_stems(" ".join(_words_of(a))) for a in turn.base.actions.values()))
        words, size = words & known, size - 1  # the verb aside
    named = any(t.how in ("id", "name", "ordinal") or t.kind == "all" for c in turn.u.clauses for t in c.targets)
    if named or turn.u.question or not words or size > SHORT + 2:
        return []
    sharing = [action.id for action in turn.base.actions.values() if _shares(words, action, whole=size > SHORT)]
    best = [row.intent for row in turn.u.ranked_actions if row.intent in sharing]
    return best[:3] if len(best) > 1 and turn.u.top.intent.startswith(("action_", "area_", "select_add")) else []


def _shares(words: frozenset[str], action: Action, *, whole: bool) -> bool:
    if not whole:
        return bool(words & _stems(f"{action.name} {action.title}"))
    return len(words) > 1 and words <= _stems(" ".join(_words_of(action)))


def _words_of(action: Action) -> tuple[str, ...]:
    return (action.name, action.title, *action.aliases)


def described_action(turn: Turn, *, sure: bool) -> str | None:
    """The action that a question about one thing describes: the likeliest, when it is sure or shares a telling word.

    The words of the question take their part of the probability, so only its share among actions counts. `sure` asks
    for a sure one: where an action was just shown, a question without a subject is about that.
    """
    best = turn.u.ranked_actions[0] if turn.u.ranked_actions else None
    if best is None or best.score < SUBJECT:
        return None
    mass = sum(row.score for row in turn.u.intents if row.intent.startswith("action_"))
    words = _stems(turn.said.text) & _stems(" ".join(_words_of(turn.base.actions[best.intent])))
    return best.intent if mass >= SUBJECT or (words and not sure) else None


def beside(turn: Turn, first: str) -> str | None:
    """The other action of a comparison that names only one: the likeliest that shares a word the first has not."""
    left = _stems(turn.said.text) - _stems(" ".join(_words_of(turn.base.actions[first])))
    likely = [row.intent for row in turn.u.ranked_actions if row.intent != first]
    return next((i for i in likely if left & _stems(" ".join(_words_of(turn.base.actions[i])))), None)


def _title(turn: Turn) -> str | None:
    """The action whose official title the message repeats, whole or nearly so."""
    said = _stems(turn.said.text)
    if len(said) < TITLE_WORDS or turn.u.question or any(c.operation for c in turn.u.clauses):
        return None
    shares = {action.id: len(said & _stems(action.title)) / len(said) for action in turn.base.actions.values()}
    best = max(shares, key=lambda i: shares[i])
    return best if shares[best] >= TITLE_SHARE else None


def _stems(text: str) -> frozenset[str]:
    """The first letters of each longer word, without diacritics: enough to recognise words of a title."""
    folded = text.casefold().translate(FOLD)
    return frozenset(word[:STEM] for word in re.findall(r"[a-z]+", folded) if len(word) >= STEM)
