"""Plans as data: steps that each call one action, with literals and the results of earlier steps."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StrictFloat, StrictInt, StrictStr, field_validator, model_validator

from compressor.records import Record

LARGEST = 10**15  # a whole number above this is no count, limit or amount that anyone asks for

Name = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,39}$")]
Literal = (
    StrictStr
    | Annotated[StrictInt, Field(ge=-LARGEST, le=LARGEST)]
    | Annotated[StrictFloat, Field(allow_inf_nan=False)]
)


class Argument(Record):
    """What is given to a parameter: a literal or the result of an earlier step."""

    name: Name | None = Field(default=None, description="Parameter it is for; null for the next in order.")
    value: Literal | None = Field(default=None, description="A text or a number.")
    variable: Name | None = Field(default=None, description="Name of the step whose result is meant.")

    @model_validator(mode="after")
    def _is_one_of_the_two(self) -> Self:
        if (self.value is None) == (self.variable is None):
            raise ValueError("an argument has either a value or a variable")
        return self


class Step(Record):
    """One action and the name of its result."""

    variable: Name = Field(description="Name of the result.")
    action: Name = Field(description="Name of the action, in small letters.")
    arguments: tuple[Argument, ...] = Field(default=(), description="Arguments; those without a name come first.")
    comment: str = Field(default="", description="What the step is for, on one line.")

    @field_validator("action")
    @classmethod
    def _in_small_letters(cls, action: str) -> str:
        return action.lower()

    @field_validator("comment")
    @classmethod
    def _on_one_line(cls, comment: str) -> str:
        if comment != comment.strip() or "\n" in comment or "\r" in comment:
            raise ValueError("a comment is one line without outer blanks")
        return comment


class Plan(Record):
    """Steps in the order in which they run; the last one gives the answer."""

    steps: tuple[Step, ...] = Field(description="Steps, each of which may use the results of those before.")
