"""Details of a chosen action, told in words: a note, a person in charge, a target quarter. All are optional."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.dialogue import choosing, saving, selection
from bot.dialogue.context import Turn
from bot.dialogue.quarters import Quarter, meant, narrowed
from bot.dialogue.refer import resolve
from bot.dialogue.reply import Reply
from bot.dialogue.selection import Change
from bot.dialogue.state import Pending
from nlu.understanding import Clause, Detail, Target

LENGTHS = {"note": 300, "person": 120, "quarter": 40}
"""Characters kept of each detail."""
OTHERS = ("feedback", "handover")
"""Questions whose answer is free text: nothing in it is taken for a detail."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is to be written: an empty `value` takes the detail away, `more` appends to what was there."""

    field: str
    value: str
    ids: tuple[str, ...]
    more: bool = False

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, to wait in a pending question."""
        return {"field": self.field, "value": self.value, "ids": list(self.ids), "more": self.more}


def told(turn: Turn) -> Reply | None:
    """The reply to a message that tells details and nothing else; None for any other message."""
    found, pending = turn.u.details, turn.state.pending
    if not found or (pending is not None and pending.kind in OTHERS):
        return None
    if pending is not None and pending.kind in ("guide", "quarter") and not any(one.targets for one in found):
        return None  # "do końca roku" answers the question: how much time there is, or which quarter
    wrong = [t.id for one in found for t in one.targets if t.how == "id" and t.id and t.id not in turn.base.actions]
    if wrong:
        return choosing.with_draft(
            turn, turn.new("selection").say(turn.text("choose.no_such_id", ids=", ".join(dict.fromkeys(wrong))))
        )
    settings: list[Setting] = []
    for one in found:
        ids = _about(turn, one)
        chosen = any(i in turn.state.selected for i in ids)
        if not ids or not (chosen or one.sure):
            return None
        made = _settle(turn, one, ids)
        if isinstance(made, Reply):
            return made
        settings.append(made)
    return _offer_or_write(turn, settings, adding=any(one.adding for one in found))


def _offer_or_write(turn: Turn, settings: Sequence[Setting], *, adding: bool = False) -> Reply:
    missing = _missing(turn, settings)
    if not missing or adding:
        return write(turn, settings)
    turn.state.pending = Pending(
        "detail", ids=missing, data={"told": [one.as_dict() for one in settings]}, serial=turn.state.serial
    )
    reply = turn.new("selection", missing).say(turn.text("detail.not_chosen", names=turn.names(missing)))
    return choosing.yes_no(turn, reply)


def write(turn: Turn, settings: Sequence[Setting]) -> Reply:
    """Set all of it as one undoable step; what is not chosen yet is added."""
    state = turn.state
    asked = state.pending is not None and state.pending.kind == "save"
    selection.remember(state)
    change = Change()
    selection.add(state, _missing(turn, settings), change)
    reply = turn.new("selection", list(dict.fromkeys(i for one in settings for i in one.ids)))
    if change.added:
        state.choosing = True
        reply.say(turn.text("choose.added", names=turn.names(change.added)))
    for one in settings:
        for item in [item for item in state.draft if item.id in one.ids]:
            before = str(getattr(item, one.field))
            value = f"{before}; {one.value}".strip("; ") if one.more else one.value
            setattr(item, one.field, value[: LENGTHS[one.field]])
            key = "done" if one.value else "removed" if before else "absent"
            reply.say(turn.text(f"detail.{one.field}.{key}", name=turn.name(item.id), value=getattr(item, one.field)))
    if state.draft == state.undo[-1]:
        state.undo.pop()
    if asked and not change.added:
        saving.ask_again(turn, reply)
        return reply
    return choosing.with_draft(turn, reply)


def _missing(turn: Turn, settings: Sequence[Setting]) -> list[str]:
    """What is not chosen of the actions told about."""
    chosen = turn.state.selected
    return [i for i in dict.fromkeys(i for one in settings for i in one.ids) if i not in chosen]


def _settle(turn: Turn, one: Detail, ids: Sequence[str]) -> Setting | Reply:
    """What to write, or the question or refusal that comes first."""
    if one.deed == "remove":
        return Setting(one.field, "", tuple(ids))
    if one.deed == "ask":
        turn.state.pending = Pending("person", ids=list(ids), serial=turn.state.serial)
        return turn.new("selection", ids).say(turn.text("detail.person.ask", names=turn.names(ids)))
    if one.when is None:
        return Setting(one.field, one.value, tuple(ids), more=one.field == "note" and one.deed == "set")
    return _quarter(turn, meant(one.when, turn.world.now), ids)


def _quarter(turn: Turn, options: Sequence[Quarter], ids: Sequence[str]) -> Setting | Reply:
    if all(option < Quarter.of(turn.world.now) for option in options):
        reply = turn.new("selection", ids).say(turn.text("detail.quarter.past", value=spelt(turn, options[-1])))
        return choosing.with_draft(turn, reply)
    if len(options) == 1:
        return Setting("quarter", spelt(turn, options[0]), tuple(ids))
    rows = [[option.year, option.number] for option in options]
    turn.state.pending = Pending("quarter", ids=list(ids), data={"options": rows}, serial=turn.state.serial)
    reply = turn.new("selection", ids).say(turn.text("detail.quarter.ask", names=turn.names(ids)))
    for option in options:
        reply.offer(spelt(turn, option), f"/quarter {option.year} {option.number} {' '.join(ids[:4])}")
    return reply


def spelt(turn: Turn, quarter: Quarter) -> str:
    """ "II kwartał 2027", as the documents read it, too."""
    return turn.base.text("detail.quarter.spelt", roman=quarter.roman, year=quarter.year)


def _about(turn: Turn, one: Detail) -> list[str]:
    """The actions a detail is told of: those named, else the one spoken of last, else the newest chosen."""
    state = turn.state
    if not one.targets:
        if one.field == "quarter" and not state.draft:
            return []  # a mere time
        last = state.about if state.about in turn.base.actions else ""
        return [last or state.selected[-1]] if last or state.draft else []
    exact = [target for target in one.targets if target.kind not in ("term", "tool")]
    if not exact:
        return _of_terms(turn, one.targets)
    found = resolve(turn, Clause("move", tuple(exact)), selection.removable(state))
    wide = any(target.kind in ("area", "all", "rest") for target in exact)
    return [i for i in found.ids if i in state.selected] if wide else found.ids


def _of_terms(turn: Turn, targets: Sequence[Target]) -> list[str]:
    """ "spółdzielnia socjalna" is a term of several actions: the chosen one is meant."""
    terms = [turn.base.terms[target.id] for target in targets if target.id and target.id in turn.base.terms]
    ids = list(dict.fromkeys(i for term in terms for i in term.actions))
    chosen = [i for i in ids if i in turn.state.selected]
    likely = [row.intent for row in turn.u.ranked_actions if row.intent in (chosen or ids)]
    return (likely or chosen or ids)[:1]


def answer_offer(turn: Turn, pending: Pending, verdict: bool | None) -> Reply | None:
    """The yes or no to adding an action together with what was told of it."""
    turn.state.pending = None
    if verdict is None:
        return None
    if not verdict:
        return choosing.with_draft(turn, turn.new("selection", pending.ids).say(turn.text("choose.unchanged")))
    return write(turn, [Setting(**{**row, "ids": tuple(row["ids"])}) for row in pending.data["told"]])


def answer_quarter(turn: Turn, pending: Pending) -> Reply | None:
    """The answer to "który kwartał?": in words; anything else leaves the question."""
    turn.state.pending = None
    when = turn.u.when
    if when is None or any(target.how == "id" for clause in turn.u.clauses for target in clause.targets):
        return None
    options = [Quarter(year, number) for year, number in pending.data["options"]]
    made = _quarter(turn, narrowed(options, when, turn.world.now), pending.ids)
    return made if isinstance(made, Reply) else _offer_or_write(turn, [made])


def press_quarter(turn: Turn, year: int, number: int, ids: Sequence[str]) -> Reply:
    """A quarter chosen by a button."""
    turn.state.pending = None
    made = _quarter(turn, [Quarter(year, number)], ids)
    return made if isinstance(made, Reply) else _offer_or_write(turn, [made])


def answer_person(turn: Turn, pending: Pending) -> Reply | None:
    """The answer to "kogo wpisać?": a few words that want nothing else."""
    turn.state.pending = None
    words = turn.said.text.strip(" .,;:")
    busy = turn.u.question or any(clause.targets or clause.operation for clause in turn.u.clauses)
    control = turn.u.top.intent in ("affirm", "deny", "cancel", "undo", "finish") and turn.u.top.score >= 0.5
    if busy or control or not 0 < len(words.split()) <= 8:
        return None
    return _offer_or_write(turn, [Setting("person", words, tuple(pending.ids))])


def note(turn: Turn) -> Reply:
    """The wish to note something, without the words to note."""
    state = turn.state
    head = turn.said.text.partition(":")[0]
    named = [t.id for clause in turn.u.clauses for t in clause.targets if t.how == "id" and t.id and t.id in head]
    target = next((i for i in (*named, state.about, *reversed(state.selected)) if i in state.selected), None)
    if target is None:
        return turn.new("selection").say(turn.text("note.no_action"))
    _, _, rest = turn.said.text.partition(":")
    if not rest.strip():
        return turn.new("selection", [target]).say(turn.text("note.how", name=turn.name(target)))
    return write(turn, [Setting("note", rest.strip(), (target,), more=True)])
