"""The days that a normalised date stands for."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

from compressor.extraction.values import normalize
from compressor.records import Fact, Property

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:T.*)?)?)?")
_QUARTER = re.compile(r"[0-9]{4}-[Qq][1-4]")


class Days(NamedTuple):
    """The first and the last day of a stretch of time, in ISO 8601."""

    first: str
    last: str


def days(date: str) -> Days:
    """Return the days of a date as `normalize` writes it: a day, an instant, a month, a quarter or a year."""
    match = _DATE.fullmatch(date)
    if match is None:
        raise ValueError(f"{date!r} is no normalised date")
    year, quarter, month, day = match.group("year", "quarter", "month", "day")
    if day:
        return Days(date[:10], date[:10])
    first, last = (3 * int(quarter) - 2, 3 * int(quarter)) if quarter else (int(month or 1), int(month or 12))
    return Days(f"{year}-{first:02}-01", f"{year}-{last:02}-{monthrange(int(year), last)[1]:02}")


def days_of(record: Property | Fact) -> Days | None:
    """Return the days that a property's value or a fact's time names, if it names any."""
    if isinstance(record, Fact):
        value = normalize(record.time.quote, "DATE") if record.time else None
    else:
        value = record.normalized
    if value is None or value.kind != "date" or value.text is None:
        return None
    try:
        return days(value.text)
    except ValueError:  # a record need not come from `normalize`
        return None


def first_day(written: str) -> str:
    """Return the first day of a date that a user wrote; raises ValueError for what is no date."""
    if _QUARTER.fullmatch(written):
        return days(written.upper()).first
    value = normalize(written, "DATE")
    if value is None or value.kind != "date" or value.text is None:
        raise ValueError("no date that can be read; expected e.g. 2020, 2020-Q3, 2020-01 or 2020-01-31")
    return days(value.text).first
