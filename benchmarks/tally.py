"""Precision, recall and their harmonic mean, from counts that add up over the rows of a set."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple


class Tally(NamedTuple):
    """How much of what was found is right, and how much of what is wanted was found."""

    right: float = 0
    found: float = 0
    recalled: float = 0  # differs from `right` where a measure matches the two sides each in its own way
    wanted: float = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def exact(found: AbstractSet[Hashable], wanted: AbstractSet[Hashable]) -> Tally:
    """Return the tally of what has to be found as it is."""
    right = len(found & wanted)
    return Tally(right, len(found), right, len(wanted))


def total(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    return Tally(*map(sum, zip(Tally(), *tallies, strict=True)))
