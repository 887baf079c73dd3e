"""Check that a plan holds together before it runs: actions, arguments, types, the order of steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from compressor.errors import PlanError
from compressor.plans.actions import ACTIONS, Action, Inventory, Parameter
from compressor.plans.plan import Argument, Plan, Step
from compressor.plans.syntax import Place, PlacedStep, parse, written

MOST_STEPS = 30

# Results that may stand for a text, which is then that of the best item, and those that are amounts.
_STANDS_FOR = {"records": "text", "answers": "text", "number": "number"}


class Given(NamedTuple):
    """An argument, what it is given for and where it stands."""

    parameter: Parameter
    argument: Argument
    place: Place


def read_plan(text: str, actions: Inventory = ACTIONS) -> Plan:
    """Read a plan in its text form and check it; raises PlanError that names the line and column."""
    steps = parse(text)
    _check(steps, actions)
    return Plan(steps=tuple(placed.step for placed in steps))


def check(plan: Plan, actions: Inventory = ACTIONS) -> None:
    """Check a plan; lines and columns of errors are those of its text form."""
    _check(parse(written(plan)), actions)


def _check(steps: Sequence[PlacedStep], actions: Inventory) -> None:
    if len(steps) > MOST_STEPS:
        raise PlanError(f"the plan has {len(steps)} steps; expected at most {MOST_STEPS}", *steps[MOST_STEPS].variable)
    types: dict[str, str] = {}
    for number, placed in enumerate(steps):
        step = placed.step
        action = _action(placed, actions)
        if step.variable in types:
            raise PlanError(f"{step.variable!r} is defined twice; give each result a name of its own", *placed.variable)
        given = list(matched(action, step, placed.arguments, placed.action))
        for each in given:
            _check_argument(each, types, steps[number:])
        types[step.variable] = action.returns or _type_of_first(given, types)
    if types[steps[-1].step.variable] != "answers":
        last = steps[-1]
        raise PlanError(
            f"the plan ends in {last.step.action.upper()}; expected ANSWER as the last step, e.g. "
            f'answers = ANSWER("the question", {last.step.variable})',
            *last.action,
        )


def _action(placed: PlacedStep, actions: Inventory) -> Action:
    name = placed.step.action
    if name not in actions:
        near = get_close_matches(name, actions, n=1, cutoff=0.5)
        hint = f"did you mean {near[0].upper()}?" if near else f"expected one of {', '.join(actions).upper()}"
        raise PlanError(f"unknown action {name.upper()!r}; {hint}", *placed.action)
    return actions[name]


def matched(
    action: Action,
    step: Step,
    places: Sequence[Place] = (),
    at: Place = Place(1, 1),  # noqa: B008 - a constant
) -> Iterator[Given]:
    """Yield the arguments of a step with their parameters; raises PlanError for one too many or too few."""
    parameters = {parameter.name: parameter for parameter in action.parameters}
    free = list(action.parameters)
    taken = set[str]()
    for argument, place in zip(step.arguments, places or [at] * len(step.arguments), strict=True):
        if argument.name is None:
            if not free:
                raise PlanError(f"one argument too many; {_signature(action)}", *place)
            parameter = free[0] if free[0].many else free.pop(0)
        elif argument.name in parameters:
            parameter = parameters[argument.name]
            free = [other for other in free if other is not parameter]
        else:
            near = get_close_matches(argument.name, parameters, n=1)
            hint = f"did you mean {near[0]!r}?" if near else _signature(action)
            raise PlanError(f"unknown argument {argument.name!r}; {hint}", *place)
        if parameter.name in taken and not parameter.many:
            raise PlanError(f"{parameter.name!r} is given twice", *place)
        taken.add(parameter.name)
        yield Given(parameter, argument, place)
    for parameter in action.parameters:
        if parameter.default is None and not parameter.many and parameter.name not in taken:
            raise PlanError(f"the argument {parameter.name!r} is missing; {_signature(action)}", *at)


def _signature(action: Action) -> str:
    return f"expected {str(action).partition(' ->')[0]}"


def _check_argument(given: Given, types: Mapping[str, str], later: Sequence[PlacedStep]) -> None:
    parameter, argument, place = given
    wanted = " or ".join(parameter.types)
    if argument.variable is None:
        found = "text" if isinstance(argument.value, str) else "number"
        if found not in parameter.types:
            raise PlanError(f"{parameter.name!r} is given a {found}; expected {wanted}", *place)
        if parameter.choices and argument.value not in parameter.choices:
            known = ", ".join(repr(choice) for choice in parameter.choices if choice)
            raise PlanError(f"{parameter.name!r} is given {argument.value!r}; expected one of {known}", *place)
        if parameter.name == "limit" and not (isinstance(argument.value, int) and argument.value > 0):
            raise PlanError(f"'limit' is given {argument.value!r}; expected a whole number from 1", *place)
        return
    if argument.variable not in types:
        raise PlanError(_undefined(argument.variable, types, later), *place)
    result = types[argument.variable]
    if result not in parameter.types and _STANDS_FOR.get(result) not in parameter.types:
        raise PlanError(f"{parameter.name!r} is given {argument.variable!r}, {result}; expected {wanted}", *place)


def _undefined(name: str, types: Mapping[str, str], later: Sequence[PlacedStep]) -> str:
    """Say what is wrong with a variable that no step before has defined."""
    here = later[0].step
    if name == here.variable:
        return f"{name!r} is used in its own definition; use the result of an earlier step"
    for placed in later[1:]:
        if placed.step.variable == name:
            loop = any(argument.variable == here.variable for argument in placed.step.arguments)
            so = f", which uses {here.variable!r} in turn: a loop" if loop else ""
            return f"{name!r} is used before line {placed.variable.line} defines it{so}; put the steps in order"
    near = get_close_matches(name, types, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "a text is quoted, and a variable is the name of an earlier step"
    return f"unknown variable {name!r}; {hint}"


def _type_of_first(given: Sequence[Given], types: Mapping[str, str]) -> str:
    return next(types[g.argument.variable] for g in given if g.argument.variable and not g.parameter.many)
