"""Whether examples in every prompt, or training a model on them once, costs less."""

from __future__ import annotations

import math
from typing import NamedTuple

from pydantic import Field

from compressor.cost.prices import MILLION, Prices, Tariff, check_price
from compressor.errors import OptionError
from compressor.records import Offset, Record


class Training(NamedTuple):
    """What training takes, and the prices of the model that comes of it: None for those of the model itself."""

    tokens: int  # of all epochs
    price: float  # of a million of them
    input: float | None = None
    output: float | None = None


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


def tuning_cost(tariff: Tariff, *, examples: int, training: Training, input: int = 0, output: int = 0) -> TuningCost:
    """Return what `examples` tokens in every prompt cost, beside training on them once.

    `input` is the other tokens of a prompt, `output` those of its answer. Raises OptionError for a number that is
    no price or no count.
    """
    counts = {"examples": examples, "input": input, "output": output, "training": training.tokens}
    for name, number in counts.items():
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            raise OptionError(f"{name} tokens = {number!r}; expected a whole number from 0 up")
    for name, price in {
        "training": training.price,
        "tuned input": training.input,
        "tuned output": training.output,
    }.items():
        check_price(name, price)
    prices, alone = tariff.at(examples + input), tariff.at(input)
    tuned = Prices(
        input=alone.input if training.input is None else training.input,
        output=alone.output if training.output is None else training.output,
    )
    after = _call((input, tuned.input), (output, tuned.output))
    plain = _call((examples + input, prices.input), (output, prices.output))
    cached = None
    if prices.cached is not None:
        cached = _call((examples, prices.cached), (input, prices.input), (output, prices.output))
    once = _call((training.tokens, training.price))
    return TuningCost(
        model=tariff.name,
        source=tariff.source,
        prices=prices,
        tuned=tuned,
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
