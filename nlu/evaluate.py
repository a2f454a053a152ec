"""`python -m nlu.evaluate`: cross-validation by author, then the test sets of other authors as figures only.

The test sets are never printed and never trained on; tuning on them would make them worthless.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.base import Base
from nlu import metrics, noise
from nlu.crossval import held_out
from nlu.decision import OUT, Decision, thresholds
from nlu.metrics import Case, Figures, figures
from nlu.report import curve_svg, page
from nlu.training import base_or_none, read
from nlu.understander import Understander
from nlu.understanding import Ranked, Understanding

TESTS = Path(__file__).parent.parent / "tests" / "nlu"
NOISES: dict[str, Callable[[str], str]] = {
    "as written": lambda text: text,
    "no diacritics": noise.bare,
    "typos": noise.typos,
    "typos, no diacritics": lambda text: noise.bare(noise.typos(text)),
    "capitals": noise.capitals,
    "dictated": noise.dictated,
}


@dataclass(frozen=True, slots=True)
class Text:
    """A test text: what it should be understood as."""

    text: str
    kind: str
    ids: tuple[str, ...]
    facet: str | None = None
    context: str | None = None  # the action shown just before


def texts(path: Path) -> list[Text]:
    """Read a test set (a list of text, kind, ids and perhaps facet)."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Text(r["text"], r["kind"], tuple(map(str, r.get("ids") or ())), r.get("facet"), r.get("context")) for r in rows
    ]


def meant(kind: str, ids: Sequence[str]) -> str:
    """The intent a test text's kind and ids stand for."""
    if kind == "action":
        return "action_" + ids[0].replace(".", "_")
    if kind == "area":
        return "area_" + ids[0]
    return f"term_{ids[0]}" if kind == "glossary" and ids else kind


def case(text: Text, made: Understanding) -> Case:
    """A test text beside what was understood."""
    intent = meant(text.kind, text.ids)
    named = [t.id for clause in made.clauses for t in clause.targets if t.kind == "term"]
    if text.kind == "glossary" and named:  # terms are found by their names, not by an intent each
        return Case(intent, text.kind, (Ranked(f"term_{named[0]}", 1.0),), Decision("answer"))
    return Case(intent, text.kind, made.intents, Decision(made.decision, made.candidates))


def run(understander: Understander, rows: Iterable[Text], change: Callable[[str], str] = str) -> list[Case]:
    """Understand every text, changed by `change` first."""
    return [case(row, understander.understand(change(row.text))) for row in rows]


def line(name: str, found: Figures) -> str:
    """One line of the table."""
    right = "  ".join(f"{family} {found.right[family]:.1%}" for family in found.count if family != "off-topic")
    return (
        f"{name:22} {right}  | action: one click {found.one_click.get('actions', 0):.1%}, @3 {found.third:.1%} "
        f"| asked {found.asked:.1%}, holds {found.asked_right:.0%} | refused {found.refused:.1%}, "
        f"off-topic accepted {found.accepted:.1%}"
    )


Rows = list[tuple[str, Figures]]
Curve = list[tuple[float, float, float]]
Pairs = list[tuple[str, str, int]]
CURVE = Path(__file__).parent.parent / "docs" / "en" / "nlu-curve.svg"


