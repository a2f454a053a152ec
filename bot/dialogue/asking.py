"""Questions: one thing about an action, a comparison, the speaker's side; by name, by number or by what was shown."""

from __future__ import annotations

import re

from bot.dialogue import answers, glossary, pending
from bot.dialogue.context import Turn
from bot.dialogue.named import beside, described_action, named_things
from bot.dialogue.reply import Reply

FACET_SURE = 0.5
"""From this probability on a message that names or follows an action asks for a facet."""
FACET = 0.35
"""The same for the understanding's own facet head, which is precise."""
COMPARES = 0.8
"""With one thing named, from this probability on it is compared with the thing shown last."""
BRIEF = 5
"""Words of a question that asks for nothing but a meaning."""
WORD = re.compile(r"[^\W\d_]{3,}")
SHOWING = re.compile(r"po?prosz[eę]|prosz[eę]|nam|mi|mnie|poka[zż]\w*|opowi\w+|wyświetl\w*|przedstaw\w*", re.I)
"""Words that ask for nothing but the thing they show."""
PROPOSING = ("recommend", "others", "easier", "quick")
"""Intents that wish for proposals."""
LINKING = {"przy", "dla", "jeszcze", "oraz"}
"""Words that only tie a number to what was asked before."""
CHANGING = ("add", "remove", "replace", "keep", "move")
"""Operations that change the draft."""


def for_role(turn: Turn) -> Reply | None:
    """ "a dla nas, stowarzyszenia?": the thing just shown, seen from the speaker's side."""
    shown = turn.state.shown_action()
    words = turn.said.text.split()
    if shown is None or len(words) > 7 or not {"dla", "perspektywa", "strona", "punkt"} & set(turn.u.lemmas):
        return None
    if turn.u.top.intent in PROPOSING and turn.u.top.score >= FACET_SURE:
        return None  # "pokaż inne propozycje dla stowarzyszenia"
    role = turn.u.role or pending.spoken_role(turn)
    named = any(t.kind in ("action", "area", "ordinal", "number") for c in turn.u.clauses for t in c.targets)
    if role is None or named or any(c.operation in CHANGING for c in turn.u.clauses):
        return None
    turn.state.role = role
    return answers.for_role(turn, shown, role)


def facet(turn: Turn) -> Reply | None:
    """One thing about a named or just shown action."""
    name, u = turn.u.facet, turn.u
    intent_facet = u.top.intent.removeprefix("facet_") if u.top.intent.startswith("facet_") else None
    if name is None or u.facet_score < FACET:
        picked = any(t.kind == "ordinal" for c in u.clauses if c.operation == "show" for t in c.targets)
        numbered = any(t.how == "id" for c in u.clauses for t in c.targets)  # of "czy możemy zrobić 1.2?" only "1.2"
        guessed = (picked or numbered) and u.top.score < FACET  # "pokaż działanie pierwsze": not for the first step
        name = intent_facet if u.decision != "out_of_scope" and not guessed else None
    if name is None or mass(turn, "glossary_") >= FACET_SURE:
        return None  # "czym jest 3.1?" asks what it is, not for one thing about it
    things = named_things(turn)
    if things.actions_by_id and u.meaning is not None and len(turn.said.text.split()) <= BRIEF:
        return None
    if things.actions_by_id and _only_shows(turn.said.text) and any(c.operation == "show" for c in u.clauses):
        return None  # "opowiedz o 3.2": no word is left that could ask for one thing
    earlier = _earlier(turn)
    if earlier and not things.actions_by_id:
        return answers.facet(turn, earlier, name)
    if len(things.actions) == 1:
        return answers.facet(turn, things.actions[0], name)
    if things.actions or u.top.intent == "compare":
        return None
    if u.decision == "out_of_scope" and intent_facet is None and not things.terms:
        return None  # "jaki jest sens życia?" is not about what was just shown
    shown = _touched(turn) or turn.state.shown_action()
    subject = described_action(turn, sure=shown is not None)
    if subject is not None and not (shown and intent_facet):
        return answers.facet(turn, subject, name)
    if shown is not None:
        return answers.facet(turn, shown, name)
    owned = [i for slug in things.terms for i in turn.base.terms[slug].actions]
    if owned:
        return answers.facet(turn, max(owned, key=lambda i: (_share(turn, i), -owned.index(i))), name)
    if things.terms:
        return None
    if turn.state.shown and turn.state.shown[-1].startswith("term:"):
        record = turn.base.terms[turn.state.shown[-1].removeprefix("term:")]
        if record.actions:
            return answers.facet(turn, record.actions[0], name)
    if intent_facet is None or u.top.score < FACET:
        return None
    reply = turn.new("facet").say(turn.text("facet.of_what"))
    reply.facet = name
    return reply.offer(turn.base.text("button.overview"), "/overview")


