"""Normalise what a text writes as a date, an amount of money, a quantity, a percentage or a number."""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite
from typing import Literal, NamedTuple

from compressor.extraction.dates import iso_date, iso_year
from compressor.extraction.units import CURRENCIES, MONEY_SCALES, PERCENT, SCALES, unit_of
from compressor.records import Value

Kind = Literal["money", "quantity", "percent", "number"]

_LONGEST = 80  # a longer text is a phrase that holds a value
_TEXT_KINDS = {"GPE": "place", "LOC": "place", "FAC": "place"}
_DATE_LABELS = frozenset({"DATE", "TIME"})
_COUNT_LABELS = frozenset({"QUANTITY", "CARDINAL"})
_NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_NUMBER_WORDS |= {
    f"{tens}-{ones}": number + one
    for tens, number in _NUMBER_WORDS.items()
    for ones, one in _NUMBER_WORDS.items()
    if number >= 20 and 0 < one < 10
}

_LEAD = re.compile(
    r"(?:a total of|about|around|approximately|approx\.|roughly|nearly|almost|some|circa|ca\.|over|under|up to|at least"
    r"|at most|more than|less than|fewer than|only|just|an? estimated) |[~≈<>≤≥] ?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?P<debit>[−-]?)(?P<before>[^0-9+−-]{0,6}?) ?(?P<sign>[+−-]?)"
    r"(?P<number>[0-9](?:[0-9.,' ]*[0-9])?|\b(?:" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + r")\b)"
    r"[ -]?(?P<after>.*)",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_SPACED = re.compile(r"[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?")
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+,[0-9]{1,2}")
_SCALED = re.compile(r"(?P<scale>[a-z]+\.?)[ -]?(?P<rest>.*)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_RATE = re.compile(r"(?P<amount>.*\S) (?:per|an?) (?P<each>[a-z]+(?: [a-z]+)?)")
_COUNTED = re.compile(r"[a-z]+(?: [a-z]+)?")


class _Amount(NamedTuple):
    before: str
    number: Decimal
    after: str


def normalize(text: str, label: str | None = None) -> Value | None:
    """Return the normal form of a value, or None for a text that is none or could be two.

    The entity label decides what the text alone cannot: '2026' is a date only under 'DATE',
    '1,200 passengers' a quantity only under 'QUANTITY' or 'CARDINAL'.
    """
    folded = " ".join(text.split()) if len(text) <= _LONGEST else ""
    if not folded:
        return None
    found = _normal(folded, label)
    if found is None and folded.endswith("."):  # the full stop of a sentence, which an abbreviated unit took in
        found = _normal(folded[:-1], label)
    return found


def _normal(folded: str, label: str | None) -> Value | None:
    if label in _TEXT_KINDS:
        return Value(kind="place", text=folded)
    day = iso_date(folded) or (iso_year(folded) if label in _DATE_LABELS else None)
    if day:
        return Value(kind="date", text=day)
    lead = _LEAD.match(folded)
    bare = folded[lead.end() :] if lead else folded
    amount = _amount(bare)
    found = amount and (_money(amount) or _measure(amount, label))
    return found or _rate(bare)


def _rate(text: str) -> Value | None:
    """Read '€1,250 per month' as 1,250 EUR/month."""
    match = _RATE.fullmatch(text)
    amount = _amount(match["amount"]) if match else None
    found = amount and (_money(amount) or _measure(amount, None))
    if match is None or not found or found.unit is None:
        return None
    return found.model_copy(update={"unit": f"{found.unit}/{unit_of(match['each']) or match['each']}"})


def _amount(text: str) -> _Amount | None:
    match = _AMOUNT.fullmatch(text)
    number = _decimal(match["number"]) if match else None
    if match is None or number is None:
        return None
    if _ORDINAL.match(match["after"]):
        return None
    negative = "−" in (signs := match["debit"] + match["sign"]) or "-" in signs
    return _Amount(match["before"].strip(), -number if negative else number, match["after"].strip())


def _decimal(text: str) -> Decimal | None:
    """Read a number; a comma is a decimal mark only where it cannot group thousands."""
    if text.lower() in _NUMBER_WORDS:
        return Decimal(_NUMBER_WORDS[text.lower()])
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _SPACED.fullmatch(text):
        return Decimal(re.sub(r"[ ']", "", text).replace(",", "."))
    if _CONTINENTAL.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return None


def _money(amount: _Amount) -> Value | None:
    if amount.before:
        currency = _currency(amount.before)
        scale = MONEY_SCALES.get(amount.after.lower()) if amount.after else Decimal(1)
        return _value("money", amount.number * scale, currency) if currency and scale else None
    currency = _currency(amount.after)
    if currency:
        return _value("money", amount.number, currency)
    match = _SCALED.fullmatch(amount.after)
    scale = MONEY_SCALES.get(match["scale"].lower()) if match else None
    currency = _currency(match["rest"]) if match else None
    return _value("money", amount.number * scale, currency) if scale and currency else None


def _currency(spelling: str) -> str | None:
    return CURRENCIES.get(spelling) or CURRENCIES.get(spelling.lower())


def _measure(amount: _Amount, label: str | None) -> Value | None:
    if amount.before:
        return None
    found = _in_unit(amount.number, amount.after, label)
    if found is None and (match := _SCALED.fullmatch(amount.after)):
        scale = SCALES.get(match["scale"].lower())
        found = _in_unit(amount.number * scale, match["rest"], label) if scale else None
    return found


def _in_unit(number: Decimal, spelling: str, label: str | None) -> Value | None:
    if not spelling:
        return _value("number", number, None)
    if spelling.lower() in PERCENT:
        return _value("percent", number, None)
    unit = unit_of(spelling)
    if unit is None and label in _COUNT_LABELS and _COUNTED.fullmatch(spelling):
        unit = spelling
    return _value("quantity", number, unit) if unit else None


def _value(kind: Kind, number: Decimal, unit: str | None) -> Value | None:
    amount = float(number)
    return Value(kind=kind, number=amount, unit=unit) if isfinite(amount) else None
