"""Make a choice fit a budget exactly.

Prices do not quite add up to the text they stand for, because tokens merge where parts meet and gaps
are marked. So the choice is written and counted, and made again with what was left over, until nothing is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

from compressor.selection.coverage import Chosen

ROUNDS = 6


class Fitted(NamedTuple):
    """A choice, its text and the tokens of the text."""

    chosen: Chosen
    text: str
    tokens: int


def fit(
    choose: Callable[[int], Chosen], write: Callable[[Chosen], str], count: Callable[[str], int], budget: int
) -> Fitted | None:
    """Return the fullest choice whose written text is within the budget; None where there is none."""
    best: Fitted | None = None
    allowance, fits, over = budget, 0, sys.maxsize  # `fits` is the most known to fit, `over` the least known not to
    for _ in range(ROUNDS):
        chosen = choose(allowance)
        text = write(chosen)
        made = Fitted(chosen, text, count(text))
        if made.tokens <= budget:
            fits = allowance
            best = made if best is None or made.tokens > best.tokens else best
        else:
            over = allowance
        if made.tokens == budget or not chosen.candidates or over - fits <= 1:
            break
        allowance += budget - made.tokens
        if not fits < allowance < over:
            allowance = (fits + over) // 2
    if best is None:
        best = _shrunk(choose(budget), write, count, budget)
    return best if best and best.chosen.candidates else None


def _shrunk(chosen: Chosen, write: Callable[[Chosen], str], count: Callable[[str], int], budget: int) -> Fitted | None:
    """Drop what was chosen last until the text fits: for counters by which a whole is more than its parts."""
    best: Fitted | None = None
    low, high = 0, len(chosen.candidates)
    while low < high:
        middle = (low + high + 1) // 2
        head = Chosen(chosen.candidates[:middle], chosen.gains[:middle])
        text = write(head)
        tokens = count(text)
        if tokens <= budget:
            best, low = Fitted(head, text, tokens), middle
        else:
            high = middle - 1
    return best
