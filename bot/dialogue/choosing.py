"""Choosing, as a conversation: carries out the operations named in a message and reports what happened."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue import answers, selection
from bot.dialogue.context import Turn
from bot.dialogue.refer import Referred, resolve
from bot.dialogue.reply import Reply
from bot.dialogue.selection import LONG_LIST, MANY, Change
from bot.dialogue.state import Item, Pending
from nlu.understanding import Clause, Target

SURE = 0.9
"""From this probability on a wish to keep only what is named drops the others, though no verb says so."""
WHOLE_TABLE = {"tabela", "dwadziescia"}
"""Lemmas that make "wszystkie" mean all twenty, whatever list was shown."""
CLEARING = {"wyczyscic", "oproznic", "wybor"}
"""Lemmas that mean the whole draft, whatever list was shown."""


def start(turn: Turn) -> Reply:
    """The wish to begin choosing."""
    turn.state.choosing = True
    turn.state.offer(list(turn.base.areas), "overview")
    reply = turn.new("start_selection").say(turn.text("choose.start"))
    for area in turn.base.areas.values():
        reply.offer(f"{area.id}. {area.name}", f"/area {area.id}")
    return with_draft(turn, reply)


def operate(turn: Turn, clauses: Sequence[Clause]) -> Reply:
    """Carry out one or more operations as one undoable step."""
    before = [Item(**vars(item)) for item in turn.state.draft]
    undo_before, redo_before = list(turn.state.undo), list(turn.state.redo)
    change = Change()
    unsure: list[str] = []
    selection.remember(turn.state)
    listed = turn.state.offered if any(_picks(turn, clause) for clause in clauses) else None
    for clause in clauses:
        asked = _apply(turn, clause, change, unsure, listed)
        if asked is not None:  # one confirmation stands for the whole message
            turn.state.draft, turn.state.undo, turn.state.redo = before, undo_before, redo_before
            return asked
    if not change.changed:
        turn.state.undo, turn.state.redo = undo_before, redo_before
    if change.added:
        turn.state.choosing = True
    if unsure and not change.changed:
        return which(turn, unsure)
    return report(turn, change)


def _picks(turn: Turn, clause: Clause) -> bool:
    """Whether a clause adds lines of the list on the screen: then all ordinals of the message mean that list."""
    return _meant(turn, clause) == "add" and any(t.kind == "ordinal" and not t.excluded for t in clause.targets)


def _apply(
    turn: Turn, clause: Clause, change: Change, unsure: list[str], listed: Sequence[str] | None = None
) -> Reply | None:
    state = turn.state
    operation = _meant(turn, clause)
    pool = state.offered if operation == "add" else listed or selection.removable(state)
    if operation == "add" and WHOLE_TABLE & set(turn.u.lemmas):
        pool = list(turn.base.actions)
    elif state.offered_as == "overview" and operation == "add":
        pool = []
    if operation == "replace":
        return _replace(turn, clause, change, unsure)
    if operation == "add" and not clause.targets:
        return _add_shown(turn, change)
    found = resolve(turn, clause, pool)
    unsure.extend(found.unsure)
    change.out_of_range.extend(found.out_of_range)
    change.no_list = change.no_list or found.no_list
    if operation == "add":
        fresh = [i for i in found.ids if i not in state.selected]
        if found.everything and len(fresh) > LONG_LIST:
            return ask_all(turn, found)
        gone = [i for i in found.excluded if i in state.selected]
        if len(gone) == 1 and fresh and clause.targets[0].excluded:  # "nie 2.1, tylko 3.1": one for the other
            selection.replace(state, gone[0], fresh, change)
        else:
            selection.add(state, found.ids, change)
            selection.remove(state, gone, change)
    elif operation == "remove":
        return _remove(turn, clause, found, change)
    elif operation == "keep":
        gone = [i for i in state.selected if i not in found.ids]
        if found.ids and len(gone) > MANY:
            return ask_drop(turn, gone, found.ids)
        if found.ids:
            selection.keep(state, found.ids, change)
    elif operation == "move":
        ids = found.ids or (state.selected if len(state.draft) == 2 else [])
        if len(ids) == 2 and (clause.position == 0 or not found.ids):
            selection.swap(state, ids[0], ids[1], change)
        elif clause.position is None and len(chosen := [i for i in ids if i in state.selected]) > 1:
            selection.move(state, ids, min(state.selected.index(i) for i in chosen) + 1, change)  # "4.1 przed 2.1"
        else:
            selection.move(state, ids, clause.position or 1, change)
    return None


def _meant(turn: Turn, clause: Clause) -> str:
    """The operation as the draft makes it: "tylko 2.1" and "najpierw 2.1" choose where nothing was chosen before."""
    operation = clause.operation or "add"
    chosen_before = turn.state.undo[-1] if turn.state.undo else turn.state.draft  # as `operate` has remembered it
    if clause.position == 0 and operation == "move":
        return operation  # two things can change places only where they are chosen
    if operation in ("keep", "move") and clause.targets and not chosen_before:
        return "add"
    return operation


def _add_shown(turn: Turn, change: Change) -> Reply | None:
    shown = turn.state.shown_action()
    if shown is None:
        change.no_list = True
    else:
        selection.add(turn.state, [shown], change)
    return None


def _remove(turn: Turn, clause: Clause, found: Referred, change: Change) -> Reply | None:
    state = turn.state
    ids = found.ids
    if not clause.targets:
        shown = state.shown_action()
        ids = [shown] if shown in state.selected else state.selected[-1:]
        ids = [i for i in ids if i]
    if not clause.targets or any(not target.excluded for target in clause.targets):
        goal = ids
    else:  # "bez 2.1": the negation itself is the wish to remove
        goal = found.excluded
    dropping = [i for i in goal if i in state.selected]
    if len(dropping) > MANY:
        return ask_drop(turn, dropping, [i for i in state.selected if i not in dropping])
    selection.remove(state, goal if not found.everything else dropping, change)
    return None


def _replace(turn: Turn, clause: Clause, change: Change, unsure: list[str]) -> Reply | None:
    state = turn.state
    if len(clause.targets) < 2:
        found = resolve(turn, clause, selection.removable(state))
        unsure.extend(found.unsure)
        shown = state.shown_action()
        out = found.ids[:1] if found.ids and found.ids[0] in state.selected else state.selected[-1:]
        new = [i for i in found.ids if i not in state.selected] or ([shown] if shown else [])
        if out and new:
            selection.replace(state, out[0], new, change)
        return None
    first = Clause("remove", clause.targets[:1])
    others = Clause("add", clause.targets[1:])
    gone = resolve(turn, first, selection.removable(state))
    come = resolve(turn, others, state.offered)
    for found in (gone, come):
        unsure.extend(found.unsure)
        change.out_of_range.extend(found.out_of_range)
        change.no_list = change.no_list or found.no_list
    if gone.ids and len(come.ids) == 1 and {gone.ids[0], come.ids[0]} <= set(state.selected):
        selection.swap(state, gone.ids[0], come.ids[0], change)  # both are chosen: only their places can be meant
    elif gone.ids and come.ids:
        selection.replace(state, gone.ids[0], come.ids, change)
    return None


def ask_all(turn: Turn, found: Referred) -> Reply:
    """Adding a whole long list asks once."""
    turn.state.pending = Pending("all", ids=list(found.ids), serial=turn.state.serial)
    reply = turn.new("selection", found.ids).say(turn.text("choose.ask_all", count=len(found.ids)))
    return yes_no(turn, reply)


def ask_drop(turn: Turn, dropping: Sequence[str], keeping: Sequence[str]) -> Reply:
    """Dropping many at once asks once."""
    turn.state.pending = Pending("drop", ids=list(dropping), data={"keep": list(keeping)}, serial=turn.state.serial)
    reply = turn.new("selection", dropping).say(turn.text("choose.ask_drop", count=len(dropping)))
    return yes_no(turn, reply)


def confirmed(turn: Turn, pending: Pending) -> Reply:
    """The yes to `ask_all` or `ask_drop`."""
    change = Change()
    selection.remember(turn.state)
    if pending.kind == "all":
        selection.add(turn.state, pending.ids, change)
        turn.state.choosing = True
    else:
        selection.remove(turn.state, pending.ids, change)
        selection.add(turn.state, pending.data.get("keep", []), Change())
    return report(turn, change)


def step(turn: Turn, forward: bool) -> Reply:
    """Undo or redo."""
    change = (selection.redo if forward else selection.undo)(turn.state)
    if change is None:
        key = "choose.nothing_to_redo" if forward else "choose.nothing_to_undo"
        return with_draft(turn, turn.new("selection").say(turn.text(key)))
    reply = turn.new("selection", change.touched).say(turn.text("choose.redone" if forward else "choose.undone"))
    return with_draft(turn, reply, listed=True)


def which(turn: Turn, candidates: Sequence[str]) -> Reply:
    """A description that fits several actions: offer them for a tap."""
    ids = list(dict.fromkeys(candidates))[:3]
    turn.state.offer(ids, "candidates")
    turn.state.pending = Pending("clarify", ids=ids, data={"operation": "add"}, serial=turn.state.serial)
    reply = turn.new("clarify", ids).say(turn.text("clarify.which_to_add"), turn.numbered(ids))
    for action_id in ids:
        reply.offer(turn.name(action_id), f"/add {action_id}")
    return reply


def report(turn: Turn, change: Change) -> Reply:
    """Say what changed and what did not."""
    reply = turn.new("selection", change.touched)
    for key, ids in (
        ("choose.added", change.added),
        ("choose.removed", change.removed),
        ("choose.moved", change.moved),
        ("choose.already", change.already if not change.added else []),
        ("choose.absent", change.absent),
    ):
        if ids:
            reply.say(turn.text(key, names=turn.names(ids)))
    if change.out_of_range:
        size = len(turn.state.offered) or len(turn.state.draft)
        reply.say(turn.text("choose.out_of_range", size=size))
    elif change.no_list:
        reply.say(turn.text("choose.no_list"))
    elif not reply.texts:
        reply.say(turn.text("choose.nothing"))
    return with_draft(turn, reply, listed=bool(change.moved))


def with_draft(turn: Turn, reply: Reply, listed: bool = False) -> Reply:
    """Add the draft (as a list, when its order matters) and the ways on."""
    state = turn.state
    if listed and state.draft:
        reply.say(turn.text("draft.list", lines=turn.draft_lines()))
        state.draft_listed_last = True
    if state.draft:
        reply.offer(turn.base.text("button.finish"), "/finish")
        reply.offer(turn.base.text("button.mine"), "/mine")
    return reply


def yes_no(turn: Turn, reply: Reply) -> Reply:
    """Buttons for a pending question; they carry its serial, so a stale one confirms nothing."""
    serial = turn.state.pending.serial if turn.state.pending else 0
    reply.offer(turn.base.text("button.yes"), f"/yes {serial}")
    reply.offer(turn.base.text("button.no"), f"/no {serial}")
    return reply


def show(turn: Turn, clauses: Sequence[Clause]) -> Reply:
    """Bare ids, names or ordinals while choosing is off: show them, add nothing."""
    found = Referred()
    for clause in clauses:
        one = resolve(turn, clause, [] if turn.state.offered_as == "overview" else turn.state.offered)
        found.ids.extend(i for i in one.ids if i not in found.ids)
        found.out_of_range.extend(one.out_of_range)
        found.no_list = found.no_list or one.no_list
    if len(found.ids) == 1:
        return answers.action(turn, found.ids[0])
    if found.ids:
        return answers.compare(turn, found.ids) if len(found.ids) <= 4 else answers.area(turn, found.ids[0][0])
    reply = turn.new("action")
    if found.out_of_range:
        reply.say(turn.text("choose.out_of_range", size=len(turn.state.offered)))
    else:
        reply.say(turn.text("choose.no_list"))
    return with_draft(turn, reply.offer(turn.base.text("button.overview"), "/overview"))


def clarify(turn: Turn, candidates: Sequence[str]) -> Reply:
    """Two or three close readings: one tap answers."""
    ids = [i for i in dict.fromkeys(candidates) if i in turn.base.actions][:3]
    turn.world.journal.unanswered(turn.said.text, "clarify")
    turn.state.offer(ids, "candidates")
    turn.state.pending = Pending("clarify", ids=ids, data={"operation": "show"}, serial=turn.state.serial)
    reply = turn.new("clarify", ids).say(turn.text("clarify.which"), turn.numbered(ids))
    for action_id in ids:
        reply.offer(turn.name(action_id), f"/show {action_id}")
    return reply


def everything(turn: Turn) -> Reply:
    """ "biorę wszystkie": the whole list shown last."""
    return operate(turn, [Clause("add", (Target("all"),))])


def nothing(turn: Turn) -> Reply:
    """ "żadna z nich": members of the shown list leave the draft; without a list, the wish to have nothing."""
    state = turn.state
    listed = [i for i in state.offered if i in state.selected]
    whole = not state.offered or state.draft_listed_last or CLEARING & set(turn.u.lemmas)
    goal = state.selected if whole else listed
    if not goal:
        return with_draft(turn, turn.new("selection").say(turn.text("choose.none_taken")))
    if len(goal) > MANY:
        return ask_drop(turn, goal, [i for i in state.selected if i not in goal])
    return operate(turn, [Clause("remove", tuple(Target("action", id=i, how="id") for i in goal))])


def only_shown(turn: Turn) -> Reply:
    """ "zostaw tylko to": the action named, else the one shown last, stays."""
    named = tuple(t for c in turn.u.clauses for t in c.targets if t.how in ("id", "name", "ordinal") and not t.excluded)
    if named and turn.u.top.score >= SURE:
        return operate(turn, [Clause("keep", named)])
    shown = turn.state.shown_action()
    if shown is None:
        return which(turn, turn.state.selected) if turn.state.draft else report(turn, Change(no_list=True))
    return operate(turn, [Clause("keep", (Target("action", id=shown, how="id"),))])
