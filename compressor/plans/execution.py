"""Run a plan step by step over a store; every result is kept with its type and its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from compressor.errors import PlanError
from compressor.plans.actions import ACTIONS, Action, Inventory, bound
from compressor.plans.checking import Given, check, matched
from compressor.plans.desk import Desk
from compressor.plans.plan import Plan, Step
from compressor.plans.results import Item, PlanResult, StepResult
from compressor.plans.syntax import written


def run(plan: Plan, desk: Desk, *, question: str | None = None, actions: Inventory = ACTIONS) -> PlanResult:
    """Run a plan over the documents at the desk, which answers with its model where it has one.

    Raises PlanError for a plan that does not hold together, before anything has run, and ModelError for a model
    that fails.
    """
    check(plan, actions)
    done: dict[str, StepResult] = {}
    for step in plan.steps:
        action = actions[step.action]
        done[step.variable] = _run(desk, step, action, done)
    steps = tuple(done.values())
    return PlanResult(question=question, plan=written(plan), steps=steps, answers=steps[-1].items)


def _run(desk: Desk, step: Step, action: Action, done: Mapping[str, StepResult]) -> StepResult:
    given = list(matched(action, step))
    arguments: dict[str, Any] = {}
    for each in given:
        if each.parameter.many:
            arguments.setdefault(each.parameter.name, []).append(done[each.argument.variable or ""])
        else:
            arguments[each.parameter.name] = _value(each, done)
    items = action.carry(desk, **bound(action, arguments))
    type = action.returns or done[_first_variable(given)].type
    return StepResult(variable=step.variable, action=step.action, type=type, items=tuple(items))


def _value(given: Given, done: Mapping[str, StepResult]) -> Any:
    """Return what an argument is: a literal, the items of a step, or the best of them as text or number."""
    if given.argument.variable is None:
        return given.argument.value
    result = done[given.argument.variable]
    best = _first(result.items)
    if "number" in given.parameter.types:
        amount = best.number or 0.0
        return int(amount) if amount.is_integer() else amount
    if result.type in given.parameter.types:
        return list(result.items)
    if given.parameter.choices and best.text not in given.parameter.choices:
        known = ", ".join(repr(choice) for choice in given.parameter.choices if choice)
        raise PlanError(f"{given.parameter.name!r} is given {best.text!r}, by a step; expected one of {known}")
    return best.text


def _first(items: Sequence[Item]) -> Item:
    return items[0] if items else Item(text="", score=0.0)


def _first_variable(given: Sequence[Given]) -> str:
    return next(each.argument.variable for each in given if each.argument.variable)
