"""The guide: from "nie wiem, co wybrać" to proposals with reasons. Every reply proposes; questions only refine."""

from __future__ import annotations

from bot.dialogue import recommend, story
from bot.dialogue.context import Turn
from bot.dialogue.reply import Reply
from bot.dialogue.state import Pending
from knowledge.schema import ROLES
from nlu.understanding import Ranked

SHOWN = 4
SURE = 0.5
"""From this probability on a short answer to the guide speaks for an action as strongly as a story."""
FAINT = 0.08
"""Share among actions from which a story as a whole speaks for one."""
FACT = 14
"""Words quoted from a story."""
QUESTIONS = ("role", "pain", "exists", "time")
"""What the guide asks, in order; each once at the most."""


def begin(turn: Turn, with_text: bool = True) -> Reply:
    """A wish to be led. A message that already describes something is used at once."""
    turn.state.guide = {"texts": [], "asked": [], "skip": 0, "wish": ""}
    return listen(turn, turn.said.text if with_text else "")


def listen(turn: Turn, text: str) -> Reply:
    """Take in what was said (a situation or an answer to a question) and propose."""
    guide = turn.state.guide or {"texts": [], "asked": [], "skip": 0, "wish": ""}
    if text:
        guide["texts"] = [*guide.get("texts", []), text][-6:]
    guide["skip"] = 0
    turn.state.guide = guide
    return propose(turn)


def wish(turn: Turn, kind: str) -> Reply:
    """ "coś łatwiejszego", "coś na już": the same situation, ordered by effort or by time."""
    guide = turn.state.guide or {"texts": [], "asked": [], "skip": 0}
    guide.update({"wish": kind, "skip": 0})
    turn.state.guide = guide
    return propose(turn)


def others(turn: Turn) -> Reply:
    """The next proposals."""
    guide = turn.state.guide or {"texts": [], "asked": [], "skip": 0, "wish": ""}
    guide["skip"] = guide.get("skip", 0) + SHOWN
    turn.state.guide = guide
    return propose(turn)


def set_role(turn: Turn, role: str) -> Reply:
    """The answer to "who are you"."""
    if role in ROLES:
        turn.state.role = role
    return propose(turn)


def propose(turn: Turn) -> Reply:
    """Up to four actions with reasons, and at most one question more."""
    guide, base = turn.state.guide, turn.base
    text = " ".join(guide.get("texts", []))
    wished = str(guide.get("wish", ""))
    if turn.u.parts:
        _remember(turn, story.read(base, turn.u.parts, turn.u.needed, turn.u.ranked_actions))
        text = " ".join(guide["texts"])
    hits = turn.world.search.needs(text) if text else ()
    told = guide.get("evidence")
    if turn.u.parts and not told:  # no part speaks for anything by itself: the whole may
        excluded = guide.get("excluded", ())
        told = {r.intent: r.score for r in turn.u.ranked_actions if r.score >= FAINT and r.intent not in excluded}
    if told:
        ranked = tuple(Ranked(i, score) for i, score in told.items())
    else:
        ranked = turn.u.ranked_actions if hits or turn.u.decision == "answer" else ()
        ranked = tuple(r for r in ranked if r.score >= 0.15) if text and turn.u.top.intent != "recommend" else ()
    sure = turn.u.top.intent.startswith("action_") and turn.u.top.score >= SURE
    weight = recommend.STORY if told or sure else recommend.CLASSIFIER
    proposals = recommend.rank(base, hits, ranked, turn.state.role, classifier=weight)
    proposals = [p for p in proposals if p.id not in guide.get("excluded", ())]
    if told and not guide.get("skip"):
        proposals = recommend.worth(proposals)
    informed = bool(proposals)
    if informed and wished:  # a wish reorders what fits; it does not bring in what does not
        proposals = sorted(
            proposals[: 2 * SHOWN],
            key=lambda p: base.actions[p.id].effort if wished == "easier" else base.actions[p.id].months[0],
        )
    if not informed:
        proposals = recommend.starters(base, turn.state.role, wished)
    skip = int(guide.get("skip", 0))
    page = proposals[skip : skip + SHOWN]
    if not page:  # went past the end: begin again
        guide["skip"], page = 0, proposals[:SHOWN]
    ids = [p.id for p in page]
    guide["reasons"] = {**guide.get("reasons", {}), **{p.id: _reason(turn, p) for p in page}}
    turn.state.offer(ids, "proposals")
    reply = turn.new("recommend", ids)
    reply.say(turn.text("guide.intro" if informed else "guide.intro_general"))
    reply.say("\n".join(f"{n}. {_line(turn, p)}" for n, p in enumerate(page, 1)))
    reply.extras["list"] = turn.rows(ids)
    question = _question(turn)
    if question:
        reply.say(question)
        if guide["asked"][-1] == "role":
            for role in ROLES:
                reply.offer(base.text(f"role.{role}"), f"/role {role}")
    for action_id in ids:
        reply.offer(turn.name(action_id), f"/show {action_id}")
    if len(proposals) > SHOWN:
        reply.offer(base.text("button.others"), "/others")
    return reply


