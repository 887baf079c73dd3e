from __future__ import annotations

import math
import sys
from contextlib import suppress
from typing import Any

import pytest
from genai_prices import Usage, calc_price
from hypothesis import given
from hypothesis import strategies as st

from compressor.cost import Prices, tariff, tariff_of_own
from compressor.errors import MissingExtraError, OptionError


@pytest.mark.parametrize("model", ["gpt-4o", "claude-sonnet-4-5", "gemini-2.5-pro"])
@pytest.mark.parametrize("tokens", [0, 1000, 199_999, 200_000, 200_001, 900_000])
def test_prices_are_those_of_the_table_also_of_long_inputs(model: str, tokens: int) -> None:
    found = tariff(model)
    prices = found.at(tokens)
    assert found.name == model
    assert found.source.startswith("genai-prices ")
    whole = calc_price(Usage(input_tokens=tokens, output_tokens=500), model)
    assert (tokens * prices.input + 500 * prices.output) / 1e6 == pytest.approx(float(whole.total_price))
    if tokens:
        read = calc_price(Usage(input_tokens=tokens, cache_read_tokens=tokens, output_tokens=0), model)
        assert prices.cached is not None
        assert tokens * prices.cached / 1e6 == pytest.approx(float(read.total_price))


def test_a_provider_may_be_named() -> None:
    assert tariff("azure:gpt-4o").name == "azure:gpt-4o"


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("gpt-40", "unknown model 'gpt-40': did you mean gpt-4"),
        ("claude-sonet-4-5", "claude-sonnet-4-5"),
        ("zzzzqqqq", "expected one such as gpt-4o"),
        ("nobody:gpt-4o", "unknown model 'nobody:gpt-4o'"),
        ("", "unknown model ''"),
    ],
)
def test_unknown_models_are_errors_that_name_the_nearest(model: str, message: str) -> None:
    with pytest.raises(OptionError) as raised:
        tariff(model)
    assert message in str(raised.value)
    assert "--input-price" in str(raised.value)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genai_prices", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'entity-compressor\[cost\]'"):
        tariff("gpt-4o")


def test_prices_of_ones_own_are_the_same_at_any_length() -> None:
    found = tariff_of_own(2.5, 10, 0.25)
    assert found.at(1) == found.at(10**9) == Prices(input=2.5, output=10, cached=0.25)


def test_prices_of_ones_own_go_before_the_table() -> None:
    found = tariff("gpt-4o").with_prices({"input": 1.0})
    assert found.at(10).input == 1.0
    assert found.at(10).output == tariff("gpt-4o").at(10).output
    assert found.source.endswith("; input as given")
    assert tariff("gpt-4o").with_prices({}).source.startswith("genai-prices")


@pytest.mark.parametrize("price", [-1, -0.01, math.nan, math.inf, "2", True])
def test_what_is_no_price_is_an_error(price: Any) -> None:
    with pytest.raises(OptionError, match=r"input price .*; expected the price of a million tokens"):
        tariff_of_own(price)
    with pytest.raises(OptionError, match="cached price"):
        tariff_of_own(1.0).with_prices({"cached": price})


@given(st.text(max_size=20))
def test_any_name_has_prices_or_is_an_error_of_this_package(name: str) -> None:
    with suppress(OptionError):
        assert tariff(name).at(1000).input >= 0
