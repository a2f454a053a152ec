"""Answers from the knowledge base: areas, actions, their facets, comparisons, search results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.dialogue.context import Turn
from bot.dialogue.provenance import bullets, codes, source_line, source_rows, spoken
from bot.dialogue.reply import Reply
from knowledge.schema import FACETS, Action, Statement

FIRST_FACETS = ("steps", "legal", "who", "time")


def overview(turn: Turn) -> Reply:
    """All areas at once."""
    ids = list(turn.base.areas)
    turn.state.offer(ids, "overview")
    lines = "\n".join(f"{a.id}. {a.title} – {a.short}" for a in turn.base.areas.values())
    reply = turn.new("areas_overview", ids).say(turn.text("overview.intro"), lines, turn.text("overview.outro"))
    reply.extras["table"] = True
    for area in turn.base.areas.values():
        reply.offer(f"{area.id}. {area.name}", f"/area {area.id}")
    return reply.offer(turn.base.text("button.recommend"), "/recommend")


def area(turn: Turn, area_id: str, first: str | None = None) -> Reply:
    """One area with its actions listed whole, in id order; `first` is the action that fits best."""
    record = turn.base.areas[area_id]
    ids = [action.id for action in turn.base.actions_of(area_id)]
    turn.state.offer(ids, "area")
    turn.state.show(f"area:{area_id}")
    reply = turn.new("area", [area_id])
    if first:
        reply.alternatives = [first]
        reply.say(turn.text("area.best", name=turn.name(first), short=turn.base.actions[first].short))
    reply.say(turn.text("area.intro", id=area_id, title=record.title, short=record.short), turn.numbered(ids))
    reply.say(turn.text("area.choosing" if turn.state.choosing else "area.outro"))
    reply.extras["list"] = turn.rows(ids)
    for action_id in ids:
        if turn.state.choosing and action_id not in turn.state.selected:
            reply.offer(turn.base.text("button.add_named", name=turn.name(action_id)), f"/add {action_id}")
        else:
            reply.offer(turn.name(action_id), f"/show {action_id}")
    return reply


def action(turn: Turn, action_id: str, alternatives: Sequence[str] = ()) -> Reply:
    """One action: what it is, who decides, the first step, and the ways on."""
    record = turn.base.actions[action_id]
    turn.state.show(action_id)
    reply = turn.new("action", [action_id])
    reply.alternatives = [i for i in alternatives if i != action_id][:3]
    title = turn.text("action.title", id=action_id, star=turn.star(action_id), name=record.name)
    reply.say(title, record.what)
    basis = record.legal[0]
    reply.say(turn.text("action.core", decides=record.decides, time=record.time, basis=spoken(turn.base, basis)))
    wanted = codes([basis])
    reply.say(source_line(turn.base, wanted, reply.texts))
    reply.extras["sources"] = source_rows(turn.base, codes([*record.legal, *record.figures]))
    reply.extras["action"] = {"id": action_id, "name": record.name, "starred": record.starred}
    return _ways_on(turn, reply, record)


def facet(turn: Turn, action_id: str, name: str) -> Reply:
    """One thing about one action."""
    record = turn.base.actions[action_id]
    turn.state.show(action_id, name)
    reply = turn.new("facet", [action_id])
    reply.facet = name
    reply.say(turn.text(f"facet.{name}", name=record.name, id=action_id))
    own = {"who": "person", "time": "quarter"}.get(name)
    told = next((str(getattr(item, own)) for item in turn.state.draft if item.id == action_id), "") if own else ""
    if told:
        reply.say(turn.text(f"facet.own.{own}", value=told))
    statements: tuple[Statement, ...] = ()
    if name in ("who", "legal", "figures", "pitfall"):
        statements = getattr(record, name)
        reply.say(bullets(turn.base, statements))
    elif name == "steps":
        reply.say("\n".join(f"{n}. {step}" for n, step in enumerate(record.steps, 1)))
    elif name == "difficulty":
        reply.say("\n".join(turn.text("facet.obstacle", problem=d.problem, advice=d.advice) for d in record.difficulty))
    elif name == "when":
        reply.say("\n".join(f"• {line}" for line in record.when))
    elif name == "documents":
        reply.say("\n".join(f"• {line}" for line in record.documents))
    else:
        reply.say(str(getattr(record, name)))
    if name in ("steps", "time", "cost", "difficulty", "evidence", "when"):
        reply.say(turn.text("certainty.practice"))
    if name == "example":
        reply.say(turn.text("certainty.example"))
    wanted = codes(statements)
    reply.say(source_line(turn.base, wanted))
    reply.extras["sources"] = source_rows(turn.base, wanted)
    return _ways_on(turn, reply, record, skip=name)


def for_role(turn: Turn, action_id: str, role: str) -> Reply:
    """What an action means for the speaker's role: whether they can start it, and who leads and decides."""
    record = turn.base.actions[action_id]
    turn.state.show(action_id, "who")
    reply = turn.new("action", [action_id])
    spoken_role = turn.base.text(f"role.{role}")
    key = "role.can_start" if role in record.starters or role == "owes" else "role.cannot_start"
    reply.say(turn.text(key, role=spoken_role, name=turn.name(action_id)), bullets(turn.base, record.who))
    wanted = codes(record.who)
    reply.say(turn.text("role.first", first=record.first), source_line(turn.base, wanted))
    reply.extras["sources"] = source_rows(turn.base, wanted)
    return _ways_on(turn, reply, record)


