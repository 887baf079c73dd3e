"""Draws retention against budget as SVG: a line a method, named at its end, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from statistics import fmean
from typing import NamedTuple
from xml.sax.saxutils import escape

from peers import METHODS
from results import SetResult
from tables import number

from compressor.errors import InputError

Point = tuple[float, float]

WIDTH, HEIGHT = 470, 392  # of a panel
LEFT, RIGHT, TOP, BOTTOM = 46, 310, 58, 336  # of the plot in its panel
LABEL, GAP = RIGHT + 22, 17  # where names begin, and how far apart they stand
NEAR = 4  # from the end of a line to its leader, and from the leader to the name
COLOURS = {  # on light and on dark ground: 4.5:1 or more against either, and apart for the colour-blind
    "ours": ("#0969da", "#58a6ff"),
    "bm25-sentences": ("#b35900", "#f0983e"),
    "bm25-chunks-100": ("#8a6d00", "#d9b92e"),
    "bm25-chunks-200": ("#0b7a6b", "#3fc9b4"),
    "llmslim": ("#b0357f", "#f58cc4"),
    "lexrank": ("#7a4fc4", "#b89af5"),
    "random": ("#6a737d", "#8b949e"),
    "head": ("#6a737d", "#8b949e"),
}
DASHES = {"bm25-chunks-100": "7 3", "bm25-chunks-200": "2 3", "random": "1.5 4", "head": "4 4"}


class Line(NamedTuple):
    """What a method keeps, by budget."""

    method: str
    points: list[Point]  # budgets in percent, ascending, with shares of evidence

    @property
    def label(self) -> str:
        return METHODS[self.method].label


class Panel(NamedTuple):
    """Lines with one pair of axes."""

    title: str
    note: str
    lines: list[Line]


def panel(result: SetResult, title: str) -> Panel:
    """Return the lines of a set; raises InputError where its questions name no evidence."""
    lines = []
    for method, outcome in result.outcomes.items():
        points = [(share, f.evidence) for share, f in sorted(outcome.figures.items()) if f.evidence is not None]
        if points:
            lines.append(Line(method, points))
    if not lines:
        raise InputError(f"the questions of {result.name} name no evidence: there is no curve to draw")
    mode = "" if result.with_question else ", unknown while compressing"
    return Panel(title, f"evidence kept for {result.questions:,} questions{mode}", lines)


def draw(panels: Sequence[Panel]) -> str:
    """Return an SVG document, the panels side by side."""
    width = WIDTH * len(panels)
    body = "\n".join(_panel(panel, WIDTH * i) for i, panel in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" '
        f'role="img" aria-labelledby="title desc">\n'
        f'<title id="title">Evidence that stays in the context, by budget</title>\n'
        f'<desc id="desc">{escape(" ".join(map(_description, panels)))}</desc>\n'
        f"<style>\n{_style()}\n</style>\n{body}\n</svg>\n"
    )


def _description(panel: Panel) -> str:
    lines = "; ".join(
        f"{line.label} " + ", ".join(f"{number(recall)} at {share:g}%" for share, recall in line.points)
        for line in panel.lines
    )
    return f"{panel.title}, {panel.note}: {lines}."


def _style() -> str:
    return "\n".join(
        [
            "text { font: 12px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #57606a }",
            ".title { font-size: 14px; font-weight: 600; fill: #1f2328 }",
            ".tick { font-variant-numeric: tabular-nums }",
            ".grid { stroke: #dfe4e9; stroke-width: 1 }",
            ".curve { fill: none; stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round }",
            ".leader { fill: none; stroke-width: 0.75; opacity: 0.55 }",
            ".ours.curve { stroke-width: 3.25 }",
            ".ours.name { font-weight: 600 }",
            *_colours(0),
            "@media (prefers-color-scheme: dark) {",
            "text { fill: #9ea7b3 }",
            ".title { fill: #e6edf3 }",
            ".grid { stroke: #30363d }",
            *_colours(1),
            "}",
        ]
    )


def _colours(scheme: int) -> Iterator[str]:
    for method, colours in COLOURS.items():
        yield f".{method}.curve, .{method}.leader {{ stroke: {colours[scheme]} }}"
        yield f".{method}.name, .{method}.dot {{ fill: {colours[scheme]} }}"


def _panel(panel: Panel, left: int) -> str:
    shares = sorted({share for line in panel.lines for share, _ in line.points})
    parts = [
        f'<text class="title" x="{LEFT - 34}" y="20">{escape(panel.title)}</text>',
        f'<text x="{LEFT - 34}" y="38">{escape(panel.note)}</text>',
        *_axes(shares),
        *(_curve(line, shares) for line in reversed(panel.lines)),  # the first one on top
        *_names(panel.lines, shares),
    ]
    return f'<g transform="translate({left} 0)">\n' + "\n".join(parts) + "\n</g>"


def _axes(shares: Sequence[float]) -> Iterator[str]:
    for percent in (0, 25, 50, 75, 100):
        y = _y(percent / 100)
        yield f'<path class="grid" d="M{LEFT} {y:g}H{RIGHT}"/>'
        yield f'<text class="tick" x="{LEFT - 8}" y="{y + 4:g}" text-anchor="end">{percent}%</text>'
    for share in shares:
        yield f'<text class="tick" x="{_x(share, shares):g}" y="{BOTTOM + 20}" text-anchor="middle">{share:g}%</text>'
    caption = "budget, as a share of the document’s tokens"
    yield f'<text x="{(LEFT + RIGHT) / 2:g}" y="{BOTTOM + 42}" text-anchor="middle">{caption}</text>'


def _curve(line: Line, shares: Sequence[float]) -> str:
    points = [(_x(share, shares), _y(recall)) for share, recall in line.points]
    dash = f' stroke-dasharray="{DASHES[line.method]}"' if line.method in DASHES else ""
    path = f'<path class="{line.method} curve" d="M{"L".join(f"{x:g} {y:g}" for x, y in points)}"{dash}/>'
    radius = 4 if line.method == "ours" else 2.25
    dots = "".join(f'<circle class="{line.method} dot" cx="{x:g}" cy="{y:g}" r="{radius}"/>' for x, y in points)
    return f"<g><title>{escape(line.label)}</title>{path}{dots}</g>"


def _names(lines: Sequence[Line], shares: Sequence[float]) -> Iterator[str]:
    """Write each name where its line ends, or as near as the other names let it stand, with a leader."""
    ranked = sorted(lines, key=lambda line: -line.points[-1][1])
    ends = [_y(line.points[-1][1]) for line in ranked]
    for line, end, y in zip(ranked, ends, apart(ends), strict=True):
        x = _x(line.points[-1][0], shares) + NEAR + 2
        yield f'<path class="{line.method} leader" d="M{x:g} {end:g}L{LABEL - NEAR} {y:g}"/>'
        yield f'<text class="{line.method} name" x="{LABEL}" y="{y + 4:g}">{escape(line.label)}</text>'


def apart(heights: Sequence[float]) -> list[float]:
    """Move ascending heights as little as it takes for them to be GAP apart and beside the plot."""
    groups: list[list[float]] = []  # names that touch: they stand evenly around their mean
    for height in heights:
        groups.append([height])
        while len(groups) > 1 and _first(groups[-1]) - _first(groups[-2]) < GAP * len(groups[-2]):
            groups[-2:] = [groups[-2] + groups[-1]]
    return [_first(group) + GAP * i for group in groups for i in range(len(group))]


def _first(group: Sequence[float]) -> float:
    """Return the height of the first name of a group."""
    length = GAP * (len(group) - 1)
    return max(min(fmean(group) - length / 2, BOTTOM - length), TOP - GAP / 2)


def _x(share: float, shares: Sequence[float]) -> float:
    """Place a share on a logarithmic axis."""
    span = log(shares[-1] / shares[0]) or 1.0
    return round(LEFT + 14 + (RIGHT - LEFT - 22) * log(share / shares[0]) / span, 1)


def _y(recall: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * recall, 1)
