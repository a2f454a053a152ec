"""Which handler answers a message: context first (a pending question), then operations, things named, the intent."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.dialogue import (
    adviser,
    again,
    answers,
    asking,
    choosing,
    details,
    difference,
    entitled,
    glossary,
    guide,
    handing,
    implied,
    pending,
    returning,
    saving,
    talk,
    telling,
)
from bot.dialogue.asking import CHANGING, FACET_SURE
from bot.dialogue.context import Turn
from bot.dialogue.named import Named, bare_targets, named_things, shared_word
from bot.dialogue.reply import Reply
from nlu.understanding import Clause

PAYLOAD = re.compile(r"\s*/[a-z_]+")
"""What looks like a button's payload but was not offered; it is text, and no wish can be read from it."""
LETTERS = re.compile(r"[^\W\d_]{4,}")

FLOOR = 0.03
"""With a draft, asking for it may be this improbable next to a call for help."""
ENOUGH = 0.1
"""With a draft open, "wystarczy" may be this improbable next to a reading that would change nothing."""
VAGUE = (
    "action_", "area_", "term_", "statement", "out_of_scope", "affirm", "greet", "thanks", "finish", "start_selection",
)  # fmt: skip

STORING = {"zapisac", "zapisywac", "zatwierdzic", "zachowac"}
"""With a draft open, these lemmas in a short message wish it stored."""
STORE_LAST = re.compile(
    r"(?:\bi|,|\boraz|\bpotem)\s+(?:prosz[eę]\s+)?(?:zapisz|zapisa[cć]|zatwierd\w+|zachowa\w+)"
    r"(?:\s+(?:to|m[oó]j|nasz|ten|wyb[oó]r|wszystko|je|prosz[eę]))*\s*[.!]*$", re.I,
)  # fmt: skip
"""The same at the end: "chcę 2.1 i zapisz to"."""
STORE = re.compile(r"\b(?:zapisa[cć]|zapisz\w*|zatwierd\w+|zachowa\w+)\b", re.I)
"""The same, as a clause of its own beside others: "chcę 2.1 i 3.3, proszę zapisać"."""
TAKING_BACK = {"cofnac", "cofac", "wrocic", "przywrocic", "odwolac"}
"""Lemmas that take a step back outright; without them a question about the list is no such wish."""
GREETED = 0.25
"""From this probability on what a long greeting goes on to say is answered."""
GREETING = 4
"""A greeting of more words says something else besides."""
KEEPING = ("start_selection", "select_add", "my_selections", "affirm")
"""Intents that a wish to store is taken for."""
ENDING = {"dosyc", "dosc"}
ENDING_WORDS = 3
"""A very short message with one of these has enough."""
PLAINLY = {"chciec", "wybrac", "wybierac", "cos", "co", "juz", "teraz", "prosic", "sobie", "ja", "my", "dzialanie"}
"""Lemmas of a wish to choose that tells of no situation: "chciałbym coś wybrać"."""

BEGINNING = {"zaczynac", "zaczac", "rozpoczac", "dobrze", "no", "to", "ten", "wiec", "my", "juz", "start"}
"""Lemmas of "no to zaczynamy", which begins the choice."""
GIVING_UP = {"odpuscic", "odpuszczac", "zaniechac", "porzucic", "odstapic", "odstepowac", "zrezygnowac", "rezygnowac"}
"""Lemmas that turn a wish to choose into its opposite."""
OWN_THING = ("note", "document", "resume", "delete_data", "asterisk", "why", "feedback", "human", "select_add",
             "select_remove", "select_order", "select_only", "select_none")  # fmt: skip
