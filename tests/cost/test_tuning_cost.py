from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.cost import Training, tariff_of_own, tuning_cost
from compressor.errors import OptionError

BASE = tariff_of_own(2.5, 10, 1.25)


def test_a_break_even_by_hand() -> None:
    found = tuning_cost(BASE, examples=800, input=100, output=50, training=Training(200_000, 25, 3.75, 15))
    assert found.training == pytest.approx(5.0)
    assert found.with_examples == pytest.approx((900 * 2.5 + 50 * 10) / 1e6)
    assert found.with_cached_examples == pytest.approx((800 * 1.25 + 100 * 2.5 + 50 * 10) / 1e6)
    assert found.with_tuned == pytest.approx((100 * 3.75 + 50 * 15) / 1e6)
    assert (found.break_even, found.break_even_cached) == (3077, 8000)


@pytest.mark.parametrize(
    ("examples", "usage", "tuned", "expected"),
    [
        (0, (100, 50), (None, None), (None, None)),  # nothing is saved
        (800, (0, 0), (None, None), (2500, 5000)),
        (100, (2000, 500), (3.75, 15), (None, None)),  # the tuned model costs more a call
        (800, (0, 0), (0.0, 0.0), (2500, 5000)),
    ],
)
def test_training_may_never_pay(
    examples: int, usage: tuple[int, int], tuned: Any, expected: tuple[int | None, int | None]
) -> None:
    found = tuning_cost(
        BASE, examples=examples, input=usage[0], output=usage[1], training=Training(200_000, 25, *tuned)
    )
    assert (found.break_even, found.break_even_cached) == expected


def test_free_training_pays_at_once() -> None:
    assert tuning_cost(BASE, examples=1, training=Training(0, 25)).break_even == 0


def test_without_a_cached_price_nothing_is_said_of_the_cache() -> None:
    found = tuning_cost(tariff_of_own(2.5), examples=800, training=Training(200_000, 25))
    assert (found.with_cached_examples, found.break_even_cached) == (None, None)


@given(st.integers(1, 10**4), st.integers(0, 10**4), st.integers(1, 10**7), st.floats(0.1, 100), st.floats(0, 20))
def test_at_the_break_even_training_costs_no_more_and_a_call_before_it_does(
    examples: int, rest: int, tokens: int, price: float, tuned: float
) -> None:
    found = tuning_cost(BASE, examples=examples, input=rest, training=Training(tokens, price, tuned))
    saved = found.with_examples - found.with_tuned
    if found.break_even is None:
        assert saved <= 0
    else:
        assert found.break_even * saved >= found.training * (1 - 1e-9)
        assert (found.break_even - 1) * saved <= found.training * (1 + 1e-9)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"examples": -1}, "examples tokens = -1"),
        ({"input": -1}, "input tokens = -1"),
        ({"output": 1.5}, "output tokens = 1.5"),
        ({"training": Training(-1, 25)}, "training tokens = -1"),
        ({"training": Training(10, -25)}, "training price -25"),
        ({"training": Training(10, 25, -1)}, "tuned input price -1"),
        ({"training": Training(10, 25, None, float("nan"))}, "tuned output price nan"),
    ],
)
def test_bad_numbers_are_errors(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError) as raised:
        tuning_cost(BASE, **{"examples": 1, "training": Training(10, 25), **settings})
    assert message in str(raised.value)
