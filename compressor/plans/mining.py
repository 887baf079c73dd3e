"""Mine actions from example questions: what a model proposes, merged into an inventory that stays small.

A mined action needs the model to run it: it is asked to do what the description says, with the arguments and the
compressed context of that step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from compressor.plans.actions import ACTIONS, Action, Inventory, Parameter, described
from compressor.plans.asking import Model, ask
from compressor.plans.desk import Desk
from compressor.plans.reading import read_with_model
from compressor.plans.replies import proposed_actions
from compressor.plans.results import Item
from compressor.relevance.terms import terms

MOST_MINED = 20
QUESTIONS = 20  # that a model is shown at once
ALIKE = 0.5  # share of terms in common from which two actions are the same

_PROMPT = """\
These actions look things up in documents:
{actions}

Name further actions that would help to answer questions such as those below and that the actions above do not cover.
Write one a line, as NAME(parameter, parameter)  # what it does. Write nothing where none is missing.

Questions:
{questions}"""


def mine(model: Model, questions: Sequence[str], actions: Inventory = ACTIONS) -> Inventory:
    """Return an inventory with the actions that a model finds missing; at most MOST_MINED come to the built-in ones."""
    inventory = dict(actions)
    for start in range(0, len(questions), QUESTIONS):
        shown = "\n".join(f"- {' '.join(question.split())}" for question in questions[start : start + QUESTIONS])
        reply = ask(model, _PROMPT.format(actions=described(inventory.values()), questions=shown))
        room = max(0, len(ACTIONS) + MOST_MINED - len(inventory))
        for action in islice(_new(reply, inventory), room):
            inventory[action.name] = action
    return inventory


def _new(reply: str, inventory: Inventory) -> Iterator[Action]:
    for name, parameters, description in proposed_actions(reply):
        if name not in inventory and not any(_alike(description, known.description) for known in inventory.values()):
            yield mined(name, parameters, description)


def mined(name: str, parameters: Sequence[str], description: str) -> Action:
    """Return an action that a model carries out."""

    def carry(desk: Desk, **arguments: Any) -> list[Item]:
        given = "; ".join(f"{key} = {value}" for key, value in arguments.items())
        return read_with_model(desk, f"{description} ({given})")

    return Action(name, tuple(map(Parameter, parameters)), "answers", description, carry)


def _alike(first: str, second: str) -> bool:
    one, other = set(terms(first)), set(terms(second))
    return len(one & other) >= ALIKE * len(one | other)