"""Intents that do something of their own with an action named by its number."""
OWN_WORDS = {"dana", "dane", "uwaga", "notatka", "notka", "komentarz", "karta", "dokument", "kod", "plik"}
"""Lemmas of data, notes, documents and codes; without them a number stands for an action."""
ALTERING = ("undo", "redo", "cancel", "delete_data", "select_all", "select_none", "select_remove", "select_only")
"""Intents that change the draft or more without naming anything."""
OWN_TALK = {"rozmowa", "czat", "historia", "konwersacja"}
"""Lemmas of what belongs to the speaker and is no action."""
LIKELY_ERASE = 0.4
"""Erasing asks before it does anything, so a likely wish is enough."""
ASIDE = ("note", "why", "feedback", "document", "resume")
"""Of these an unsure one gives way to an action that is named ("proszę przeczytać działanie pierwsze")."""
CERTAIN = 0.9
"""From this probability on an action is answered without naming other readings."""
WHOLE, PARTLY = 0.75, 0.6
"""How much of a term's name and of the message must agree: without a question for it, and with one."""
NEXT = 0.03
"""Share among actions from which on another reading is named."""
ASKED = 2
"""A term and a question mark in so many words ask for the term: "a PES?"."""
LIKE_DEFINING = ("areas_overview", "help", "more", "about", "repeat")
"""Intents that questions for a meaning are easily taken for ("powiedz mi, co to te pes"); a term named decides."""
LIMITING = {"tylko", "jedynie", "wylacznie", "sam", "zostac", "zostawic", "zostawac", "ograniczyc", "reszta"}
"""Lemmas by which a bare name keeps itself and drops the others."""
ALL_OF = {"wszystek", "wszystko", "wszyscy", "caly", "calosc", "komplet", "kazdy", "wszystkie"}
"""Lemmas by which a whole area is taken at once."""
LIKELY = 0.7
"""From this probability of the domain on a story is heard though no single reading of it is sure."""
WITHIN = 0.95
"""And from this one on in any case."""
STORY = 8
"""A sentence of so many words may tell a need, though it holds a verb of choosing."""
AIMS = {"by", "aby", "zeby", "bo", "poniewaz", "gdyz"}
"""Lemmas after which people say what they need or why."""

INTENTS: dict[str, Callable[[Turn], Reply]] = {
    "areas_overview": answers.overview,
    "recommend": guide.begin,
    "start_selection": choosing.start,
    "how_choosing": talk.about_choosing,
    "my_selections": saving.mine,
    "finish": saving.summary,
    "cancel": saving.cancel,
    "select_add": lambda t: choosing.operate(t, [Clause("add")]),
    "select_remove": lambda t: choosing.operate(t, [Clause("remove")]),
    "select_all": choosing.everything,
    "select_none": choosing.nothing,
    "select_only": choosing.only_shown,
    "select_order": lambda t: choosing.operate(t, [Clause("move")]),
    "undo": lambda t: choosing.step(t, forward=False),
    "redo": lambda t: choosing.step(t, forward=True),
    "note": details.note,
    "document": handing.document,
    "resume": handing.resume,
    "delete_data": talk.ask_erase,
    "goodbye": talk.goodbye,
    "feedback": talk.feedback,
    "human": adviser.contact,
    "repeat": again.repeat,
    "more": again.more,
    "simpler": again.simpler,
    "restart_talk": again.restart,
    "previous": again.previous,
    "why": guide.why,
    "easier": lambda t: guide.wish(t, "easier"),
    "quick": lambda t: guide.wish(t, "quick"),
    "others": guide.others,
    **{kind: (lambda t, k=kind: talk.simple(t, k)) for kind in talk.SIMPLE},  # type: ignore[misc]
}
"""Control intents and who answers them."""


def route(turn: Turn) -> Reply:
    """The answer to a typed message."""
    if not any(character.isalnum() for character in turn.said.text):
        return talk.simple(turn, "help")
    if PAYLOAD.match(turn.said.text):
        return talk.stale(turn)
    if turn.u.role:
        turn.state.role = turn.u.role
    answering = turn.state.pending is not None and turn.u.top.intent in ("affirm", "deny")  # "yes", "ok"
    if turn.u.language in ("uk", "en", "de") and not turn.u.clauses and not answering:
        return talk.lost(turn, turn.u.language)
    if handing.transcript_wanted(turn):
        return handing.transcript(turn)
    for step in (
        handing.given_code,
        returning.to_stored,
        details.told,
        pending.answer,
        _told,
        returning.history,
        returning.step,
        _one_word,
        implied.operation,
        _operations,
        _bare,
        _enough,
        telling.told,
        difference.asked,
        entitled.asked,
        _meaning,
        asking.for_role,
        asking.facet,
        asking.compare,
        _glossary,
        _one_named,
    ):
        reply = step(turn)
        if reply is not None:
            return reply
    return _by_intent(turn)


