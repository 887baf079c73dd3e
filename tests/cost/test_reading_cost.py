from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.cost import Prices, Tariff, Traffic, reading_cost, tariff_of_own
from compressor.errors import OptionError
from compressor.relevance.attention import architecture, cost


def test_hardware_costs_are_those_of_the_report() -> None:
    found = reading_cost(32_000, 2_000, architectures=["llama-3-8b", "llama-3-70b"])
    assert [hardware.architecture for hardware in found.hardware] == ["llama-3-8b", "llama-3-70b"]
    assert found.hardware[0].before == cost(architecture("llama-3-8b"), 32_000)
    assert found.hardware[1].after == cost(architecture("llama-3-70b"), 2_000)
    assert found.bills == ()


def test_a_bill_by_hand() -> None:
    found = reading_cost(32_000, 2_000, tariffs=[tariff_of_own(2.5, 10)], traffic=Traffic(500, 1000))
    (bill,) = found.bills
    assert bill.before == pytest.approx(1000 * (32_000 * 2.5 + 500 * 10) / 1e6)
    assert bill.after == pytest.approx(1000 * (2_000 * 2.5 + 500 * 10) / 1e6)
    assert bill.caching is None


@pytest.mark.parametrize(
    ("after", "hits", "write", "break_even", "saved"),
    [
        (2_000, 1.0, None, 0.1, 32_000 * 0.25 - 2_000 * 2.5),
        (3_200, 1.0, None, 0.1, 0.0),
        (6_000, 1.0, None, 0.1, 32_000 * 0.25 - 6_000 * 2.5),  # below 0: leaving it alone is cheaper
        (6_000, 0.9, None, 0.19, 32_000 * 0.475 - 6_000 * 2.5),
        (6_000, 0.0, None, 1.0, 26_000 * 2.5),
        (6_000, 0.9, 3.125, 0.215, 32_000 * 0.5375 - 6_000 * 2.5),
    ],
)
def test_a_cached_document_may_be_cheaper_left_alone(
    after: int, hits: float, write: float | None, break_even: float, saved: float
) -> None:
    prices = Prices(input=2.5, cached=0.25, cache_write=write)
    (bill,) = reading_cost(
        32_000, after, tariffs=[Tariff("own", lambda _: prices, "")], traffic=Traffic(hits=hits)
    ).bills
    assert bill.caching is not None
    assert bill.caching.break_even == pytest.approx(break_even)
    assert bill.caching.saved == pytest.approx(saved / 1e6)
    assert bill.caching.cached - bill.after == pytest.approx(bill.caching.saved)


def test_a_long_document_is_billed_at_the_rate_of_its_length() -> None:
    steps = Tariff("own", lambda tokens: Prices(input=6.0 if tokens > 200_000 else 3.0), "")
    (bill,) = reading_cost(300_000, 100_000, tariffs=[steps]).bills
    assert (bill.before, bill.after) == (pytest.approx(1.8), pytest.approx(0.3))


@given(
    st.integers(1, 10**6),
    st.floats(0, 1),
    st.floats(0.01, 100),
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(1, 10**6),
)
def test_compressing_pays_exactly_below_the_break_even(
    before: int, share: float, price: float, cached: float, hits: float, calls: int
) -> None:
    after = int(before * share)
    tariff = tariff_of_own(price, 0.0, price * cached)
    (bill,) = reading_cost(before, after, tariffs=[tariff], traffic=Traffic(100, calls, hits)).bills
    assert bill.caching is not None
    assert bill.caching.break_even is not None
    margin = (bill.caching.break_even - after / before) * before * price * calls / 1e6
    assert bill.caching.saved == pytest.approx(margin, rel=1e-6, abs=1e-6 * bill.before)
    assert 0 <= bill.after <= bill.before * (1 + 1e-9)


def test_free_input_has_no_break_even() -> None:
    (bill,) = reading_cost(10, 1, tariffs=[tariff_of_own(0.0, 0.0, 0.0)]).bills
    assert bill.caching is not None
    assert bill.caching.break_even is None


@pytest.mark.parametrize(
    ("before", "after", "given_", "message"),
    [
        (10, 20, {}, "to 20 tokens is more than the 10 there are"),
        (-1, 0, {}, "tokens = -1; expected a whole number from 0 up"),
        (10, -5, {}, "to = -5"),
        (1.5, 1, {}, "tokens = 1.5"),
        (True, 1, {}, "tokens = True"),
        (10, 1, {"traffic": Traffic(-1)}, "output tokens = -1"),
        (10, 1, {"traffic": Traffic(0, -1)}, "calls = -1"),
        (10, 1, {"traffic": Traffic(hits=1.1)}, "cache hits 1.1; expected the share"),
        (10, 1, {"architectures": ["bert"]}, "unknown architecture 'bert'"),
    ],
)
def test_bad_numbers_are_errors(before: Any, after: Any, given_: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError) as raised:
        reading_cost(before, after, **given_)
    assert message in str(raised.value)
