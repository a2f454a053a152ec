"""The figures as a table: stock, ours and how many times better ours is."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.accuracy import FAMILIES, Accuracy
from benchmarks.measure import Measured, Plan


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: how to get it, how to show it, and whether less is better (None: no ratio, a difference)."""

    name: str
    get: Callable[[Measured], float | None]
    form: str
    less: bool | None


def _accuracy(get: Callable[[Accuracy], float]) -> Callable[[Measured], float | None]:
    return lambda m: None if m.accuracy is None else get(m.accuracy)


ROWS = (
    Row("turn, 1 user, median (ms)", lambda m: m.served.one.median, ".1f", True),
    Row("turn, 1 user, p95 (ms)", lambda m: m.served.one.p95, ".1f", True),
    Row("turn, 20 users, median (ms)", lambda m: m.served.twenty.median, ".1f", True),
    Row("turn, 20 users, p95 (ms)", lambda m: m.served.twenty.p95, ".1f", True),
    Row("turns per second, 20 users", lambda m: m.served.twenty.per_second, ".1f", False),
    Row("turns per CPU second, 1 user", lambda m: m.served.one.per_cpu_second, ".1f", False),
    Row("turns per CPU second, 20 users", lambda m: m.served.twenty.per_cpu_second, ".1f", False),
    Row("turns without a good card", lambda m: m.served.one.faults + m.served.twenty.faults, ".0f", None),
    Row("turn 5 of a conversation (ms)", lambda m: m.served.early, ".1f", True),
    Row("turn 200 of it (ms)", lambda m: m.served.late, ".1f", True),
    Row("turn 200 / turn 5", lambda m: m.served.late / m.served.early, ".2f", True),
    Row("start to first answer (s)", lambda m: m.served.first_answer, ".1f", True),
    Row("memory after start (MB)", lambda m: m.served.idle_memory, ".0f", True),
    Row("memory after the load (MB)", lambda m: m.served.memory, ".0f", True),
    Row("training, wall (s)", lambda m: m.training, ".0f", True),
    Row("training, CPU (s)", lambda m: m.training_cpu, ".0f", True),
    Row("environment (MB)", lambda m: m.environment, ".0f", True),
    Row("right action at once, @1", _accuracy(lambda a: a.right["action"]), ".1%", None),
    Row("right action within one click", _accuracy(lambda a: a.one_click), ".1%", None),
    Row("right action among the first 3, @3", _accuracy(lambda a: a.third), ".1%", None),
    *(
        Row(f"right {name}", _accuracy(lambda a, name=name: a.right[name]), ".1%", None)  # type: ignore[misc]
        for name in FAMILIES[1:]
    ),
    Row("in-scope asked back", _accuracy(lambda a: a.asked), ".1%", None),
    Row("in-scope refused", _accuracy(lambda a: a.refused), ".1%", None),
    Row("off-topic accepted", _accuracy(lambda a: a.accepted), ".1%", None),
)


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}"


def _lines(stock: Measured | None, ours: Measured) -> Iterator[str]:
    yield "| figure | stock Rasa | Drogowskaz | ratio (above 1 is for us) |"
    yield "|---|---:|---:|---:|"
    for row in ROWS:
        theirs, own = row.get(stock) if stock else None, row.get(ours)
        cells = [format(value, row.form) if value is not None else "–" for value in (theirs, own)]
        yield f"| {row.name} | {cells[0]} | {cells[1]} | {_ratio(row, theirs, own)} |"


def _ratio(row: Row, theirs: float | None, own: float | None) -> str:
    if theirs is None or own is None:
        return "–"
    if row.less is None:
        return f"{(own - theirs) * 100:+.1f} points" if row.form.endswith("%") else "–"
    above, below = (theirs, own) if row.less else (own, theirs)
    return f"{above / below:.1f} ×" if below else "–"


def table(stock: Measured | None, ours: Measured) -> str:
    """The table in Markdown."""
    return "\n".join(_lines(stock, ours))


def page(stock: Measured | None, ours: Measured, plan: Plan, remarks: list[str], command: str) -> str:
    """benchmarks/results.md: the table and how it was made; `command` is what was typed."""
    when = datetime.now(UTC).strftime("%Y-%m-%d")
    load = os.getloadavg()[2]
    lines = [
        "# Results",
        "",
        f"Made by `{command}` on {when}: {_machine()}; mean load of the machine in the last quarter of an hour "
        f"{load:.1f} (the run itself included).",
        f"Turns: {plan.one} by one user, {plan.twenty} by twenty users, {plan.conversations} conversations of 200.",
        "",
        table(stock, ours),
        "",
        *(f"- {remark}" for remark in remarks),
        "",
    ]
    return "\n".join(lines)