def _told(turn: Turn) -> Reply | None:
    """A situation told at length brings proposals, whatever it names on the way; a list of ids does not."""
    u = turn.u
    numbered = any(t.how in ("id", "ordinal") for c in u.clauses if c.operation in CHANGING for t in c.targets)
    aside = u.top.intent in OWN_THING and u.top.score >= FACET_SURE
    heard = u.in_scope >= WITHIN or (u.in_scope >= LIKELY and _speaking(turn))
    strange = u.decision == "out_of_scope" and not heard
    if not u.parts or numbered or aside or strange or u.language != "pl":
        return None
    if turn.state.pending is not None and turn.state.pending.kind == "guide":
        turn.state.pending = None
    return guide.listen(turn, turn.said.text)


def _speaking(turn: Turn) -> bool:
    """Whether a part of a told situation speaks clearly for some action."""
    return any(row.score >= FACET_SURE for part in turn.u.parts for row in part.actions)


def _one_word(turn: Turn) -> Reply | None:
    """A single word that several actions share ("program"), alone or with a verb of adding: ask which."""
    if any(t.kind == "this" for c in turn.u.clauses for t in c.targets):
        return None  # "dodaj to działanie"
    ids = shared_word(turn)
    if not ids or any(c.operation not in (None, "add", "show") for c in turn.u.clauses):
        return None
    adding = turn.state.choosing or any(c.operation == "add" for c in turn.u.clauses)
    return choosing.which(turn, ids) if adding else choosing.clarify(turn, ids)


def _operations(turn: Turn) -> Reply | None:
    """Adding, removing, replacing, keeping, ordering: whatever a clause says outright."""
    top = turn.u.top
    clauses = [c for c in turn.u.clauses if c.operation in CHANGING]
    if not clauses:
        return None
    named = [c for c in clauses if c.targets]
    if not named:
        return None  # a verb alone: the intent decides ("zapisz", "dodaj to" come with a target)
    if top.intent in ("document", "resume", "delete_data") and top.score > 0.6 and not _plain(turn, named):
        return None
    vague = all(t.how in ("loose", "word") for c in named for t in c.targets)
    seeing = top.intent.startswith("area_") and top.score >= FACET_SURE and not turn.state.choosing
    if vague and seeing and not any(t.kind == "area" for c in named for t in c.targets):
        return None  # "chciałabym przejrzeć wszystko o lepszych warunkach dla stowarzyszeń"
    if choosing.WHOLE_TABLE & set(turn.u.lemmas) and any(t.kind == "all" for c in named for t in c.targets):
        return choosing.operate(turn, named)
    if vague and top.intent in INTENTS and not top.intent.startswith("select_") and top.score >= FACET_SURE:
        return None  # "anuluj wszystko", "chcę zacząć wybierać": the wish is about all of it, not about a thing
    if _story(turn, named):
        return None
    areas = [t.id for c in named for t in c.targets if t.kind == "area" and t.id and c.operation in ("add", "replace")]
    if len(areas) == 1 == sum(len(c.targets) for c in named) and not ALL_OF & set(turn.u.lemmas):
        return answers.area(turn, areas[0])  # "wybieram obszar 3": what it holds; "wszystko z obszaru 3" adds it
    unknown = _unknown_ids(turn, named)
    if unknown is not None:
        return unknown
    return _stored_too(turn, clauses, choosing.operate(turn, named))


def _stored_too(turn: Turn, clauses: list[Clause], done: Reply) -> Reply:
    """A wish to store beside the operations ends the choice: the summary follows what was done."""
    wished = any(not c.targets and c.operation == "add" and STORE.search(c.text) for c in clauses)
    wished = wished or (not turn.u.question and STORE_LAST.search(turn.said.text) is not None)
    if not wished or done.kind != "selection" or turn.state.pending is not None or not turn.state.draft:
        return done
    asked = saving.summary(turn)
    asked.texts[:0] = done.texts
    return asked


