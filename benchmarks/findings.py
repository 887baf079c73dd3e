"""Figures of the records, as they are printed and kept in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from statistics import fmean
from typing import Literal

from calibration import Bin
from pace import Pace
from pydantic import BaseModel
from tally import Tally

Task = Literal["entities", "aspects", "facts", "resolution"]


class SetFindings(BaseModel):
    """What was found in a set, by method (ours and its peers) and measure."""

    task: Task
    name: str
    rows: int
    tallies: dict[str, dict[str, Tally]]
    tokens: dict[str, float] = {}  # words a fact, by method
    least: float | None = None  # confidence of facts at which F1 is highest


class Findings(BaseModel):
    """All that one run measured."""

    sets: list[SetFindings] = []
    calibration: dict[str, list[Bin]] = {}  # by the kind of record
    pace: Pace | None = None

    def of(self, task: Task) -> list[SetFindings]:
        """Return the sets of a task."""
        return [one for one in self.sets if one.task == task]


def families(sets: Sequence[SetFindings]) -> Iterator[tuple[str, list[SetFindings]]]:
    """Yield sets in a row whose names begin alike up to the first underscore, where there are several."""
    for name, members in groupby(sets, key=lambda one: one.name.partition("_")[0]):
        family = list(members)
        if len(family) > 1:
            yield name, family


def mean_f1(sets: Sequence[SetFindings], method: str, measure: str) -> float:
    """Return the mean F1 over sets, each with the same weight."""
    return fmean(one.tallies[method][measure].f1 for one in sets)


def save(findings: Findings, path: Path) -> None:
    """Write the figures."""
    path.write_text(f"{findings.model_dump_json(indent=1)}\n", encoding="utf-8")


def load(path: Path) -> Findings:
    """Read what was saved."""
    return Findings.model_validate_json(path.read_text(encoding="utf-8"))