def _ways_on(turn: Turn, reply: Reply, record: Action, skip: str | None = None) -> Reply:
    """Facet buttons and, last, choosing the action."""
    offered = [name for name in FIRST_FACETS if name != skip]
    if skip is not None:
        later = FACETS.index(skip) + 1 if skip in FACETS else 0
        offered = [*offered[:3], *(name for name in (*FACETS[later:], *FACETS) if name not in FIRST_FACETS)][:4]
    for name in dict.fromkeys(offered):
        reply.offer(turn.base.text(f"button.facet.{name}"), f"/facet {name} {record.id}")
    if record.id not in turn.state.selected:
        reply.offer(turn.base.text("button.add"), f"/add {record.id}")
    reply.extras["facets"] = list(FACETS)
    return reply


def compare(turn: Turn, ids: Sequence[str]) -> Reply:
    """How actions differ: prepared words where the content has them, and a small table from the data."""
    base = turn.base
    reply = turn.new("compare", ids)
    prepared = next((c for c in base.comparisons if set(ids) <= set(c.ids)), None)
    reply.say(turn.text("compare.intro", names=turn.names(ids)))
    if prepared:
        lines = dict(zip(prepared.ids, prepared.lines, strict=True))
        reply.say("\n".join(f"• {turn.name(i)}: {lines[i]}" for i in ids), prepared.advice)
    else:
        reply.say("\n".join(f"• {turn.name(i)}: {base.actions[i].short}" for i in ids))
    rows = [
        ("compare.who", "decides"),
        ("compare.time", "time"),
        ("compare.effort", "cost"),
        ("compare.first", "first"),
    ]
    table = [
        {"label": base.text(label), "cells": [str(getattr(base.actions[i], name)) for i in ids]} for label, name in rows
    ]
    table.append({"label": base.text("compare.law"), "cells": [spoken(base, base.actions[i].legal[0]) for i in ids]})
    reply.say("\n".join(_row(turn, row, ids) for row in table))
    reply.extras["compare"] = {"ids": list(ids), "rows": table}
    turn.state.offer(list(ids), "candidates")
    for action_id in ids:
        turn.state.show(action_id)
    for action_id in list(ids)[:3]:
        reply.offer(turn.name(action_id), f"/show {action_id}")
    return reply


def _row(turn: Turn, row: Mapping[str, object], ids: Sequence[str]) -> str:
    cells = row["cells"]
    assert isinstance(cells, list)
    return f"{row['label']}: " + " | ".join(f"{i} – {cell}" for i, cell in zip(ids, cells, strict=True))


def _owner(turn: Turn, owner: str) -> str:
    """What a statement found is about; alone "można je zastrzec" does not say what."""
    kind, _, slug = owner.partition(":")
    if kind == "term":
        return turn.base.terms[slug].name
    return turn.base.tools[slug].name if kind == "tool" else turn.name(owner)


def statement(turn: Turn) -> Reply | None:
    """A search answer; None when nothing in the base fits."""
    likely = {row.intent: row.score for row in turn.u.ranked_actions}
    hits = turn.world.search.find(turn.u.repaired or turn.said.text, likely=likely)
    if not hits:
        return None
    base = turn.base
    ids = list(dict.fromkeys(hit.owner for hit in hits if hit.owner in base.actions))
    for hit in hits:
        if hit.owner not in base.actions:
            kind, _, slug = hit.owner.partition(":")
            record = base.terms.get(slug) if kind == "term" else base.tools.get(slug)
            ids.extend(i for i in (record.actions if record else ()) if i not in ids)
    reply = turn.new("statement", ids[:4]).say(turn.text("statement.intro"))
    reply.say("\n".join(f"• {_owner(turn, hit.owner)}: {hit.text}" for hit in hits))
    wanted = list(dict.fromkeys(hit.source for hit in hits if hit.source))
    reply.say(source_line(base, wanted))
    reply.extras["sources"] = source_rows(base, wanted)
    if ids:
        turn.state.offer(ids[:4], "candidates")
        turn.state.show(ids[0])
        for action_id in ids[:3]:
            reply.offer(turn.name(action_id), f"/show {action_id}")
    return reply
