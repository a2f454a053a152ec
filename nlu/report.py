"""The evaluation as one HTML page with plots drawn as SVG: no library, no script, readable by a screen reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from nlu.metrics import Figures

Curve = Sequence[tuple[float, float, float]]
WIDE, HIGH, EDGE = 560, 280, 44
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #c8ced6;padding:.25rem .6rem;text-align:right}
th:first-child,td:first-child{text-align:left}caption{text-align:left;font-weight:600}"""


def curve_svg(curve: Curve, threshold: float) -> str:
    """In-scope refused and off-topic accepted against the refusing threshold, the shipped one as a line."""

    def x(value: float) -> float:
        return EDGE + value * (WIDE - 2 * EDGE)

    def y(share: float) -> float:
        return HIGH - EDGE - min(share / 0.4, 1.0) * (HIGH - 2 * EDGE)

    def line(column: int, colour: str, dash: str) -> str:
        points = " ".join(f"{x(row[0]):.1f},{y(row[column]):.1f}" for row in curve)
        return f'<polyline fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}" points="{points}"/>'

    marks = "".join(
        f'<text x="{EDGE - 6}" y="{y(share) + 4:.1f}" text-anchor="end">{share:.0%}</text>'
        f'<line x1="{EDGE}" x2="{WIDE - EDGE}" y1="{y(share):.1f}" y2="{y(share):.1f}" stroke="#e2e6ea"/>'
        for share in (0, 0.1, 0.2, 0.3, 0.4)
    ) + "".join(
        f'<text x="{x(value):.1f}" y="{HIGH - EDGE + 18}" text-anchor="middle">{value:.1f}</text>'
        for value in (0, 0.2, 0.4, 0.6, 0.8, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" role="img" '
        'font-family="sans-serif" font-size="12" aria-label="Refusing: in-scope refused (solid) and off-topic accepted '
        f'(dashed) against the threshold; shipped threshold {threshold}">{marks}{line(1, "#0b5394", "none")}'
        f'{line(2, "#8a1c1c", "6 4")}<line x1="{x(threshold):.1f}" x2="{x(threshold):.1f}" y1="{EDGE}" '
        f'y2="{HIGH - EDGE}" stroke="#38601f" stroke-width="1.5"/>'
        f'<text x="{x(threshold) + 5:.1f}" y="{EDGE + 2}" fill="#38601f">shipped: {threshold}</text>'
        f'<text x="{WIDE - EDGE}" y="18" text-anchor="end" fill="#0b5394">solid: in-scope refused</text>'
        f'<text x="{WIDE - EDGE}" y="33" text-anchor="end" fill="#8a1c1c">dashed: off-topic accepted</text>'
        f'<text x="{WIDE / 2}" y="{HIGH - 6}" text-anchor="middle">threshold: probability of being off-topic</text>'
        "</svg>"
    )


def row(name: str, found: Figures) -> list[str]:
    """A line of the table of figures."""
    return [
        name,
        *(f"{found.right[family]:.1%}" if family in found.right else "–" for family in FAMILIES),
        f"{found.one_click.get('actions', 0.0):.1%}",
        f"{found.third:.1%}",
        f"{found.asked:.1%}",
        f"{found.refused:.1%}",
        f"{found.accepted:.1%}",
    ]


FAMILIES = ("actions", "areas", "terms", "controls", "facets")
HEADINGS = (
    "set", *(f"{family} @1" for family in FAMILIES), "actions, one click", "@3", "asked", "refused",
    "off-topic accepted",
)  # fmt: skip


def page(
    tables: Mapping[str, Sequence[tuple[str, Figures]]],
    curve: Curve,
    threshold: float,
    pairs: Sequence[tuple[str, str, int]],
) -> str:
    """The whole report: a table per part, the curve, the worst pairs of the cross-validation."""
    parts = [
        table(name, HEADINGS, [row(label, figures) for label, figures in rows]) for name, rows in tables.items() if rows
    ]
    parts.append(f"<h2>Refusing, by cross-validation</h2>{curve_svg(curve, threshold)}")
    parts.append(
        table("Worst pairs of the cross-validation", ("meant", "understood", "times"), [map(str, p) for p in pairs])
    )
    body = "\n".join(parts)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Understanding: evaluation</title>'
        f"<style>{STYLE}</style><h1>Understanding: evaluation</h1>{body}</html>"
    )


def table(name: str, headings: Sequence[str], rows: Sequence[Sequence[str] | map[str]]) -> str:
    """An HTML table with a caption."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>" for cells in rows)
    return f"<table><caption>{escape(name)}</caption><tr>{head}</tr>{body}</table>"
