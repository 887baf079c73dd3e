"""What may be asked of statements, checked once, and the conditions it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, TypedDict

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from compressor.errors import OptionError
from compressor.extraction.units import CURRENCIES, PERCENT, unit_of
from compressor.store.days import first_day
from compressor.store.search import match_expression
from compressor.store.writing import fold

Kind = Literal["entity", "property", "fact", "aspect"]
Polarity = Literal["positive", "negative", "neutral"]
Name = Annotated[str, Field(min_length=1)]

_GLOB_MARKS = re.compile(r"[\[?]")


class FilterSet(TypedDict, total=False):
    """The keywords that `find` and `count` take; `Filters` says what each means."""

    kind: Kind | None
    entity: str | None
    type: str | None
    key: str | None
    predicate: str | None
    polarity: Polarity | None
    category: str | None
    minimum: float | None
    maximum: float | None
    unit: str | None
    after: str | None
    before: str | None
    source: str | None
    search: str | None
    confidence: float | None


class Filters(BaseModel):
    """Conditions on statements; one passes that meets them all. Names compare without regard to the case."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    kind: Kind | None = Field(default=None, description="Kind of record.")
    entity: Name | None = Field(
        default=None, description="Name or alias of the entity it is about, as a whole; '*' stands for any characters."
    )
    type: Name | None = Field(default=None, description="Type of the entity it is about, e.g. 'ORG'.")
    key: Name | None = Field(default=None, description="Name of a property.")
    predicate: Name | None = Field(
        default=None, description="Predicate as written, or base form of the main verb of a fact."
    )
    polarity: Polarity | None = Field(default=None, description="Direction of an opinion.")
    category: Name | None = Field(default=None, description="Kind of aspect.")
    minimum: float | None = Field(default=None, allow_inf_nan=False, description="Least amount of a property.")
    maximum: float | None = Field(default=None, allow_inf_nan=False, description="Greatest amount of a property.")
    unit: Name | None = Field(
        default=None, description="Unit or currency of a property's amount in any spelling, or '%'."
    )
    after: str | None = Field(default=None, description="A date: what is named begins on its first day or later.")
    before: str | None = Field(default=None, description="A date: what is named ends before its first day.")
    source: Name | None = Field(default=None, description="Source, with '*', '?' and '[...]' as in file names.")
    search: str | None = Field(default=None, description="Words that all stand in the sentence where it begins.")
    confidence: float | None = Field(
        default=None, ge=0, le=1, description="Least probability, from 0 to 1, that the record is right."
    )

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(map(str, first["loc"]))
            raise OptionError(
                f"filter {name} = {first['input']!r}: {first['msg'].removeprefix('Value error, ')}"
            ) from None

    @field_validator("unit")
    @classmethod
    def _in_normal_form(cls, unit: str | None) -> str | None:
        if unit is None or unit.lower() in PERCENT:
            return unit and "%"
        return (
            CURRENCIES.get(unit)
            or CURRENCIES.get(unit.lower())
            or CURRENCIES.get(unit.upper())
            or unit_of(unit)
            or unit
        )

    @field_validator("after", "before")
    @classmethod
    def _as_a_day(cls, written: str | None) -> str | None:
        return None if written is None else first_day(written)


class Condition(NamedTuple):
    """A condition on the table `statements`; {0} goes before the columns that an index knows.

    With '' there, SQLite may use the index; with '+' it tests row by row.
    """

    sql: str
    parameters: tuple[object, ...]


def conditions(filters: Filters) -> Iterator[Condition]:
    """Yield the conditions that filters come to, those that take long to test last."""
    if filters.kind is not None:
        yield Condition("{0}kind = ?", (filters.kind,))
    if filters.type is not None:
        yield Condition("{0}type = ?", (filters.type,))
    if filters.key is not None:
        yield Condition("{0}predicate = ? AND +kind = 'property'", (filters.key,))
    if filters.predicate is not None:
        yield Condition("({0}predicate = ? OR {0}lemma = ?)", (filters.predicate, filters.predicate))
    if filters.polarity is not None:
        yield Condition("{0}polarity = ?", (filters.polarity,))
    if filters.category is not None:
        yield Condition("{0}category = ?", (filters.category,))
    yield from _amount(filters)
    yield from _time(filters)
    if filters.confidence is not None:
        yield Condition("{0}confidence >= ?", (filters.confidence,))
    if filters.source is not None:
        yield Condition("{0}document IN (SELECT id FROM documents WHERE source GLOB ?)", (filters.source,))
    if filters.entity is not None:
        yield _entity(fold(filters.entity))
    if filters.search is not None:
        yield _search(filters.search)


def _entity(name: str) -> Condition:
    if "*" not in name:
        return Condition("{0}entity IN (SELECT entity FROM names WHERE folded = ?)", (name,))
    pattern = _GLOB_MARKS.sub(r"[\g<0>]", name)
    return Condition("{0}entity IN (SELECT entity FROM names WHERE folded GLOB ?)", (pattern,))


def _amount(filters: Filters) -> Iterator[Condition]:
    tests, parameters = [], list[object]()
    if filters.unit == "%":
        tests.append("{0}number IS NOT NULL AND +value_kind = 'percent'")
    elif filters.unit is not None:
        tests.append("{0}unit = ?")
        parameters.append(filters.unit)
    for bound, sign in ((filters.minimum, ">="), (filters.maximum, "<=")):
        if bound is not None:
            tests.append(f"{{0}}number {sign} ?")
            parameters.append(bound)
    if tests:
        yield Condition(" AND ".join(tests), tuple(parameters))


def _time(filters: Filters) -> Iterator[Condition]:
    if filters.after is not None and filters.before is not None:
        between = "{0}first_day >= ? AND {0}first_day < ? AND +last_day < ?"
        yield Condition(between, (filters.after, filters.before, filters.before))
    elif filters.after is not None:
        yield Condition("{0}first_day >= ?", (filters.after,))
    elif filters.before is not None:
        yield Condition("{0}first_day < ? AND +last_day < ?", (filters.before, filters.before))


def _search(words: str) -> Condition:
    expression = match_expression(words, " AND ")
    if not expression:
        raise OptionError(f"filter search = {words!r} has no words: expected at least one")
    return Condition("{0}sentence IN (SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?)", (expression,))
