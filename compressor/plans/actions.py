"""The actions that plans are made of: their signatures, what they are for and what carries them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from compressor.plans import finding, reading, shaping
from compressor.plans.results import Item, ResultType

Carry = Callable[..., list[Item]]  # (desk, **arguments), the results of steps as lists of items

STATEMENTS = ("sentences", "records", "answers")
ANYTHING = (*STATEMENTS, "number", "context")
ORDERS = ("score", "number", "time", "text")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an action takes: a 'text', a 'number', or results of these types."""

    name: str
    types: tuple[str, ...] = ("text",)
    default: str | int | None = None  # None: it must be given
    choices: tuple[str, ...] = ()
    many: bool = False  # any number of arguments, from none; only the last one

    def __str__(self) -> str:
        kind = "|".join(map(repr, self.choices)) or "|".join(self.types)
        if self.many:
            return f"*{self.name}: {kind}"
        return f"{self.name}: {kind}" if self.default is None else f"{self.name}: {kind} = {self.default!r}"


@dataclass(frozen=True, slots=True)
class Action:
    """A step that a plan may take; `returns` is None where it gives the type that it is given."""

    name: str
    parameters: tuple[Parameter, ...]
    returns: ResultType | None
    description: str
    carry: Carry

    def __str__(self) -> str:
        returned = self.returns or "the same"
        return f"{self.name.upper()}({', '.join(map(str, self.parameters))}) -> {returned}  # {self.description}"


Inventory = Mapping[str, Action]


def _text(name: str, default: str | None = None, choices: tuple[str, ...] = ()) -> Parameter:
    return Parameter(name, default=default, choices=choices)


def _limit(default: int) -> Parameter:
    return Parameter("limit", ("number",), default)


def _items(many: bool = False, types: tuple[str, ...] = STATEMENTS) -> Parameter:
    return Parameter("items", types, many=many)


_POLARITY = _text("polarity", "", ("", "positive", "negative", "neutral"))

ACTIONS: Inventory = {
    action.name: action
    for action in (
        Action(
            "find",
            (_text("words"), _limit(20)),
            "sentences",
            "The sentences that have most to do with words or a question.",
            finding.find,
        ),
        Action(
            "property",
            (_text("entity"), _text("key")),
            "records",
            "What the documents say an attribute of an entity is, e.g. its role, location, founder or price.",
            finding.properties,
        ),
        Action(
            "facts",
            (_text("entity", ""), _text("predicate", ""), _limit(100)),
            "records",
            "Who did what: the facts about an entity, or with a verb in its base form.",
            finding.facts,
        ),
        Action(
            "relation",
            (_text("first"), _text("second"), _limit(50)),
            "records",
            "The facts and properties that connect two entities.",
            finding.relation,
        ),
        Action(
            "opinions",
            (_text("about", ""), _POLARITY, _limit(100)),
            "records",
            "What people think of something and its aspects.",
            finding.opinions,
        ),
        Action(
            "list",
            (_text("type"), _text("about", ""), _limit(100)),
            "records",
            "The entities of a type, e.g. PERSON, ORG, GPE, DATE, MONEY; all, or those where something is spoken of.",
            finding.entities,
        ),
        Action("count", (_items(),), "number", "How many different items there are.", shaping.count),
        Action(
            "filter",
            (
                _items(),
                _text("contains", ""),
                Parameter("minimum", ("number",), ""),
                Parameter("maximum", ("number",), ""),
                _text("after", ""),
                _text("before", ""),
                _POLARITY,
            ),
            None,
            "The items that hold a text, have an amount within bounds, a date from or before a day, or a polarity.",
            shaping.narrow,
        ),
        Action(
            "sort",
            (_items(), _text("by", "score", ORDERS), _text("order", "descending", ("descending", "ascending"))),
            None,
            "The items in another order.",
            shaping.sort,
        ),
        Action(
            "compare",
            (_text("first"), _text("second"), _text("key", "")),
            "records",
            "The properties of two entities side by side, or one of them.",
            finding.compare,
        ),
        Action(
            "timeline",
            (_text("about", ""), _limit(50)),
            "records",
            "What happened, in the order of time, to an entity or in all documents.",
            finding.timeline,
        ),
        Action("evidence", (_items(),), "sentences", "The sentences that items come from.", reading.evidence),
        Action(
            "context",
            (_text("question"), _items(many=True)),
            "context",
            "The smallest text that answers a question, from what items rest on or, without any, from all documents.",
            reading.context,
        ),
        Action(
            "answer",
            (_text("question"), _items(many=True, types=ANYTHING)),
            "answers",
            "The answers to a question from the results of other steps; the last step of every plan.",
            reading.answer,
        ),
    )
}


def described(inventory: Iterable[Action]) -> str:
    """Return the signatures of actions, one a line."""
    return "\n".join(map(str, inventory))


def bound(action: Action, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return arguments with the defaults of those that were not given."""
    return {p.name: arguments.get(p.name, [] if p.many else p.default) for p in action.parameters}
