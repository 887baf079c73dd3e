"""Figures of a run, as they are printed, drawn and kept in a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from measures import Figures, mean
from pydantic import BaseModel


class Outcome(BaseModel):
    """What a method did on a set."""

    figures: dict[float, Figures]  # by the share of the documents' tokens, in percent
    over: int  # contexts over the budget, before any was cut
    cpu: float  # seconds for 10,000 tokens, in the first call on a document


class SetResult(BaseModel):
    """What the methods did on a set, by their names."""

    name: str
    documents: int
    questions: int
    with_question: bool
    yardstick: float | None  # CPU seconds for 10,000 tokens of plain BM25 over sentences, where it is installed
    outcomes: dict[str, Outcome]


def average(sets: Sequence[SetResult]) -> SetResult:
    """Return the mean over sets, each with the same weight."""
    yardsticks = [s.yardstick for s in sets if s.yardstick is not None]
    return SetResult(
        name=f"mean of {len(sets)} sets",
        documents=sum(s.documents for s in sets),
        questions=sum(s.questions for s in sets),
        with_question=sets[0].with_question,
        yardstick=fmean(yardsticks) if yardsticks else None,
        outcomes={method: _average([s.outcomes[method] for s in sets]) for method in sets[0].outcomes},
    )


def _average(outcomes: Sequence[Outcome]) -> Outcome:
    return Outcome(
        figures={share: mean([o.figures[share] for o in outcomes]) for share in outcomes[0].figures},
        over=sum(o.over for o in outcomes),
        cpu=fmean(o.cpu for o in outcomes),
    )


def save(sets: Sequence[SetResult], path: Path) -> None:
    """Write a set a line."""
    path.write_text("".join(f"{s.model_dump_json()}\n" for s in sets), encoding="utf-8")


def load(path: Path) -> list[SetResult]:
    """Read what was saved."""
    return [SetResult.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]
