"""What each example would add to those already chosen."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from compressor.examples.pool import Pool
from compressor.relevance.bm25 import Scores, bm25, by_term

B = 0.75  # as is usual for BM25: examples differ in length as documents do, and long ones cost tokens
NAME_WEIGHT = 1.5  # of a term that is written as a name or holds a digit, in units of any other

OUT = -np.inf
_NAME = re.compile(r"(?<=[^\s.!?:])\s+[\"'“‘(]*([A-Z]\w*)|(\w*\d\w*)")


class Gains:
    """The worth of every example by itself; those taken and those left out are worth nothing any more."""

    def __init__(self, values: Scores) -> None:
        self.values = values

    def leave_out(self, which: NDArray[np.bool_] | int) -> None:
        """Take these out of the choice."""
        self.values[which] = OUT

    def take(self, example: int) -> None:
        """Count an example as chosen."""
        self.leave_out(example)


class Coverage(Gains):
    """BM25 of which each term counts 1/√n for the n-th example chosen that holds it.

    So gains only shrink as more is chosen, and the worth of a choice grows with about the square root of how often
    it covers a term. Were a term worth the same in every example, this would be submodular, and the greedy choice
    near the best (Lin & Bilmes 2011); Gupta, Gardner and Singh (2023) choose in-context examples by coverage.
    Gains are kept up to date over the inverted index: taking an example costs time linear in the examples that
    share its terms of the query, and none are compared in pairs.
    """

    def __init__(self, pool: Pool, query: str) -> None:
        self._terms = [(held, gains, 0) for held, gains in by_term(pool.postings, weights(pool, query), b=B)]
        values = np.zeros(pool.postings.size)
        for held, gains, _ in self._terms:
            values[held] += gains
        super().__init__(values)

    def take(self, example: int) -> None:
        for number, (held, gains, taken) in enumerate(self._terms):
            place = int(np.searchsorted(held, example))
            if place < len(held) and held[place] == example:
                self.values[held] -= gains * ((taken + 1) ** -0.5 - (taken + 2) ** -0.5)
                self._terms[number] = (held, gains, taken + 1)
        super().take(example)


def gains(pool: Pool, query: str) -> Gains:
    """Return the gains of all examples of a pool for a query, by the method of its options."""
    if pool.options.method == "coverage":
        return Coverage(pool, query)
    if pool.options.method == "bm25":
        return Gains(bm25(pool.postings, dict.fromkeys(pool.terms(query), 1.0), b=B))
    return Gains(_jaccard(pool, query))


def weights(pool: Pool, query: str) -> dict[str, float]:
    """Return the terms of a query; names and numbers, known by their form, weigh more."""
    found = dict.fromkeys(pool.terms(query), 1.0)
    for name in _NAME.finditer(query):
        found |= dict.fromkeys(pool.terms(name[1] or name[2]), NAME_WEIGHT)
    return found


def _jaccard(pool: Pool, query: str) -> Scores:
    """Return the words in common as a share of the words of both."""
    asked = pool.terms(query)
    common = np.zeros(pool.postings.size)
    for word in asked:
        common[pool.postings.units.get(word, [])] += 1
    return np.asarray(common / (pool.postings.lengths + len(asked) - common))