def _remember(turn: Turn, read: story.Story) -> None:
    """Keep what a told situation came to, for the questions that follow: "a coś łatwiejszego?", "pokaż inne"."""
    guide = turn.state.guide
    guide["excluded"] = sorted({*guide.get("excluded", ()), *read.excluded})
    guide["evidence"] = {row.intent: round(row.score, 4) for row in read.ranked}
    guide["facts"] = {**guide.get("facts", {}), **read.told}
    guide["texts"] = [*guide.get("texts", [])[:-1], read.needs] if read.needs else guide.get("texts", [])


def why(turn: Turn) -> Reply:
    """Reasons for the proposals shown, or for the action shown last."""
    if turn.state.offered_as == "proposals" and turn.state.guide:
        reply = propose(turn)
        reply.texts.insert(0, turn.text("guide.why", role=_role(turn)))
        return reply
    action_id = turn.state.shown_action()
    if action_id:
        record = turn.base.actions[action_id]
        lines = "\n".join(f"• {line}" for line in record.when)
        return turn.new("recommend", [action_id]).say(turn.text("guide.why_action", name=record.name), lines)
    return begin(turn, with_text=False)


def _role(turn: Turn) -> str:
    return turn.base.text(f"role.{turn.state.role}") if turn.state.role else turn.base.text("role.unknown")


def _reason(turn: Turn, proposal: recommend.Proposal) -> str:
    """Why this action, with the message's own words; kept in the state for the document of chosen actions."""
    reason = proposal.reason or turn.base.actions[proposal.id].short
    words = " ".join(proposal.words) or _short(turn.state.guide.get("facts", {}).get(proposal.id, ""))
    return turn.base.text("guide.because", words=words, reason=reason) if words else reason


def _short(fact: str) -> str:
    words = fact.split()
    return fact if len(words) <= FACT else " ".join(words[:FACT]).rstrip(",:;") + "…"


def _line(turn: Turn, proposal: recommend.Proposal) -> str:
    record, reason = turn.base.actions[proposal.id], _reason(turn, proposal)
    line = turn.base.text(
        "guide.line", name=turn.name(proposal.id), reason=reason, decides=record.decides.rstrip("."),
        first=record.first.rstrip("."), cost=record.cost.rstrip("."),
    )  # fmt: skip
    return line if proposal.startable else f"{line} {turn.base.text('guide.not_yours')}"


def _question(turn: Turn) -> str:
    """The next question not asked yet, if any."""
    guide = turn.state.guide
    asked = guide.setdefault("asked", [])
    for name in QUESTIONS:
        if name in asked or (name == "role" and turn.state.role) or (name == "pain" and guide.get("texts")):
            continue
        asked.append(name)
        turn.state.pending = Pending("guide", data={"question": name}, serial=turn.state.serial)
        return turn.text(f"guide.ask.{name}")
    turn.state.pending = None
    return ""