def _plain(turn: Turn, named: list[Clause]) -> bool:
    """ "proszę usunąć 2.3": actions by their numbers, and no word of data or documents."""
    words = turn.said.text.split()
    by_id = all(t.how == "id" for c in named for t in c.targets)
    ids = sum(len(c.targets) for c in named)
    return by_id and not OWN_WORDS & set(turn.u.lemmas) and len(words) <= 2 * ids + 2


def _story(turn: Turn, named: list[Clause]) -> bool:
    """A need told in a long sentence before anything is chosen: "chcielibyśmy, żeby organizacje same zarabiały"."""
    u, targets = turn.u, [t for c in named for t in c.targets]
    if turn.state.choosing or turn.state.draft or len(turn.said.text.split()) < STORY:
        return False
    if any(c.operation != "add" for c in named) or any(t.how in ("id", "ordinal") for t in targets):
        return False
    told = u.top.intent.startswith("action_") and u.top.score >= FACET_SURE
    best = u.ranked_actions[0].intent if u.ranked_actions else ""
    if u.question and best not in [t.id for t in targets]:
        return True  # "chętnie bym brał ciasta od spółdzielni socjalnej, tylko nie wiem jak"
    return told and (bool(AIMS & set(u.lemmas)) or best not in [t.id for t in targets])


def _bare(turn: Turn) -> Reply | None:
    """Nothing but ids, names, ordinals: shown when choosing is off, added when it is on."""
    if turn.u.top.intent == "finish" and turn.u.top.score >= FACET_SURE:
        return None  # "to już wszystko"
    found = bare_targets(turn)
    if found is None:
        return None
    clauses, areas = found
    numbered = all(t.how == "id" for c in clauses for t in c.targets) and LETTERS.search(turn.said.text)
    if turn.u.facet is not None and turn.u.facet_score >= FACET_SURE and numbered:
        return None  # "3.2 dokumenty"
    if turn.u.top.intent == "recommend" and turn.u.top.score >= CERTAIN and turn.u.question and not numbered:
        return None  # "prosze o rade, nie wiemy co wybrac"
    if areas:
        return answers.area(turn, areas[0]) if len(areas) == 1 else asking.compare_areas(turn, areas)
    unknown = _unknown_ids(turn, clauses)
    if unknown is not None:
        return unknown
    state = turn.state
    only = turn.u.top.intent == "select_only" and turn.u.top.score >= FACET_SURE and LIMITING & set(turn.u.lemmas)
    excluded = any(t.excluded for c in clauses for t in c.targets)
    if only and state.draft and not excluded:  # "nie 1.4, tylko 2.4" corrects
        return choosing.operate(turn, [Clause("keep", tuple(t for c in clauses for t in c.targets))])
    if state.choosing:
        return choosing.operate(turn, [Clause("add", c.targets, bare=True) for c in clauses])
    if excluded and state.draft:
        return choosing.operate(turn, [Clause("remove", c.targets) for c in clauses])
    return choosing.show(turn, clauses)


def _enough(turn: Turn) -> Reply | None:
    """While choosing, a short message that may mean "enough" ends it, where the other readings would do nothing."""
    if not (turn.state.choosing and turn.state.draft) or turn.u.question or len(turn.said.text.split()) > 6:
        return None
    likely = next((row.score for row in turn.u.intents if row.intent == "finish"), 0.0)
    named = any(t.kind in ("action", "area", "ordinal", "number") for c in turn.u.clauses for t in c.targets)
    ending = ENDING & set(turn.u.lemmas) and len(turn.said.text.split()) <= ENDING_WORDS
    storing = STORING & set(turn.u.lemmas) and turn.u.top.intent in KEEPING
    if named or not (storing or ending or (likely >= ENOUGH and turn.u.top.intent.startswith(VAGUE))):
        return None
    return saving.summary(turn)


