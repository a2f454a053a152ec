"""What words mean: glossary entries, the matrix of tools, and the nearest terms when one is missing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.context import Turn
from bot.dialogue.provenance import FIRST_ANSWER, bullets, codes, source_line, source_rows
from bot.dialogue.reply import Reply
from knowledge.schema import Statement


def term(turn: Turn, slug: str, others: Sequence[str] = (), whole: bool = False) -> Reply:
    """One term: definition, certainty, sources, related actions; first as much as fits, then the `whole`."""
    record = turn.base.terms[slug]
    ids = record.actions[:3]
    head = turn.text("glossary.title", name=record.name)
    tail = turn.text("glossary.related", ids=", ".join(ids)) if ids else ""
    told = record.definition if whole else _fitting(turn, record.definition, head, tail)
    reply = turn.new("glossary", [slug])
    reply.alternatives = [i for i in others if i != slug][:3]
    reply.say(*_paragraphs(turn, told, head, tail))
    reply.extras["sources"] = source_rows(turn.base, codes(told))
    if len(told) < len(record.definition):
        reply.offer(turn.base.text("button.more_of_term"), f"/term {slug} whole")
    if ids:
        turn.state.offer(list(ids), "candidates")
        for action_id in ids:
            reply.offer(turn.name(action_id), f"/show {action_id}")
    turn.state.show(f"term:{slug}")
    return reply


def _fitting(turn: Turn, definition: Sequence[Statement], head: str, tail: str) -> Sequence[Statement]:
    """The first statements that a first answer has room for; at least one."""
    for count in range(len(definition), 1, -1):
        texts = _paragraphs(turn, definition[:count], head, tail)
        if sum(map(len, texts)) + 2 * len(texts) <= FIRST_ANSWER:
            return definition[:count]
    return definition[:1]


def _paragraphs(turn: Turn, told: Sequence[Statement], head: str, tail: str) -> list[str]:
    body = bullets(turn.base, told)
    return [head, body, source_line(turn.base, codes(told), [head, body, tail]), tail]


def missing(turn: Turn, nearest: Sequence[str]) -> Reply:
    """A term that is not in the glossary: say so and offer the nearest ones."""
    slugs = list(dict.fromkeys(nearest))[:3]
    reply = turn.new("glossary", slugs).say(turn.text("glossary.missing"))
    for slug in slugs:
        reply.offer(turn.base.terms[slug].name, f"/term {slug}")
    return reply


def tool(turn: Turn, slug: str, role: str | None = None) -> Reply:
    """Who can use a tool, answered for `role` or the speaker's own when it is known."""
    record = turn.base.tools[slug]
    reply = turn.new("statement", record.actions).say(turn.text("tool.title", name=record.name))
    role = role or turn.state.role
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
