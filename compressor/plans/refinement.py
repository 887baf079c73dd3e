"""Learn from questions whose answers are known: plans that lead to a right one become examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from compressor.errors import InputError, PlanError
from compressor.plans.actions import ACTIONS, Inventory
from compressor.plans.answering import plain
from compressor.plans.desk import Desk
from compressor.plans.execution import run
from compressor.plans.library import Library
from compressor.plans.planner import plan_with_model


class Question(BaseModel):
    """A question whose answers are known."""

    question: str = Field(min_length=1)
    answers: tuple[str, ...] = Field(min_length=1)


def read_questions(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Return the questions of a file, an object a line, with their answers; raises InputError that names the line."""
    found = [(one.question, one.answers) for one in _questions(path)]
    if not found:
        raise InputError(f"{path} is empty; expected an object a line, with a question and its answers")
    return found


def _questions(path: Path) -> Iterator[Question]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield Question.model_validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                place = ".".join(map(str, first["loc"])) or "the line"
                raise InputError(f"{path}, line {number}: {place}: {first['msg']}") from None


def refine(
    questions: Iterable[tuple[str, Sequence[str]]], desk: Desk, library: Library, actions: Inventory = ACTIONS
) -> int:
    """Plan and run each question with the desk's model, keep the plans that answered, and return how many did.

    `questions` have the accepted answers beside them. A question that no plan is found for is passed over; a model
    that fails is a ModelError, and what was kept before stays.
    """
    if desk.model is None:
        raise PlanError("there is no language model to plan with; give the desk one")
    kept = 0
    for question, accepted in questions:
        try:
            plan = plan_with_model(question, desk.model, library=library, actions=actions)
            answers = run(plan, desk, question=question, actions=actions).answers
        except PlanError:
            continue
        if answers and is_right(answers[0].text, accepted):
            library.add(question, plan, actions)
            kept += 1
    return kept


def is_right(answer: str, accepted: Sequence[str]) -> bool:
    """Tell whether an answer says one that is accepted, case, punctuation and articles apart."""
    said = f" {plain(answer)} "
    return any(f" {words} " in said for words in map(plain, accepted) if words)
