"""Okapi BM25 (Robertson & Zaragoza 2009) over an inverted index, for several sizes of unit at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

K1 = 1.2
B = 0.4  # sentences and passages differ in length less than documents do


@dataclass(frozen=True, slots=True)
class Postings:
    """Where the terms of a text stand: for each term the units that hold it, once for each occurrence."""

    units: dict[str, list[int]]
    lengths: Scores  # terms in each unit

    @property
    def size(self) -> int:
        """Return the number of units."""
        return len(self.lengths)


def index(units: Iterable[Sequence[str]]) -> Postings:
    """Index units given as lists of terms; time linear in the number of terms."""
    places: dict[str, list[int]] = {}
    lengths: list[int] = []
    for i, unit in enumerate(units):
        lengths.append(len(unit))
        for term in unit:
            places.setdefault(term, []).append(i)
    return Postings(places, np.array(lengths, dtype=np.float64))


def bm25(
    postings: Postings, query: Mapping[str, float], groups: NDArray[np.intp] | None = None, b: float = B
) -> Scores:
    """Return the BM25 score of every unit or, with groups[i] = group of unit i, of every group of units.

    `query` holds the weight of each term, `b` is how much more a long unit has to hold, from 0 to 1.
    """
    lengths = postings.lengths if groups is None else np.bincount(groups, weights=postings.lengths)
    scores = np.zeros(len(lengths))
    for held, gains in by_term(postings, query, groups, b):
        scores[held] += gains
    return scores


def by_term(
    postings: Postings, query: Mapping[str, float], groups: NDArray[np.intp] | None = None, b: float = B
) -> Iterator[tuple[NDArray[np.intp], Scores]]:
    """Yield for each term of a query the units, or groups, that hold it and what it adds to their scores."""
    lengths = postings.lengths if groups is None else np.bincount(groups, weights=postings.lengths)
    saturation = K1 * (1 - b + b * lengths / max(lengths.mean(), 1.0)) if len(lengths) else lengths
    for term, weight in query.items():
        places = postings.units.get(term)
        if not places:
            continue
        where = np.array(places, dtype=np.intp) if groups is None else groups[places]
        held, counts = np.unique(where, return_counts=True)
        gain = counts * (K1 + 1) / (counts + saturation[held])
        yield held, weight * idf(len(lengths), len(held)) * gain


def idf(units: int, holding: int) -> float:
    """Return the inverse document frequency, smoothed so that it is never negative."""
    return math.log(1 + (units - holding + 0.5) / (holding + 0.5))
