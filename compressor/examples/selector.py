"""Choose the examples that tell most about a new input, within a number of examples, a budget of tokens, or both."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from pydantic import Field

from compressor.errors import BudgetError, InputError, OptionError
from compressor.examples.gains import OUT, gains
from compressor.examples.options import Example, ExampleOptions, Method
from compressor.examples.pool import Pool
from compressor.records import Offset, Record
from compressor.selection.coverage import Chosen
from compressor.selection.fitting import fit
from compressor.text.decoding import check_text
from compressor.text.tokens import tokenizer


class ExampleSelection(Record):
    """The examples chosen for an input, in the order in which to show them."""

    examples: tuple[Any, ...] = Field(description="The examples themselves, as they were given.")
    positions: tuple[Offset, ...] = Field(description="Place of each among all examples given, from 0.")
    gains: tuple[float, ...] = Field(description="What each added when it was chosen; 0 where it shares nothing.")
    text: str = Field(description="The examples as they go into the prompt.")
    tokens: Offset = Field(description="Tokens of `text`, counted on the final text.")
    notes: tuple[str, ...] = Field(default=(), description="What a reader should know, e.g. how tokens were counted.")


class ExampleSelector:
    """Chooses from the same examples for many inputs; they are indexed once, and more can be added."""

    def __init__(self, examples: Iterable[Example] = (), options: ExampleOptions | None = None) -> None:
        self.options = options or ExampleOptions()
        self._tokenizer = tokenizer(self.options.encoding, self.options.model)
        self._pool = Pool(self.options)
        for example in _several(examples):
            self._pool.add(example)

    def add(self, example: Example) -> None:
        """Take in one more example."""
        self._pool.add(example)

    def select(self, query: str, *, k: int | None = None, budget: int | None = None) -> ExampleSelection:
        """Return the examples for an input: at most k of them, of at most `budget` tokens together.

        The budget holds for the text of the selection, counted from scratch. Examples that share nothing with
        the input are chosen only to fill up k, in the order they were given. An example that does not fit is
        passed over for one that does; equal ones come in the order they were given.

        Raises InputError for no examples or a blank query, OptionError for a k or budget that is none or for
        neither, BudgetError for a budget below the shortest example.
        """
        asked = self._checked(query, k, budget)
        if k is not None:
            whole = self._choose(asked, k, sys.maxsize)
            if budget is None or self._count(whole) <= budget:
                return self._selection(whole)
        assert budget is not None
        count = self._tokenizer.count
        last = count(self.options.separator)  # each price has a separator in it; the last example has none
        fitted = fit(lambda room: self._choose(asked, k, room + last), self._written, count, budget)
        if fitted is None:
            self._explain(budget)
        return self._selection(fitted.chosen if fitted else Chosen([], []))

    def _checked(self, query: str, k: int | None, budget: int | None) -> str:
        if not isinstance(query, str):
            raise InputError(f"the query is a {type(query).__name__}; expected a str")
        if not check_text(query, "the query").strip():
            raise InputError("the query is empty or blank; expected the input to find examples for")
        if k is None and budget is None:
            raise OptionError("neither k nor a budget was given; expected a number of examples, of tokens, or both")
        for name, number in (("k", k), ("budget", budget)):
            if number is not None and (isinstance(number, bool) or not isinstance(number, int) or number < 1):
                raise OptionError(f"{name} = {number!r}; expected a whole number from 1 up")
        if not self._pool.examples:
            raise InputError("no examples were given; expected at least one")
        return query

    def _choose(self, query: str, k: int | None, room: int) -> Chosen:
        """Take the example that gains most and fits, again and again; prices are those of examples by themselves."""
        left = gains(self._pool, query)
        prices = self._pool.prices(self._tokenizer.count) if room < sys.maxsize else None
        chosen = Chosen([], [])
        while k is None or len(chosen.candidates) < k:
            if prices is not None:
                left.leave_out(prices > room)
            best = int(np.argmax(left.values))
            gain = float(left.values[best])
            if gain == OUT or (gain <= 0 and k is None):
                break
            left.take(best)
            chosen.candidates.append(best)
            chosen.gains.append(gain)
            room -= int(prices[best]) if prices is not None else 0
        return chosen

    def _ordered(self, chosen: Chosen) -> list[tuple[int, float]]:
        found = list(zip(*chosen, strict=True))
        return sorted(found) if self.options.order == "document" else found[::-1]

    def _written(self, chosen: Chosen) -> str:
        return self.options.separator.join(self._pool.rendered[number] for number, _ in self._ordered(chosen))

    def _count(self, chosen: Chosen) -> int:
        return self._tokenizer.count(self._written(chosen))

    def _selection(self, chosen: Chosen) -> ExampleSelection:
        ordered = self._ordered(chosen)
        text = self._written(chosen)
        return ExampleSelection(
            examples=tuple(self._pool.examples[number] for number, _ in ordered),
            positions=tuple(self._pool.positions[number] for number, _ in ordered),
            gains=tuple(gain for _, gain in ordered),
            text=text,
            tokens=self._tokenizer.count(text),
            notes=self._tokenizer.notes,
        )

    def _explain(self, budget: int) -> None:
        """Raise BudgetError where the budget is too small for any example, whatever the input."""
        least = min(map(self._tokenizer.count, self._pool.rendered))
        if least > budget:
            raise BudgetError(f"no example fits a budget of {budget} tokens: the shortest takes {least}; raise it")


def select_examples(
    examples: Iterable[Example],
    query: str,
    *,
    k: int | None = None,
    budget: int | None = None,
    method: Method | None = None,
    options: ExampleOptions | None = None,
) -> ExampleSelection:
    """Choose from examples for one input; see ExampleSelector.select. `method` overrides that of the options."""
    chosen = options or ExampleOptions()
    if method is not None:
        chosen = ExampleOptions(**{**dict(chosen), "method": method})
    return ExampleSelector(examples, chosen).select(query, k=k, budget=budget)


def _several(examples: Iterable[Example]) -> Iterable[Example]:
    if isinstance(examples, str | bytes | Mapping) or not isinstance(examples, Iterable):
        raise InputError(f"a {type(examples).__name__} was given; expected a list of examples")
    return examples
