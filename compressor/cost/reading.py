"""What it costs to read a document, before and after it is compressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pydantic import Field

from compressor.cost.prices import MILLION, Prices, Tariff
from compressor.errors import OptionError
from compressor.records import Cost, Offset, Record, Share
from compressor.relevance.attention import FORMULA, architecture, cost


class Traffic(NamedTuple):
    """How a document is read: what each call writes, how many there are, and how many find it in the cache."""

    output: int = 0  # tokens
    calls: int = 1
    hits: float = 1.0  # share of the calls


ONE_CALL = Traffic()


class Hardware(Record):
    """What reading takes on a transformer one runs oneself, for one call."""

    architecture: str = Field(description="Name of the transformer.")
    before: Cost = Field(description="Cost of the whole document.")
    after: Cost = Field(description="Cost of the context.")


class Caching(Record):
    """Whether a document that is sent again and again is better compressed or left in the provider's cache."""

    hits: Share = Field(description="Share of the calls that find the document in the cache.")
    cached: float = Field(description="Price of all calls with the document uncompressed, its prefix cached.")
    break_even: float | None = Field(
        description="Compression rate (tokens out / tokens in) above which a context made anew for each call costs "
        "more than the cached document; null where input costs nothing."
    )
    saved: float = Field(description="What compressing saves against the cached document; below 0, what it loses.")


class Bill(Record):
    """The price of all calls at a provider."""

    model: str = Field(description="Name of the model, or 'your prices'.")
    source: str = Field(description="Where the prices come from.")
    prices: Prices = Field(description="Prices of the whole document.")
    prices_after: Prices = Field(description="Prices of the context: long inputs may cost more a token.")
    before: float = Field(description="Price of all calls with the whole document.")
    after: float = Field(description="Price of all calls with the context.")
    caching: Caching | None = Field(description="The same with the document cached; null where that has no price.")


class ReadingCost(Record):
    """What compression saves on reading; money in the currency of the prices, US dollars in the table."""

    before: Offset = Field(description="Tokens of the document.")
    after: Offset = Field(description="Tokens of the context.")
    output: Offset = Field(description="Tokens the model writes in each call.")
    calls: Offset = Field(description="Number of calls.")
    hardware: tuple[Hardware, ...] = Field(description="By architecture, for one call.")
    bills: tuple[Bill, ...] = Field(description="By model, for all calls.")
    formula: str = Field(default=FORMULA, description="How the costs of hardware are computed.")


def reading_cost(
    before: int,
    after: int,
    *,
    architectures: Sequence[str] = (),
    tariffs: Sequence[Tariff] = (),
    traffic: Traffic = ONE_CALL,
) -> ReadingCost:
    """Return the costs of reading `before` tokens and of reading `after` of them.

    Raises OptionError for numbers below 0, a context longer than its document, or an unknown architecture.
    """
    _check(before, after, traffic)
    known = {name: architecture(name) for name in architectures}
    hardware = [
        Hardware(architecture=name, before=cost(arch, before), after=cost(arch, after)) for name, arch in known.items()
    ]
    return ReadingCost(
        before=before,
        after=after,
        output=traffic.output,
        calls=traffic.calls,
        hardware=tuple(hardware),
        bills=tuple(_bill(tariff, before, after, traffic) for tariff in tariffs),
    )


def _check(before: int, after: int, traffic: Traffic) -> None:
    given = {"tokens": before, "to": after, "output tokens": traffic.output, "calls": traffic.calls}
    for name, number in given.items():
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            raise OptionError(f"{name} = {number!r}; expected a whole number from 0 up")
    if after > before:
        raise OptionError(
            f"to {after} tokens is more than the {before} there are; expected fewer, or the two exchanged"
        )
    if not 0 <= traffic.hits <= 1:
        raise OptionError(f"cache hits {traffic.hits!r}; expected the share of calls that hit the cache, from 0 to 1")


def _bill(tariff: Tariff, before: int, after: int, traffic: Traffic) -> Bill:
    output, calls, hits = traffic
    long, short = tariff.at(before), tariff.at(after)

    def price(tokens: int, rate: float, prices: Prices) -> float:
        return calls * (tokens * rate + output * prices.output) / MILLION

    compressed = price(after, short.input, short)
    caching = None
    if long.cached is not None:
        mean = hits * long.cached + (1 - hits) * (long.input if long.cache_write is None else long.cache_write)
        alone = price(before, mean, long)
        break_even = mean / short.input if short.input else None
        caching = Caching(hits=hits, cached=alone, break_even=break_even, saved=alone - compressed)
    return Bill(
        model=tariff.name,
        source=tariff.source,
        prices=long,
        prices_after=short,
        before=price(before, long.input, long),
        after=compressed,
        caching=caching,
    )