def _only_shows(text: str) -> bool:
    """Whether no word is left that could ask for one thing about an action: "proszę pokazać 3.2"."""
    words = WORD.findall(text)
    return len(words) < 2 or all(SHOWING.fullmatch(word) for word in words)


def _touched(turn: Turn) -> str | None:
    """The one action that was chosen by the message before: "dodaj 4.7", "kto to zaczyna?"."""
    card = turn.state.last.get("card", {})
    ids = card.get("ids", [])
    return ids[0] if card.get("kind") == "selection" and len(ids) == 1 and ids[0] in turn.state.selected else None


def _share(turn: Turn, action_id: str) -> float:
    return next((row.score for row in turn.u.ranked_actions if row.intent == action_id), 0.0)


def _earlier(turn: Turn) -> str | None:
    """ "przy poprzednim", "to pierwsze": the action shown before the last, or the first one remembered."""
    seen = [i for i in turn.state.shown if i in turn.base.actions]
    lemmas = set(turn.u.lemmas)
    if "poprzedni" in lemmas:
        before = [i for i in reversed(seen) if i != seen[-1]]
        return before[0] if before else None
    if "pierwszy" in lemmas and turn.u.question and turn.state.offered_as not in ("area", "proposals", "candidates"):
        return seen[0] if seen else None
    return None


def compare(turn: Turn) -> Reply | None:
    """Differences between two or more things named, or between the last two shown."""
    if turn.u.top.intent != "compare" or turn.u.decision == "out_of_scope":
        return None
    things = named_things(turn)
    if len(things.actions) >= 2:
        return answers.compare(turn, things.actions[:4])
    if len(things.areas) >= 2:
        return compare_areas(turn, things.areas)
    if len(things.terms) >= 2:
        return glossary.compare(turn, things.terms[:3])
    ids = list(things.actions)
    if ids and set(WORD.findall(turn.u.repaired.lower())) <= LINKING:
        return None  # "a przy 4.5?" goes on with what was asked before
    other = beside(turn, ids[0]) if len(ids) == 1 and turn.u.top.score >= COMPARES else None
    if other is not None:
        return answers.compare(turn, [*ids, other])
    nothing_else = turn.state.shown_action() in (None, *ids) or turn.u.meaning is not None
    if len(ids) == 1 and (turn.u.top.score < COMPARES or nothing_else):
        return None  # one thing named and nothing to compare it with
    recent = [i for i in dict.fromkeys(reversed(turn.state.shown)) if i in turn.base.actions and i not in ids]
    if not ids and turn.state.offered_as in ("proposals", "candidates") and 2 <= len(turn.state.offered) <= 4:
        return answers.compare(turn, turn.state.offered)
    if len(ids) + len(recent) >= 2 and (ids or len(recent) >= 2):
        return answers.compare(turn, [*ids, *recent][:2] if ids else list(reversed(recent[:2])))
    ranked = [r.intent for r in turn.u.ranked_actions if r.intent not in ids]
    pair = [*ids, *ranked][:2]
    if len(pair) == 2:
        return answers.compare(turn, pair)
    return turn.new("compare").say(turn.text("compare.what"))


def compare_areas(turn: Turn, areas: list[str]) -> Reply:
    reply = turn.new("compare", areas)
    for area_id in areas:
        record = turn.base.areas[area_id]
        reply.say(turn.text("compare.area", id=area_id, title=record.title, purpose=record.purpose))
        reply.offer(f"{area_id}. {record.name}", f"/area {area_id}")
    return reply


def mass(turn: Turn, prefix: str) -> float:
    return sum(row.score for row in turn.u.intents if row.intent.startswith(prefix))
