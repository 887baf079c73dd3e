"""Normalise a written date to ISO 8601: a day, an instant, a month, a year or a quarter."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_SHORT_MONTHS = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12][0-9]{3})"
_WEEKDAY = r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun),? )?"

_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WEEKDAY}(?:the )?{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}",
        rf"{_MONTH},? (?:of )?{_YEAR}",
    )
)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
)
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}(?::[0-9]{2})? [+-][0-9]{4}"
)
_ISO_MONTH = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])")
_NUMERIC = re.compile(rf"(?P<first>[0-9]{{1,2}})(?P<mark>[./-])(?P<second>[0-9]{{1,2}})(?P=mark){_YEAR}")
_QUARTER = re.compile(
    rf"(?:the )?(?:q(?P<number>[1-4])|(?P<ordinal>first|second|third|fourth) quarter)"
    rf",?(?: of)?(?: fiscal(?: year)?| fy)? {_YEAR}"
)
_ISO_QUARTER = re.compile(rf"{_YEAR}[- ]q(?P<number>[1-4])")
_YEAR_ALONE = re.compile(rf"(?:the )?(?:(?:fiscal|financial|calendar) )?(?:year )?{_YEAR}")


def iso_date(text: str) -> str | None:
    """Return a date in ISO 8601 at the precision it is written with; '2025-Q3' for a quarter.

    '03.04.2026' may be the third of April or the fourth of March and gives None.
    """
    if _ISO_DAY.fullmatch(text):
        return _day(*(int(part) for part in text.split("-")))
    if _INSTANT.fullmatch(text):
        return _instant(text)
    if _MAIL.fullmatch(text):
        return _mail_instant(text)
    if _ISO_MONTH.fullmatch(text):
        return text
    lowered = text.lower()
    return _named(lowered) or _numeric(lowered) or _quarter(lowered)


def iso_year(text: str) -> str | None:
    """Return a year that stands alone, which only its context tells from a number."""
    match = _YEAR_ALONE.fullmatch(text.lower())
    return match["year"] if match else None


def _named(text: str) -> str | None:
    for pattern in _NAMED:
        match = pattern.fullmatch(text)
        month = _month(match["month"]) if match else None
        if match and month:
            day = match.groupdict().get("day")
            year = match["year"]
            return _day(int(year), month, int(day)) if day else f"{year}-{month:02}"
    return None


def _month(word: str) -> int | None:
    return _MONTHS.get(word) or _SHORT_MONTHS.get(word)


def _numeric(text: str) -> str | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    readings = {_day(year, second, first), _day(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _quarter(text: str) -> str | None:
    match = _ISO_QUARTER.fullmatch(text) or _QUARTER.fullmatch(text)
    if match is None:
        return None
    number = match["number"] or _QUARTERS[match["ordinal"]]
    return f"{match['year']}-Q{number}"


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _instant(text: str) -> str | None:
    try:
        return datetime.fromisoformat(text.upper()).isoformat().replace("+00:00", "Z")
    except ValueError:
        return None


def _mail_instant(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat().replace("+00:00", "Z")
    except ValueError:
        return None
