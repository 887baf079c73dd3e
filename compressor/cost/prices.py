"""Prices of tokens: of named models from an offline table, or the user's own."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from compressor.errors import MissingExtraError, OptionError
from compressor.records import Record

if TYPE_CHECKING:
    from decimal import Decimal

    from genai_prices.types import ModelPrice, TieredPrices

MILLION = 1_000_000
_NAMED = 5  # near names that an error tells
_NOON = time(12, tzinfo=UTC)  # some models cost less at night


class Prices(Record):
    """What a million tokens cost."""

    input: float = Field(ge=0, description="A million tokens of input.")
    output: float = Field(default=0.0, ge=0, description="A million tokens of output.")
    cached: float | None = Field(default=None, ge=0, description="A million tokens of input read from the cache.")
    cache_write: float | None = Field(
        default=None, ge=0, description="A million tokens of input put into the cache; null where that costs nothing."
    )


class Tariff(NamedTuple):
    """The prices of a model: `at(tokens)` for an input of so many, as long inputs may cost more a token."""

    name: str
    at: Callable[[int], Prices]
    source: str

    def with_prices(self, own: Mapping[str, float]) -> Tariff:
        """Return the tariff with prices of one's own in place of some: 'input', 'output', 'cached'."""
        for name, price in own.items():
            check_price(name, price)
        if not own:
            return self
        source = f"{self.source}; {', '.join(own)} as given"
        return Tariff(self.name, lambda tokens: self.at(tokens).model_copy(update=dict(own)), source)


def tariff(model: str) -> Tariff:
    """Return the prices of a model from the table of genai-prices, as of today; a provider may stand before a colon.

    Raises MissingExtraError without the extra `cost`, OptionError for a model the table does not have.
    """
    try:
        from genai_prices import __version__
        from genai_prices.data_snapshot import get_snapshot
    except ImportError:
        raise MissingExtraError(f"the price of {model!r}", "cost") from None
    provider, _, name = model.rpartition(":")
    try:
        sold_by, found = get_snapshot().find_provider_model(name, None, provider or None, None)
    except LookupError:
        raise _unknown(model) from None
    prices = found.get_prices(datetime.combine(datetime.now(UTC).date(), _NOON))
    if prices.input_mtok is None:
        raise OptionError(f"model {model!r} has no price by the token in the table; give it with --input-price")
    label = f"{sold_by.id}:{found.id}" if provider else found.id
    return Tariff(label, lambda tokens: _prices(prices, tokens), f"genai-prices {__version__}")


def tariff_of_own(
    input_price: float, output_price: float = 0.0, cached_price: float | None = None, *, name: str = "your prices"
) -> Tariff:
    """Return prices of the user's own, for a million tokens; raises OptionError for one that is below 0."""
    for label, price in (("input", input_price), ("output", output_price), ("cached", cached_price)):
        check_price(label, price)
    prices = Prices(input=input_price, output=output_price, cached=cached_price)
    return Tariff(name, lambda _: prices, "as given")


def check_price(name: str, price: float | None) -> None:
    """Raise OptionError for what is no price; None stands for one that is not known."""
    if price is None:
        return
    if isinstance(price, bool) or not isinstance(price, int | float) or not (math.isfinite(price) and price >= 0):
        raise OptionError(f"{name} price {price!r}; expected the price of a million tokens, a number from 0 up")


def _prices(table: ModelPrice, tokens: int) -> Prices:
    def rate(price: Decimal | TieredPrices | None) -> float | None:
        """Return the rate of an input of so many tokens: the whole of it costs what its tier does."""
        tiers = getattr(price, "tiers", None)
        if tiers is None:
            return None if price is None else float(str(price))
        passed = [tier.price for tier in tiers if tokens > tier.start]
        return float(passed[-1] if passed else price.base)  # type: ignore[union-attr]

    return Prices(
        input=rate(table.input_mtok) or 0.0,
        output=rate(table.output_mtok) or 0.0,
        cached=rate(table.cache_read_mtok),
        cache_write=rate(table.cache_write_mtok),
    )


def _unknown(model: str) -> OptionError:
    from genai_prices.data_snapshot import get_snapshot

    names = sorted({known.id for provider in get_snapshot().providers for known in provider.models})
    near = get_close_matches(model.lower(), names, n=_NAMED, cutoff=0.5)
    expected = f"did you mean {', '.join(near)}?" if near else "expected one such as gpt-4o or claude-sonnet-4-5;"
    return OptionError(f"unknown model {model!r}: {expected} otherwise give prices of your own, with --input-price")
