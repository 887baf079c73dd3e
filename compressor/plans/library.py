"""Plans that led to right answers, kept in a JSONL file and shown to the model as examples for like questions."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from pydantic import Field, ValidationError

from compressor.codec import encode
from compressor.errors import InputError
from compressor.plans.actions import ACTIONS, Inventory
from compressor.plans.checking import read_plan
from compressor.plans.plan import Plan
from compressor.plans.syntax import written
from compressor.records import Record
from compressor.relevance.terms import terms

MOST_READ = 10_000  # examples; the newest of a longer file


class Example(Record):
    """A question and the plan that answered it."""

    question: str = Field(description="The question.")
    plan: str = Field(description="The plan in its text form.")


class Library:
    """Examples in a file that need not exist yet; without a path they live as long as the object."""

    def __init__(self, path: str | Path | None = None) -> None:
        self.path = None if path is None else Path(path)
        self.examples = [] if self.path is None else _read(self.path)

    def add(self, question: str, plan: Plan, actions: Inventory = ACTIONS) -> None:
        """Keep a plan; in the file its line is appended at once, whole. Raises PlanError for one that is wrong."""
        read_plan(written(plan), actions)
        example = Example(question=" ".join(question.split()), plan=written(plan))
        if example in self.examples:
            return
        if self.path is not None:
            _append(self.path, encode(example))
        self.examples.append(example)

    def nearest(self, question: str, count: int) -> list[Example]:
        """Return the examples whose questions share most with a question, least alike first: the last is read best."""
        asked = Counter(terms(question))
        scores = [_similarity(asked, Counter(terms(example.question))) for example in self.examples]
        best = sorted(range(len(scores)), key=lambda i: (-scores[i], -i))[:count]
        return [self.examples[i] for i in reversed(best)]


def _similarity(first: Counter[str], second: Counter[str]) -> float:
    """Return the share of terms that two questions have in common (Dice)."""
    both = first.total() + second.total()
    return 2 * (first & second).total() / both if both else 0.0


def _read(path: Path) -> list[Example]:
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InputError(f"cannot read the library {str(path)!r}: {error.strerror}") from None
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(Example.model_validate_json(line))
            except ValidationError as error:
                reason = error.errors(include_url=False)[0]["msg"]
                raise InputError(
                    f"{path}, line {number}: {reason}; expected an object with a question and a plan, or no line"
                ) from None
    return found[-MOST_READ:]


def _append(path: Path, line: bytes) -> None:
    """Append a line in one write, so that two who append at once do not mix their lines."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            written_bytes = os.write(descriptor, line)
            if written_bytes < len(line):  # the disk is full: take back the half line
                os.ftruncate(descriptor, os.fstat(descriptor).st_size - written_bytes)
                raise OSError(0, "the disk is full")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise InputError(f"cannot write the library {str(path)!r}: {error.strerror}") from None
