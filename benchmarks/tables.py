"""Figures as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from measures import Figures
from peers import METHODS
from results import SetResult

NONE = "–"


def table(result: SetResult, shares: Sequence[float]) -> str:
    """Return a row for each method: evidence / order / answer at each share, contexts over the budget, CPU time."""
    contexts = result.questions if result.with_question else result.documents  # at each budget
    rows = [[_mode(result), *(f"{share:g}%" for share in shares), "over budget", "CPU"]]
    for method, outcome in result.outcomes.items():
        figures = [cell(outcome.figures[share]) for share in shares]
        over = f"{outcome.over:,} of {contexts * len(outcome.figures):,}"
        cpu = f"{outcome.cpu / result.yardstick:.1f}" if result.yardstick else NONE
        rows.append([METHODS[method].label, *figures, over, cpu])
    return markdown(rows)


def by_set(results: Sequence[SetResult], shares: Sequence[float]) -> str:
    """Return a row for each set: the evidence that each method keeps at each share."""
    methods = list(results[0].outcomes)
    rows = [[_mode(results[0]), *(METHODS[method].label for method in methods)]]
    for result in results:
        found = ([result.outcomes[method].figures[share].evidence for share in shares] for method in methods)
        rows.append([result.name, *(" · ".join(map(number, evidence)) for evidence in found)])
    return markdown(rows)


def _mode(result: SetResult) -> str:
    return "With a question" if result.with_question else "Without a question"


def cell(figures: Figures) -> str:
    """Return the measures of one context side by side."""
    return " / ".join(map(number, figures))


def number(share: float | None) -> str:
    """Return a share to three places, without the zero in front."""
    return NONE if share is None else f"{share:.3f}".removeprefix("0")


def markdown(rows: Sequence[Iterable[str]]) -> str:
    """Return the rows, the first one as header."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * (lines[0].count("|") - 1), *lines[1:]])
