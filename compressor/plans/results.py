"""What the steps of a plan give: typed lists of items, each with its score and its evidence."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from compressor.records import SCHEMA_VERSION, Offset, Record, Row, Span

ResultType = Literal["sentences", "records", "number", "context", "answers"]


class Evidence(Span):
    """Words of a stored document that an item rests on."""

    document: Offset = Field(description="Number of the document in the store.")
    source: str | None = Field(description="Path, URL or name the document came from.")


class Item(Record):
    """One sentence, statement, number, context or answer."""

    text: str = Field(description="What it says, in short.")
    score: float = Field(description="How well it fits what was asked; comparable within one result.")
    number: float | None = Field(default=None, description="Its amount, where it has one.")
    row: Row | None = Field(default=None, description="The stored statement it is.")
    evidence: tuple[Evidence, ...] = Field(default=(), description="Where it stands, best first.")


class StepResult(Record):
    """What one step gave."""

    variable: str = Field(description="Name of the step.")
    action: str = Field(description="Action that ran.")
    type: ResultType = Field(description="What the items are.")
    items: tuple[Item, ...] = Field(description="Items, best first unless the action puts them in another order.")


class PlanResult(Record):
    """The answers to a question and how they came about."""

    schema_version: Literal["1.0"] = Field(default=SCHEMA_VERSION, description="Version of the published schema.")
    question: str | None = Field(description="The question, where there was one.")
    plan: str = Field(description="The plan in its text form.")
    steps: tuple[StepResult, ...] = Field(description="What each step gave.")
    answers: tuple[Item, ...] = Field(description="Answers, best first.")
