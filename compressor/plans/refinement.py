"""Learn from questions whose answers are known: plans that lead to a right one become examples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compressor.errors import PlanError
from compressor.plans.actions import ACTIONS, Inventory
from compressor.plans.answering import plain
from compressor.plans.desk import Desk
from compressor.plans.execution import run
from compressor.plans.library import Library
from compressor.plans.planner import plan_with_model


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
