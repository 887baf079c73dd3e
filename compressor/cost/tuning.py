"""Whether examples in every prompt, or training a model on them once, costs less."""

from __future__ import annotations

import math

from pydantic import Field

from compressor.cost.prices import MILLION, Prices, Tariff, check_price
from compressor.errors import OptionError
from compressor.records import Offset, Record


class TuningCost(Record):
    """What examples in the prompt cost beside training; money in the currency of the prices.

    Prices alone: whether the tuned model answers as well, and how often it has to be trained again, they do not say.
    """

    model: str = Field(description="Name of the model, or 'your prices'.")
    source: str = Field(description="Where its prices come from.")
    prices: Prices = Field(description="Prices of the model with examples in its prompt.")
    tuned: Prices = Field(description="Prices of the tuned model.")
    training: float = Field(description="Price of training, once.")
    with_examples: float = Field(description="Price of a call with the examples in the prompt.")
    with_cached_examples: float | None = Field(
        description="The same with the examples read from the cache; null where that has no price."
    )
    with_tuned: float = Field(description="Price of a call of the tuned model, without examples.")
    break_even: Offset | None = Field(description="Calls from which training has paid; null where it never does.")
    break_even_cached: Offset | None = Field(
        description="The same against cached examples; null where it never does, or they have no price."
    )


def tuning_cost(
    tariff: Tariff,
    *,
    examples: int,
    usage: tuple[int, int] = (0, 0),
    training: tuple[int, float],
    tuned: tuple[float | None, float | None] = (None, None),
) -> TuningCost:
    """Return what `examples` tokens in every prompt cost, beside training on them once.

    `usage` is the other tokens of a prompt and those of its answer; `training` the tokens trained on, all epochs
    together, and the price of a million of them; `tuned` the prices of input and output of the tuned model, None
    for those of the model itself. Raises OptionError for a number that is no price or no count.
    """
    rest, output = usage
    for name, number in {"examples": examples, "input": rest, "output": output, "training": training[0]}.items():
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            raise OptionError(f"{name} tokens = {number!r}; expected a whole number from 0 up")
    for name, price in {"training": training[1], "tuned input": tuned[0], "tuned output": tuned[1]}.items():
        check_price(name, price)
    prices, alone = tariff.at(examples + rest), tariff.at(rest)
    other = Prices(
        input=alone.input if tuned[0] is None else tuned[0], output=alone.output if tuned[1] is None else tuned[1]
    )
    after = _call((rest, other.input), (output, other.output))
    plain = _call((examples + rest, prices.input), (output, prices.output))
    cached = None
    if prices.cached is not None:
        cached = _call((examples, prices.cached), (rest, prices.input), (output, prices.output))
    once = _call(training)
    return TuningCost(
        model=tariff.name,
        source=tariff.source,
        prices=prices,
        tuned=other,
        training=once,
        with_examples=plain,
        with_cached_examples=cached,
        with_tuned=after,
        break_even=_calls(once, plain - after),
        break_even_cached=None if cached is None else _calls(once, cached - after),
    )


def _call(*parts: tuple[int, float]) -> float:
    """Return the price of tokens at prices of a million."""
    return sum(tokens * price for tokens, price in parts) / MILLION


def _calls(once: float, saved: float) -> int | None:
    """Return after how many calls a price paid once is made up for."""
    return math.ceil(once / saved) if saved > 0 else None
