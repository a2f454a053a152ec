"""Answers to a question the bot has asked. Side questions pass through and the question stays open."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.dialogue import adviser, answers, choosing, details, guide, saving, talk
from bot.dialogue.context import Turn
from bot.dialogue.reply import Reply
from bot.dialogue.state import Pending
from knowledge.schema import ROLES
from nlu.understanding import Clause, Target

CONFIRMING = ("save", "all", "drop", "erase")
HESITANT = re.compile(r"\W*(h+m+|e+h*|y+|może|moze|nie wiem|no nie wiem|zobaczymy|zastanowię się)\W*$", re.I)
"""Words that are neither a yes nor a no, though they sound like one: nothing is stored or erased on them."""
LIKELY = 0.25
"""With a yes-or-no question pending, a yes or no this probable is taken as one."""
NARROWS = 0.6
"""Words that put this share of the candidates' probability on one of them choose it."""
SURE = 0.5
"""A control intent this probable is not an answer to the guide."""
CONTACT = re.compile(r"\[(?:telefon|e-mail)\]")
"""What the front door leaves of a contact."""
BLAME = ("facet_", "more", "simpler", "easier", "quick", "deny", "affirm", "thanks", "repeat")
"""Intents that praise and blame look like ("za mało konkretów", "za dużo przepisów")."""
ASKING = {"prosic", "poprosic", "chciec", "doradzic", "pokazac", "cos"}
"""Lemmas of a wish."""
WAITING = {
    "chwila", "chwilka", "chwileczka", "moment", "momencik", "momencika", "sekunda", "sekundka", "minutka", "hola",
    "czekac", "poczekac", "zaczekac", "wstrzymac", "wstrzymywac", "stop", "zaraz", "przemyslec", "zastanowic",
}  # fmt: skip
"""Lemmas that put off what was asked."""
STORING = {"zapisac", "zapisywac", "zatwierdzic", "zatwierdzac"}
DROPPING = {"anulowac", "odwolac", "porzucic", "rezygnowac", "zrezygnowac", "wycofac", "wycofywac", "skasowac"}
"""Lemmas of storing, and of dropping it all: "anuluj wszystko, nie zapisuj" is more than a no."""
PRAISE = {"super", "swietnie", "idealnie", "doskonale", "ekstra", "znakomicie", "pieknie", "git", "elegancko"}
"""Lemmas that, said alone under the summary, agree with it."""
BESIDE = ("note", "document", "feedback", "undo", "cancel", "privacy", "select_order")
SHORT = 4
"""A word of storing in so few words is a yes ("wszystko gra, zapisuj"), unless it stores something else."""
TIMES = {"czas", "rok", "miesiac", "lata"}
"""Lemmas of an answer to how much time there is."""
BARE = 3
"""A yes of so few words holds nothing for the adviser."""


def answer(turn: Turn) -> Reply | None:
    """The reply when the message answers the pending question; None when it is about something else."""
    pending = turn.state.pending
    if pending is None:
        return None
    if pending.kind in CONFIRMING and HESITANT.match(turn.said.text):
        reply = turn.new("delete_data" if pending.kind == "erase" else "selection")
        return choosing.yes_no(turn, reply.say(turn.text("confirm.unsure")))
    return _ANSWERS[pending.kind](turn, pending)


def said_yes(turn: Turn) -> bool | None:
    """True, False, or None when the message is neither a yes nor a no."""
    scores = {row.intent: row.score for row in turn.u.intents}
    yes, no = scores.get("affirm", 0.0), scores.get("deny", 0.0)
    if _named(turn):
        return None  # "tak, tylko bez 3.3" is about 3.3
    if turn.u.top.intent not in ("affirm", "deny") and max(yes, no) < LIKELY:
        return None
    return None if yes == no else yes > no


def _named(turn: Turn) -> bool:
    """Whether the message is about things it names."""
    return any(t.how in ("id", "name", "ordinal") or t.excluded for c in turn.u.clauses for t in c.targets)


