"""Decide how long a context is worth making, for a budget that is left to the compressor.

Units come in the order of their worth. Each adds a share of all the relevance there is, and a share
of what reading the whole input would cost; the cost of a unit grows with the length of the context
before it, as attention is quadratic. The context ends where its lead of relevance over cost is
greatest: from there on a unit adds less of the one than of the other. Relevance counts squared, so
that many faint matches do not add up to a strong one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np


class Stop(NamedTuple):
    """Where to stop, and how much of the relevance and of the cost that is."""

    tokens: int
    relevance: float
    cost: float


def best_stop(gains: Sequence[float], tokens: Sequence[int], cost: Callable[[int], float]) -> Stop:
    """Return where the share of relevance leads the share of cost by most.

    `gains` and `tokens` belong to units in the order they would be taken; `cost(n)` is the cost of
    reading n tokens.
    """
    if not tokens:
        return Stop(0, 0.0, 0.0)
    lengths = np.cumsum(tokens)
    squares = np.square(gains)
    relevance = np.cumsum(squares) / max(float(squares.sum()), 1e-12)
    costs = np.array([cost(int(n)) for n in lengths]) / max(cost(int(lengths[-1])), 1e-12)
    at = int(np.argmax(relevance - costs))
    return Stop(int(lengths[at]), float(relevance[at]), float(costs[at]))
