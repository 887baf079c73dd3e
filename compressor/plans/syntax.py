"""Read and write plans in the text form of PEARL (Sun et al. 2023), a step a line:

    sentences = FIND("Who built the lighthouse?", limit=10)  # where it is told
    answers = ANSWER("Who built the lighthouse?", sentences)

Texts are quoted, with the escapes of JSON, numbers and variables are bare; arguments may be named.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from compressor.errors import PlanError
from compressor.plans.plan import LARGEST, Argument, Plan, Step

LONGEST_PLAN = 50_000  # characters

_TOKEN = re.compile(
    r"""[ \t\r]*(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<number>-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![A-Za-z0-9_.])
    |(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<mark>[=(),])
    |(?P<comment>\#.*))""",
    re.VERBOSE,
)
_SINGLE_QUOTED = re.compile(r"""\\'|"|\\.""")
_END = "the end of the line"


class Place(NamedTuple):
    """Where something stands in the text of a plan, counted from 1."""

    line: int
    column: int


class PlacedStep(NamedTuple):
    """A step with the places that errors point at."""

    step: Step
    variable: Place
    action: Place
    arguments: tuple[Place, ...]


class _Token(NamedTuple):
    kind: str
    text: str
    place: Place


def parse(text: str) -> list[PlacedStep]:
    """Read the steps of a plan; raises PlanError for the first place that is no plan."""
    if len(text) > LONGEST_PLAN:
        raise PlanError(f"the plan has {len(text):,} characters; expected at most {LONGEST_PLAN:,}")
    lines = enumerate(text.split("\n"), 1)
    steps = [_step(tokens) for number, line in lines if (tokens := _meaningful(list(_tokens(line, number))))]
    if not steps:
        raise PlanError('the plan is empty; expected lines such as answers = ANSWER("...", sentences)')
    return steps


def from_json(data: str | bytes) -> Plan:
    """Read a plan from JSON; raises PlanError that names the first place that does not fit."""
    try:
        return Plan.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the top level"
        raise PlanError(f"not a plan in JSON: at {where}: {first['msg']}") from None


def written(plan: Plan) -> str:
    """Return the text form of a plan, which reads back as the same plan."""
    return "".join(f"{written_step(step)}\n" for step in plan.steps)


def written_step(step: Step) -> str:
    """Return the line of a step."""
    arguments = ", ".join(map(_written_argument, step.arguments))
    comment = f"  # {step.comment}" if step.comment else ""
    return f"{step.variable} = {step.action.upper()}({arguments}){comment}"


def _written_argument(argument: Argument) -> str:
    value = argument.variable or json.dumps(argument.value, ensure_ascii=False)
    return f"{argument.name}={value}" if argument.name else value


def _tokens(line: str, number: int) -> Iterator[_Token]:
    at = 0
    line = line.rstrip()
    while at < len(line):
        match = _TOKEN.match(line, at)
        if match is None:
            at += len(line[at:]) - len(line[at:].lstrip())
            raise PlanError(_unreadable(line[at:]), number, at + 1)
        kind = match.lastgroup or ""
        yield _Token(kind, match[kind], Place(number, match.start(kind) + 1))
        at = match.end()
    yield _Token("end", _END, Place(number, at + 1))


def _unreadable(rest: str) -> str:
    if rest[0] in "\"'":
        return f"the text that begins here is not closed; expected another {rest[0]} on the same line"
    return f"unexpected {rest[0]!r}; expected a name, a number, a quoted text or one of = ( ) ,"


def _meaningful(tokens: list[_Token]) -> list[_Token]:
    """Return the tokens of a line that is a step, none of one that is blank or a comment."""
    return [] if tokens and tokens[0].kind in ("end", "comment") else tokens


def _step(tokens: Sequence[_Token]) -> PlacedStep:
    """Read variable = ACTION(argument, name=argument)  # comment."""
    reader = _Reader(tokens)
    variable = reader.take("name", "the name of the step's result")
    reader.take_mark("=")
    action = reader.take("name", "the name of an action")
    reader.take_mark("(")
    found = list(reader.arguments())
    comment = reader.peek().text[1:].strip() if reader.peek().kind == "comment" else ""
    if reader.peek().kind not in ("comment", "end"):
        raise reader.unexpected(f"{_END} or a # comment")
    try:
        step = Step(
            variable=variable.text,
            action=action.text,
            arguments=tuple(argument for argument, _ in found),
            comment=comment,
        )
    except ValidationError as error:
        raise PlanError(_reason(error), *variable.place) from None
    return PlacedStep(step, variable.place, action.place, tuple(place for _, place in found))


class _Reader:
    """Takes the tokens of a line one by one."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def peek(self) -> _Token:
        return self._tokens[min(self._at, len(self._tokens) - 1)]

    def take(self, kind: str, expected: str) -> _Token:
        token = self.peek()
        if token.kind != kind:
            raise self.unexpected(expected)
        self._at += 1
        return token

    def take_mark(self, *marks: str) -> str:
        if self.peek().text not in marks:
            raise self.unexpected(" or ".join(map(repr, marks)))
        return self.take("mark", "a mark").text

    def unexpected(self, expected: str) -> PlanError:
        token = self.peek()
        found = _END if token.kind == "end" else repr(token.text)
        return PlanError(f"unexpected {found}; expected {expected}", *token.place)

    def arguments(self) -> Iterator[tuple[Argument, Place]]:
        """Yield the arguments up to and with the closing bracket."""
        if self.peek().text == ")":
            self.take_mark(")")
            return
        named = False
        while True:
            first = self.peek()
            argument = self._argument()
            if named and not argument.name:
                raise PlanError("an argument without a name after one with a name", *first.place)
            named = bool(argument.name)
            yield argument, first.place
            if self.take_mark(",", ")") == ")":
                return

    def _argument(self) -> Argument:
        first = self.peek()
        if first.kind != "name":
            return _argument(self._value(), None)
        self.take("name", "an argument")
        if self.peek().text != "=":
            return _argument(first, None)
        self.take_mark("=")
        return _argument(self._value(), first)

    def _value(self) -> _Token:
        token = self.peek()
        if token.kind not in ("name", "number", "string"):
            raise self.unexpected("a quoted text, a number or the name of an earlier step")
        return self.take(token.kind, "a value")


def _argument(value: _Token, name: _Token | None) -> Argument:
    variable = value.text if value.kind == "name" else None
    literal = None if variable else _text(value) if value.kind == "string" else _number(value)
    try:
        return Argument(name=name.text if name else None, value=literal, variable=variable)
    except ValidationError as error:
        raise PlanError(_reason(error), *(name or value).place) from None


def _text(token: _Token) -> str:
    quoted = token.text
    if quoted[0] == "'":
        escapes = {"\\'": "'", '"': '\\"'}
        quoted = f'"{_SINGLE_QUOTED.sub(lambda m: escapes.get(m[0], m[0]), quoted[1:-1])}"'
    try:
        text: str = json.loads(quoted, strict=False)
        text.encode()
    except ValueError as error:
        raise PlanError(f"a text that cannot be read ({error}); escapes are those of JSON", *token.place) from None
    return text


def _number(token: _Token) -> int | float:
    whole = token.text.lstrip("-").isdigit()
    if whole and (len(token.text) > len(str(LARGEST)) + 1 or abs(int(token.text)) > LARGEST):
        raise PlanError(f"a whole number beyond {LARGEST:,}", *token.place)
    number = int(token.text) if whole else float(token.text)
    if not math.isfinite(number):
        raise PlanError(f"the number {token.text} is too large", *token.place)
    return number


def _reason(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}".removeprefix(": ")
