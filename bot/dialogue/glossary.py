"""What words mean: glossary entries, the matrix of tools, and the nearest terms when one is missing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.context import Turn
from bot.dialogue.provenance import bullets, codes, source_line, source_rows
from bot.dialogue.reply import Reply


def term(turn: Turn, slug: str, others: Sequence[str] = ()) -> Reply:
    """One term: definition, certainty, sources, related actions."""
    record = turn.base.terms[slug]
    reply = turn.new("glossary", [slug])
    reply.alternatives = [i for i in others if i != slug][:3]
    reply.say(turn.text("glossary.title", name=record.name), bullets(turn.base, record.definition))
    wanted = codes(record.definition)
    reply.say(source_line(turn.base, wanted))
    reply.extras["sources"] = source_rows(turn.base, wanted)
    if record.actions:
        reply.say(turn.text("glossary.related", names=turn.names(record.actions[:3])))
        turn.state.offer(list(record.actions[:3]), "candidates")
        for action_id in record.actions[:3]:
            reply.offer(turn.name(action_id), f"/show {action_id}")
    turn.state.show(f"term:{slug}")
    return reply


def missing(turn: Turn, nearest: Sequence[str]) -> Reply:
    """A term that is not in the glossary: say so and offer the nearest ones."""
    slugs = list(nearest)[:3]
    reply = turn.new("glossary", slugs).say(turn.text("glossary.missing"))
    for slug in slugs:
        reply.offer(turn.base.terms[slug].name, f"/term {slug}")
    return reply


def tool(turn: Turn, slug: str) -> Reply:
    """Who can use a tool, answered for the speaker's role when it is known."""
    record = turn.base.tools[slug]
    reply = turn.new("statement", record.actions).say(turn.text("tool.title", name=record.name))
    role = turn.state.role
    if role and role in record.roles:
        verdict = record.roles[role]
        reply.say(turn.text(f"tool.{verdict}", role=turn.base.text(f"role.{role}")))
    reply.say(turn.text("tool.for", lines=bullets(turn.base, record.yes)))
    reply.say(turn.text("tool.not_for", lines=bullets(turn.base, record.no)))
    wanted = codes([*record.yes, *record.no])
    reply.say(source_line(turn.base, wanted))
    reply.extras["sources"] = source_rows(turn.base, wanted)
    turn.state.show(f"tool:{slug}")
    for action_id in record.actions[:3]:
        reply.offer(turn.name(action_id), f"/show {action_id}")
    return reply


def compare(turn: Turn, slugs: Sequence[str]) -> Reply:
    """Two or three terms side by side."""
    reply = turn.new("compare", slugs)
    wanted: list[str] = []
    for slug in slugs:
        record = turn.base.terms[slug]
        reply.say(turn.text("glossary.title", name=record.name), bullets(turn.base, record.definition))
        wanted.extend(code for code in codes(record.definition) if code not in wanted)
        reply.offer(record.name, f"/term {slug}")
    reply.say(source_line(turn.base, wanted))
    reply.extras["sources"] = source_rows(turn.base, wanted)
    return reply
