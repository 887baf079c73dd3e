from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.extraction.units import CURRENCIES, unit_of
from compressor.extraction.values import normalize

DATES = [
    ("14 March 2026", "2026-03-14"),
    ("14th of March, 2026", "2026-03-14"),
    ("the 3rd of May 2020", "2020-05-03"),
    ("March 14, 2026", "2026-03-14"),
    ("Saturday, 14 March 2026", "2026-03-14"),
    ("Mon, 3 Nov 2025", "2025-11-03"),
    ("Mon, 3 Nov 2025 09:14:00 +0100", "2025-11-03T09:14:00+01:00"),
    ("Sept. 2021", "2021-09"),
    ("March 2026", "2026-03"),
    ("2026-03", "2026-03"),
    ("2026-03-14", "2026-03-14"),
    ("2026-03-14T10:05:00Z", "2026-03-14T10:05:00Z"),
    ("2026-03-14 10:05", "2026-03-14T10:05:00"),
    ("14.03.2026", "2026-03-14"),
    ("03/14/2026", "2026-03-14"),
    ("05.05.2026", "2026-05-05"),
    ("Q3 2025", "2025-Q3"),
    ("the third quarter of 2025", "2025-Q3"),
    ("2025-Q3", "2025-Q3"),
    ("2025 Q3", "2025-Q3"),
]
AMOUNTS = [
    ("EUR 412.6 million", "money", 412_600_000, "EUR"),
    ("€18.4m", "money", 18_400_000, "EUR"),
    ("€18.4m.", "money", 18_400_000, "EUR"),
    ("$3.2bn", "money", 3_200_000_000, "USD"),
    ("£40", "money", 40, "GBP"),
    ("12,5 Mio. EUR", "money", 12_500_000, "EUR"),
    ("5 million euros", "money", 5_000_000, "EUR"),
    ("US$ 1.2 billion", "money", 1_200_000_000, "USD"),
    ("CHF 1'200.50", "money", 1200.5, "CHF"),
    ("1.234.567,89 €", "money", 1_234_567.89, "EUR"),
    ("-$5", "money", -5, "USD"),
    ("more than $5 million", "money", 5_000_000, "USD"),
    ("12.5%", "percent", 12.5, None),
    ("12 per cent", "percent", 12, None),
    ("8 GB", "quantity", 8, "GB"),
    ("4,575 mAh", "quantity", 4575, "mAh"),
    ("5-inch", "quantity", 5, "in"),
    ("-5 °C", "quantity", -5, "°C"),
    ("3 million kilometres", "quantity", 3_000_000, "km"),
    ("30 days", "quantity", 30, "d"),
    ("three weeks", "quantity", 3, "week"),
    ("3 m", "quantity", 3, "m"),
    ("1,234", "number", 1234, None),
    ("1 234", "number", 1234, None),
    ("42k", "number", 42_000, None),
    ("about 300", "number", 300, None),
    ("twelve", "number", 12, None),
    ("€1,250 per month", "money", 1250, "EUR/month"),
    ("about 20 kg a day", "quantity", 20, "kg/d"),
    ("twenty-two centimetres", "quantity", 22, "cm"),
]
UNREADABLE = [
    "03.04.2026",
    "31 February 2026",
    "14 Marchember 2026",
    "$1,200-$1,500",
    "10.0.0.1",
    "1,200 sheep",
    "v2",
    "",
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates_become_iso_8601(text: str, expected: str) -> None:
    value = normalize(text)
    assert value is not None
    assert (value.kind, value.text) == ("date", expected)


@pytest.mark.parametrize(("text", "kind", "number", "unit"), AMOUNTS)
def test_amounts_become_a_number_and_a_unit(text: str, kind: str, number: float, unit: str | None) -> None:
    value = normalize(text)
    assert value is not None
    assert (value.kind, value.number, value.unit) == (kind, number, unit)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_value_or_could_be_two_is_left_alone(text: str) -> None:
    assert normalize(text) is None


def test_the_label_decides_what_the_text_alone_cannot() -> None:
    year, number = normalize("2026", "DATE"), normalize("2026")
    assert year is not None
    assert number is not None
    assert (year.text, number.number) == ("2026", 2026)
    counted = normalize("1,200 passengers", "CARDINAL")
    assert counted is not None
    assert (counted.kind, counted.number, counted.unit) == ("quantity", 1200, "passengers")
    place = normalize("the North\nSea", "LOC")
    assert place is not None
    assert (place.kind, place.text) == ("place", "the North Sea")


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_a_date_is_read_back_however_it_is_written(day: date) -> None:
    month = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December"][day.month - 1]  # fmt: skip
    for text in (day.isoformat(), f"{day.day} {month} {day.year}", f"{month[:3]}. {day.day}, {day.year}"):
        value = normalize(text)
        assert value is not None
        assert value.text == day.isoformat()


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)))
def test_an_instant_is_read_back(instant: datetime) -> None:
    value = normalize(instant.isoformat())
    assert value is not None
    assert value.text is not None
    assert datetime.fromisoformat(value.text) == instant


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(sorted(set(CURRENCIES.values()))))
def test_an_amount_is_read_back_with_its_currency(amount: object, currency: str) -> None:
    for text in (f"{currency} {amount:,}", f"{amount} {currency}"):
        value = normalize(text)
        assert value is not None
        assert (value.kind, value.number, value.unit) == ("money", float(str(amount)), currency)


@given(
    st.one_of(st.text(), st.from_regex(r"[-+$€]?[0-9.,' ]{0,90} ?[a-zA-Z%°²/]{0,9}", fullmatch=True)),
    st.sampled_from([None, "DATE", "MONEY", "CARDINAL", "GPE"]),
)
def test_no_text_raises(text: str, label: str | None) -> None:
    value = normalize(text, label)
    assert value is None or value.text is not None or value.number is not None


@pytest.mark.parametrize(
    ("spelling", "unit"), [("MB", "MB"), ("mW", "mW"), ("MW", "MW"), ("Metres", "m"), ("furlong", None)]
)
def test_units_keep_their_case_apart(spelling: str, unit: str | None) -> None:
    assert unit_of(spelling) == unit