def _save(turn: Turn, pending: Pending) -> Reply | None:
    top = turn.u.top
    verdict = said_yes(turn)
    if verdict and top.score < SURE and (named := _unit(turn)) is not None:
        return named  # "Gmina Dobra" holds a word that people also agree with
    storing = STORING & set(turn.u.lemmas) and "nie" not in turn.u.lemmas and not _named(turn)
    storing = storing and top.intent not in BESIDE and len(turn.said.text.split()) <= SHORT
    if verdict is None and not turn.u.question and (storing or (top.intent == "finish" and top.score >= LIKELY)):
        if pending.data.get("changed"):
            return saving.summary(turn)  # the changed draft was not read out yet
        verdict = True
    if verdict is None and top.intent == "cancel" and not turn.state.draft:
        verdict = True  # "tak, wycofujemy" under the question whether to store a withdrawal
    naming = any(clause.targets for clause in turn.u.clauses)
    lemmas = set(turn.u.lemmas)
    refused = turn.said.text.lower().lstrip().startswith(("nie ", "nie,", "nie;")) and top.intent == "start_selection"
    if not naming and (refused or WAITING & lemmas or ("nie" in lemmas and STORING & lemmas and not DROPPING & lemmas)):
        verdict = False
    elif verdict is None and not naming and PRAISE & lemmas and len(turn.said.text.split()) <= BARE:
        verdict = True
    if verdict is not None:
        return saving.store(turn) if verdict else saving.keep_open(turn)
    return _unit(turn)


def _unit(turn: Turn) -> Reply | None:
    """ "Gmina Dobra" under the summary says who chooses."""
    role = turn.u.role or spoken_role(turn)
    words = turn.said.text.split()
    named = any(t for c in turn.u.clauses for t in c.targets if t.kind in ("action", "area", "ordinal", "number"))
    control = turn.u.top.score >= SURE and not turn.u.top.intent.startswith(("action_", "area_", "term_", "out_of"))
    if role is None or named or control or turn.u.question or len(words) > 14:
        return None
    return saving.name_unit(turn, role, turn.said.text.strip(" .!,;:")[:120])


def _all(turn: Turn, pending: Pending) -> Reply | None:
    verdict = said_yes(turn)
    if verdict is None:
        return None
    turn.state.pending = None
    if verdict:
        return choosing.confirmed(turn, pending)
    return choosing.with_draft(turn, turn.new("selection", turn.state.selected).say(turn.text("choose.unchanged")))


def _erase(turn: Turn, pending: Pending) -> Reply | None:
    verdict = said_yes(turn)
    if verdict is None and turn.u.top.intent == "delete_data" and not _named(turn):
        verdict = True
    if verdict is None and turn.u.top.intent == "repeat":
        return None  # the question once more
    turn.state.pending = None
    if verdict is None:
        return None  # anything else than a yes keeps the data
    if verdict:
        return talk.erased(turn)
    return choosing.with_draft(turn, turn.new("deny").say(turn.text("erase.kept")))


def _clarify(turn: Turn, pending: Pending) -> Reply | None:
    named = [t.id for c in turn.u.clauses for t in c.targets if t.kind == "action" and t.how != "loose"]
    ordinal = any(t.kind in ("ordinal", "number", "all", "both") for c in turn.u.clauses for t in c.targets)
    if ordinal and pending.data.get("operation") == "add":
        turn.state.pending = None
        return choosing.operate(turn, [Clause("add", c.targets) for c in turn.u.clauses if c.targets])
    if named and pending.data.get("operation") == "add" and all(i in turn.base.actions for i in named):
        turn.state.pending = None
        targets = tuple(Target("action", id=i, how="id") for i in named)
        return choosing.operate(turn, [Clause("add", targets)])
    places = [t.ordinal for c in turn.u.clauses if c.operation in (None, "show") for t in c.targets if t.ordinal]
    if len(places) == 1 and not named and 0 < places[0] <= len(pending.ids):
        turn.state.pending = None
        return answers.action(turn, pending.ids[places[0] - 1])
    if named or ordinal:
        turn.state.pending = None
        return None
    terms = [t.id for c in turn.u.clauses for t in c.targets if t.kind == "term" and t.id in turn.base.terms]
    meant = [i for slug in terms if slug for i in turn.base.terms[slug].actions if i in pending.ids]
    if len(set(meant)) == 1:
        turn.state.pending = None
        if pending.data.get("operation") == "add":
            return choosing.operate(turn, [Clause("add", (Target("action", id=meant[0], how="id"),))])
        return answers.action(turn, meant[0], [i for i in pending.ids if i != meant[0]])
    if turn.u.top.intent in ("deny", "select_none"):
        turn.state.pending = None
        return talk.simple(turn, "deny")
    scores = {row.intent: row.score for row in turn.u.ranked_actions if row.intent in pending.ids}
    total = sum(scores.values())
    control = turn.u.top.score >= SURE and not turn.u.top.intent.startswith(("action_", "select_"))
    turn.state.pending = None
    if control or total <= 0.2 or turn.u.decision == "out_of_scope":
        return None
    best = max(scores, key=lambda i: scores[i])
    if scores[best] / total < NARROWS:
        return None
    if pending.data.get("operation") == "add":
        return choosing.operate(turn, [Clause("add", (Target("action", id=best, how="id"),))])
    return answers.action(turn, best, [i for i in pending.ids if i != best])


