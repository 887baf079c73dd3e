"""Actions that work on items alone: count, filter and sort them; and when an item says that it was."""

from __future__ import annotations

import re
from collections.abc import Callable

from compressor.errors import PlanError
from compressor.extraction.values import normalize
from compressor.plans.desk import Desk
from compressor.plans.results import Item
from compressor.store.days import first_day

_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_ISO = re.compile(r"\d{4}(?:-|$)")


def count(desk: Desk, items: list[Item]) -> list[Item]:  # noqa: ARG001 - all actions take the desk
    """Return how many items there are, those with the same words once."""
    different = {item.text.casefold(): item for item in items}
    number = len(different)
    evidence = tuple(dict.fromkeys(place for item in different.values() for place in item.evidence[:1]))
    return [Item(text=str(number), score=1.0, number=number, evidence=evidence)]


def narrow(  # noqa: PLR0913 - one parameter for each of the action's
    desk: Desk,  # noqa: ARG001
    items: list[Item],
    *,
    contains: str,
    minimum: float | str,
    maximum: float | str,
    after: str,
    before: str,
    polarity: str,
) -> list[Item]:
    """Return the items that pass every condition that is set; '' sets none."""
    tests: list[Callable[[Item], bool]] = []
    if contains:
        tests.append(lambda item: contains.casefold() in _words(item))
    if minimum != "":
        tests.append(lambda item: item.number is not None and item.number >= float(minimum))
    if maximum != "":
        tests.append(lambda item: item.number is not None and item.number <= float(maximum))
    if after:
        start = _first_day("after", after)
        tests.append(lambda item: start <= _day(item) < "A")
    if before:
        end = _first_day("before", before)
        tests.append(lambda item: _day(item) < end)
    if polarity:
        tests.append(lambda item: item.row is not None and item.row.polarity == polarity)
    return [item for item in items if all(test(item) for test in tests)]


def sort(desk: Desk, items: list[Item], by: str, order: str) -> list[Item]:  # noqa: ARG001
    """Return the items in order; those without a number or a time come last."""
    keys: dict[str, Callable[[Item], float | str | None]] = {
        "score": lambda item: item.score,
        "number": lambda item: item.number,
        "time": lambda item: when(item) or None,
        "text": lambda item: item.text.casefold(),
    }
    key = keys[by]
    known = [item for item in items if key(item) is not None]
    ranked = sorted(known, key=lambda item: key(item) or 0, reverse=order == "descending")
    return ranked + [item for item in items if key(item) is None]


def when(item: Item) -> str:
    """Return the date that an item names, in ISO 8601, or ''."""
    row = item.row
    if row is not None and row.normal and _ISO.match(row.normal):
        return row.normal
    written = row.time if row is not None else item.text
    _, _, bare = (written or "").partition(" ")  # '2030' of 'until 2030'
    value = (normalize(written, "DATE") or normalize(bare, "DATE")) if written else None
    if value is not None and value.kind == "date":
        return value.text or ""
    year = _YEAR.search(written or "")
    return year[0] if year else ""


def _first_day(name: str, written: str) -> str:
    try:
        return first_day(written)
    except ValueError as error:
        raise PlanError(f"{name!r} is given {written!r}: {error}") from None


def _day(item: Item) -> str:
    """Return the first day that an item names, or what sorts behind all days."""
    date = when(item)
    return f"{date}-01-01"[:10] if date else "Z"


def _words(item: Item) -> str:
    return " ".join((item.text, *(place.quote for place in item.evidence))).casefold()