def _meaning(turn: Turn) -> Reply | None:
    """A word of the glossary asked for its meaning or said alone, whatever else the words look like."""
    u, things = turn.u, named_things(turn)
    comparing = u.top.intent == "compare" and len(things.terms) + len(things.actions) > 1
    if things.actions_by_id or comparing or (_wished(turn, things) and not (things.terms and u.meaning)):
        return None
    told = u.top.intent.startswith("action_") and u.top.score >= CERTAIN
    alone = bool(things.terms) and not things.actions and all(c.bare for c in u.clauses) and not told
    asked = bool(things.terms) and not things.actions and u.question and len(turn.said.text.split()) <= ASKED
    if u.meaning is None and not asked and (not alone or turn.state.choosing):
        return None
    slug, score = turn.world.search.term(u.meaning or u.repaired, things.terms)
    least = WHOLE if u.meaning is None or told else 0.0 if slug in things.terms else PARTLY
    if not slug or score < least:
        return None
    if u.meaning and score < WHOLE:  # "spółdzielnia energetyczna": like a term we have, but not that one
        return glossary.missing(turn, [slug, *turn.world.search.nearest_terms(turn.said.text)])
    return glossary.term(turn, slug, things.terms)


def _wished(turn: Turn, things: Named) -> bool:
    """Whether the bot itself is asked to do something ("doradca"); the very name of a term is no such wish."""
    said = turn.said.text.strip(" ?.!").casefold()
    if any(turn.base.terms[slug].name.casefold() == said for slug in things.terms):
        return False
    return turn.u.top.intent in INTENTS and turn.u.top.score >= FACET_SURE


def _one_named(turn: Turn) -> Reply | None:
    """Exactly one action named by its number: it is meant, whatever the words around look like."""
    ids = [t.id for c in turn.u.clauses for t in c.targets if t.kind == "action" and t.how == "id" and not t.excluded]
    known = [i for i in dict.fromkeys(ids) if i is not None and i in turn.base.actions]
    areas = named_things(turn).areas
    if not ids and len(areas) == 1 and turn.u.top.intent in ("areas_overview", "compare", "more", "recommend"):
        return answers.area(turn, areas[0])
    sure = turn.u.top.intent in OWN_THING and turn.u.top.score >= FACET_SURE
    if turn.u.top.intent.startswith("select_") and any(c.operation == "show" for c in turn.u.clauses):
        sure = False  # "pokaż 2.1": what is to be shown changes no choice
    if len(known) != 1 or sure:
        return _unknown_ids(turn, [c for c in turn.u.clauses if c.targets]) if ids and not known else None
    return answers.action(turn, known[0], [r.intent for r in turn.u.ranked_actions])


def _unknown_ids(turn: Turn, clauses: list[Clause]) -> Reply | None:
    """Numbers that look like ids but name no action."""
    wrong = [t.id for c in clauses for t in c.targets if t.kind == "action" and t.id and t.id not in turn.base.actions]
    right = [t for c in clauses for t in c.targets if t.kind != "action" or t.id in turn.base.actions]
    if not wrong or right:
        return None
    kind = "selection" if turn.state.choosing or any(c.operation in CHANGING for c in clauses) else "action"
    reply = turn.new(kind).say(turn.text("choose.no_such_id", ids=", ".join(wrong)))
    return choosing.with_draft(turn, reply.offer(turn.base.text("button.overview"), "/overview"))


def _glossary(turn: Turn) -> Reply | None:
    """A term asked for its meaning, or named alone."""
    u = turn.u
    mass = asking.mass(turn, "term_") + asking.mass(turn, "glossary_")
    things = named_things(turn)
    alone = bool(things.terms) and not things.actions and all(c.bare for c in u.clauses) and not turn.state.choosing
    alone = alone and len(turn.said.text.split()) <= 5 and not (u.top.intent in INTENTS and u.top.score >= ENOUGH)
    mistaken = u.top.intent in LIKE_DEFINING and not things.areas and len(turn.said.text.split()) <= 8
    if (mass < 0.5 and not alone and not (things.terms and mistaken)) or things.actions_by_id:
        return None
    if u.decision == "out_of_scope" and not things.terms:
        return None
    if things.terms:
        return glossary.term(turn, things.terms[0], things.terms[1:])
    top_term = next((r for r in u.intents if r.intent.startswith("term_")), None)
    if top_term is not None and top_term.score >= 0.3:
        slug = top_term.intent.removeprefix("term_").replace("_", "-")
        if slug in turn.base.terms:
            return glossary.term(turn, slug)
    return glossary.missing(turn, turn.world.search.nearest_terms(turn.said.text))