def _guide(turn: Turn, pending: Pending) -> Reply | None:
    top = turn.u.top
    targets = [t for c in turn.u.clauses for t in c.targets if t.how != "loose" and t.kind not in ("term", "tool")]
    question = pending.data.get("question")
    role = turn.u.role or (spoken_role(turn) if question == "role" and not turn.u.question else None)
    if role and not targets:
        turn.state.role = role
        turn.state.pending = None
        return guide.listen(turn, turn.said.text)
    lacking = top.intent == "select_none" and "miec" in turn.u.lemmas and not turn.state.draft
    if lacking:  # "nie ma u nas żadnej organizacji"
        turn.state.pending = None
        return guide.listen(turn, turn.said.text)
    timed = bool(TIMES & set(turn.u.lemmas)) and not turn.u.question  # "mamy czas, nawet dwa lata"
    if targets or any(c.operation for c in turn.u.clauses if c.operation != "show") or (turn.u.facet and not timed):
        return None
    story = top.intent.startswith(("action_", "area_", "out_of_scope", "statement")) or top.intent == "recommend"
    short = question in ("exists", "time") and top.intent in ("affirm", "deny", "easier", "quick")
    if not (story or short or timed or top.score < 0.4) or turn.u.question:
        return None
    if top.intent == "out_of_scope" and top.score > 0.8 and len(turn.u.lemmas) < 4:
        return None
    turn.state.pending = None
    if top.intent in ("easier", "quick"):
        return guide.wish(turn, top.intent)
    return guide.listen(turn, turn.said.text)


def _comment(turn: Turn, pending: Pending) -> Reply | None:
    turn.state.pending = None
    if not _remark(turn):
        return None
    turn.world.journal.feedback(0, turn.said.text, turn.state.last.get("card", {}))
    return turn.new("feedback").say(turn.text("talk.feedback_thanks"))


def _remark(turn: Turn) -> bool:
    """Whether the message is praise or blame, not the next wish: asked for, it need not be told from afar."""
    u, intent = turn.u, turn.u.top.intent
    wishes = any(c.targets or c.operation not in (None, "show") for c in u.clauses)
    if intent == "feedback" or u.question or wishes or ASKING & set(u.lemmas):
        return intent == "feedback" and not wishes
    if intent == "out_of_scope" or u.decision != "answer" or u.top.score < SURE:
        return True
    return intent.startswith(BLAME) and len(turn.said.text.split()) >= 3


def _handover(turn: Turn, pending: Pending) -> Reply | None:
    """A yes, perhaps with words for the adviser; a contact alone means yes, though the front door masked it."""
    turn.state.pending = None
    words, verdict = turn.said.text, said_yes(turn)
    if verdict is False:
        return adviser.keep(turn)
    if verdict is None and not CONTACT.search(words):
        return None
    return adviser.pass_on(turn, words if len(words.split()) > BARE else "")


def spoken_role(turn: Turn) -> str | None:
    """The role named in a short answer ("urząd gminy", "stowarzyszenie"), by the word lists of the content."""
    for role in ROLES:
        words = turn.base.texts.get(f"role_words.{role}", ())
        if any(word in turn.u.lemmas for word in words):
            return role
    return None


_ANSWERS: dict[str, Callable[[Turn, Pending], Reply | None]] = {
    "save": _save,
    "unit": _save,
    "all": _all,
    "drop": _all,
    "erase": _erase,
    "clarify": _clarify,
    "guide": _guide,
    "feedback": _comment,
    "handover": _handover,
    "detail": lambda turn, pending: details.answer_offer(turn, pending, said_yes(turn)),
    "quarter": details.answer_quarter,
    "person": details.answer_person,
}
