"""Break questions into planned steps over the record store: most need no model, some are better with one."""

from __future__ import annotations

from compressor.errors import PlanError
from compressor.plans.asking import Model
from compressor.plans.desk import Desk
from compressor.plans.execution import run
from compressor.plans.library import Library
from compressor.plans.plan import Plan
from compressor.plans.planner import plan_with_model
from compressor.plans.results import PlanResult
from compressor.plans.rules import NotPlanned, plan_by_rules
from compressor.plans.shelf import Shelf

__all__ = ["Desk", "Library", "Plan", "PlanResult", "Shelf", "plan_for", "run"]


def plan_for(question: str, model: Model | None = None, library: Library | None = None) -> Plan:
    """Return a plan for a question, by rule where there is no model.

    Raises PlanError where the rules know no such question, or the model writes no plan that can run.
    """
    if model is not None:
        return plan_with_model(question, model, library=library)
    made = plan_by_rules(question)
    if isinstance(made, NotPlanned):
        raise PlanError(f"no rule makes a plan for {question!r}: {made.reason}; write a plan, or give a language model")
    return made