def _by_intent(turn: Turn) -> Reply:
    """What is left: the intent, with the thresholds' decision."""
    u = turn.u
    things = named_things(turn)
    if u.decision == "out_of_scope" and not things.actions and not things.tools:
        return talk.lost(turn)
    intent = _beyond_greeting(turn)
    if intent in ("document", "select_remove") and handing.ERASING & set(u.lemmas) and OWN_TALK & set(u.lemmas):
        intent = "delete_data"  # "usuń zapis rozmowy"
    if things.tools and intent not in INTENTS and not intent.startswith(("action_", "area_")):
        return glossary.tool(turn, things.tools[0])
    if intent == "statement":
        found = answers.statement(turn)
        if found is not None:
            return found
    if intent == "help" and turn.state.draft and asking.mass(turn, "my_selections") >= FLOOR:
        return saving.mine(turn)  # "co teraz mamy?"
    asking_mine = turn.said.text.rstrip().endswith("?") and asking.mass(turn, "my_selections") >= ENOUGH
    if intent == "undo" and asking_mine and not TAKING_BACK & set(u.lemmas):
        return saving.mine(turn)  # "żartowałem. Co mam na liście?"
    if intent in ALTERING and u.top.score < (LIKELY_ERASE if intent == "delete_data" else FACET_SURE):
        return talk.lost(turn)  # nothing of what was chosen is put at stake for a guess
    if intent == "delete_data" and len(things.actions_by_id) == 1 and not OWN_WORDS & set(u.lemmas):
        return answers.action(turn, things.actions_by_id[0])  # "usunąć 1.2?", which was not chosen
    if intent in ASIDE and u.top.score < FACET_SURE and len(things.actions) == 1:
        return answers.action(turn, things.actions[0], [r.intent for r in u.ranked_actions])
    if set(u.lemmas) <= BEGINNING:
        return choosing.start(turn)
    if intent == "start_selection" and GIVING_UP & set(u.lemmas):
        return saving.cancel(turn)
    if intent == "recommend" and {"chciec"} < set(u.lemmas) <= PLAINLY and not u.question:
        return choosing.start(turn)
    if intent in INTENTS:
        return INTENTS[intent](turn)
    if intent.startswith("area_"):
        best = u.ranked_actions[0].intent if u.ranked_actions and u.ranked_actions[0].score > 0.6 else None
        area_id = intent.removeprefix("area_")
        return answers.area(turn, area_id, best if best and best[0] == area_id and not things.areas else None)
    if len(things.actions) == 1:
        return answers.action(turn, things.actions[0], [r.intent for r in u.ranked_actions])
    if u.decision == "clarify" and 2 <= len(things.actions) <= 4:
        return answers.compare(turn, things.actions)  # all of them are meant
    if u.decision == "clarify" and len(u.candidates) >= 2:
        return choosing.clarify(turn, list(u.candidates))
    if u.ranked_actions and intent.startswith("action_"):
        ids = [r.intent for r in u.ranked_actions]
        return _or_else(turn, answers.action(turn, ids[0], ids[1:4]))
    found = answers.statement(turn)
    return found or talk.lost(turn)


def _beyond_greeting(turn: Turn) -> str:
    """The intent; of a long message that begins with a greeting, what it goes on to say."""
    intents = turn.u.intents
    if turn.u.top.intent != "greet" or len(turn.said.text.split()) <= GREETING or len(intents) < 2:
        return turn.u.top.intent
    return intents[1].intent if intents[1].score >= GREETED else "greet"


def _or_else(turn: Turn, reply: Reply) -> Reply:
    """An answer that is not sure names the next readings, each a tap away."""
    if turn.u.top.score >= CERTAIN:
        return reply
    near = [row.intent for row in turn.u.ranked_actions[1:4] if row.score >= NEXT][:2]
    if near:
        reply.say(turn.text("action.or", names=turn.names(near)))
    for action_id in near:
        reply.offer(turn.name(action_id), f"/show {action_id}")
    return reply