def cross_validation(base: Base | None, say: Callable[[str], None]) -> tuple[Rows, Curve, Pairs]:
    """Figures by author, the curve of refusing, the worst pairs; they are printed and given back."""
    rows: Rows = []
    examples = read()
    held = held_out(examples, base)
    say(f"cross-validation by author, {len(examples)} utterances: {figures(metrics.cases(held, thresholds())).count}")
    for name, embedding in (("with embedding", True), ("words only", False)):
        if embedding and held.joint is None:
            continue
        found = metrics.cases(held, thresholds(), embedding=embedding)
        rows.append((name, figures(found)))
        for group in sorted({c.group for c in found}):
            rows.append((f"  {group}", figures([c for c in found if c.group == group])))
    for name, made in rows:
        say(line(name, made))
    found = metrics.cases(held, thresholds())
    say("off-topic curve (threshold, in-scope refused, off-topic accepted):")
    curve, pairs = metrics.curve(held, thresholds()), metrics.worst_pairs(found, 25)
    for threshold, refused, accepted in curve[4::5]:
        say(f"  {threshold:.2f}  {refused:.2%}  {accepted:.2%}")
    say("worst pairs (meant, understood, times):")
    for wanted, got, times in pairs:
        say(f"  {wanted:18} {got:18} {times}")
    by_intent = sorted((metrics.share(rows, lambda c: c.right), name, len(rows)) for name, rows in _by_intent(found))
    say("weakest intents: " + ", ".join(f"{name} {right:.0%} of {count}" for right, name, count in by_intent[:20]))
    return rows, curve, pairs


def _by_intent(found: Sequence[Case]) -> list[tuple[str, list[Case]]]:
    return [(name, [c for c in found if c.meant == name]) for name in sorted({c.meant for c in found})]


def others(understander: Understander, say: Callable[[str], None]) -> Rows:
    """Test sets by other authors, as written and noised; and the other kinds. Printed, the former given back."""
    found: Rows = []
    rows = texts(TESTS / "other_author.yml")
    say(f"another author, {len(rows)} texts, {figures(run(understander, rows)).count}")
    for name, change in NOISES.items():
        found.append((name, figures(run(understander, rows, change))))
        say(line(*found[-1]))
    second = texts(TESTS / "second_author.yml")
    for kind in sorted({row.kind for row in second}):
        own = [row for row in second if row.kind == kind]
        made = [understander.understand(row.text) for row in own]
        if kind == "facet":
            right = [m.facet == row.facet for m, row in zip(made, own, strict=True)]
        else:
            right = [_same_kind(kind, m) for m in made]
        say(f"  second author, {kind:18} {sum(right)}/{len(right)}")
    return found


def _same_kind(kind: str, made: Understanding) -> bool:
    selecting = {"selection": ("select_", "undo", "redo", "note", "finish", "keep")}
    top = next((row.intent for row in made.intents if row.intent != OUT), "")
    if kind == "selection":
        changed = any(c.operation in ("add", "remove", "replace", "keep", "move") for c in made.clauses)
        return changed or top.startswith(selecting["selection"])
    return made.decision != OUT and top == kind


def speed(understander: Understander, say: Callable[[str], None]) -> None:
    """Milliseconds per message on one core, cold caches of words included."""
    rows = texts(TESTS / "other_author.yml")
    start = time.perf_counter()
    for row in rows:
        understander.understand(row.text)
    say(f"{(time.perf_counter() - start) / len(rows) * 1000:.2f} ms per message")


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--no-cv", action="store_true", help="only the test sets")
    arguments.add_argument(
        "--report", type=Path, metavar="FILE", help="also write an HTML report, and the curve for docs"
    )
    chosen = arguments.parse_args()
    base = base_or_none()
    validated: tuple[Rows, Curve, Pairs] = ([], [], [])
    if not chosen.no_cv:
        validated = cross_validation(base, print)
    start = time.perf_counter()
    understander = Understander.train(base)
    print(f"training: {time.perf_counter() - start:.1f} s")
    tested = others(understander, print)
    if chosen.report:
        rows, curve, pairs = validated
        tables = {"Cross-validation by author": rows, "Another author's texts": tested}
        chosen.report.parent.mkdir(parents=True, exist_ok=True)
        chosen.report.write_text(page(tables, curve, thresholds().out_of_scope, pairs), encoding="utf-8")
        if curve:
            CURVE.write_text(curve_svg(curve, thresholds().out_of_scope) + "\n", encoding="utf-8")
        print(f"report: {chosen.report}")
    speed(understander, print)


if __name__ == "__main__":
    main()
