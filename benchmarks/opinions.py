"""Aspects: the seven sub-tasks of aspect-based sentiment analysis, read off the records.

The sub-tasks are those of Yan and others, "A Unified Generative Framework for Aspect-based Sentiment Analysis",
ACL 2021; each counts exact matches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gold import Range, Review
from tally import Tally, exact

from compressor.records import DocumentRecord, Span

SUBTASKS = {
    "ATE": "aspect terms",
    "OTE": "opinion terms",
    "ALSC": "polarity of a given aspect",
    "AOE": "opinion terms of a given aspect",
    "AESC": "aspect and polarity",
    "pairs": "aspect and opinion",
    "triplets": "aspect, opinion and polarity",
}
TRAINED_ON = frozenset(("beauty", "electronics", "fashion", "home"))  # domains the shipped engine has reviews of


class Judgement(NamedTuple):
    """An opinion on an aspect, by their places; None for what has no words of its own."""

    aspect: Range | None
    opinion: Range | None
    polarity: str


def wanted(row: Review) -> list[Judgement]:
    """Return the opinions that a row marks."""
    return [Judgement(*triplet) for triplet in row.triplets()]


def of_record(record: DocumentRecord) -> list[Judgement]:
    """Return the opinions of a record."""
    return [Judgement(_range(aspect.term), _range(aspect.opinion), aspect.polarity) for aspect in record.aspects]


def _range(span: Span | None) -> Range | None:
    return (span.start, span.end) if span else None


def explicit(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Leave out what a set does not mark: opinions on aspects that have no words of their own."""
    return [judgement for judgement in judgements if judgement.aspect]


def compare(found: Sequence[Judgement], gold: Sequence[Judgement]) -> dict[str, Tally]:
    """Return the tallies of the seven sub-tasks."""
    given = {judgement.aspect: _about(judgement.aspect, found) for judgement in gold if judgement.aspect}
    return {
        "ATE": exact({f.aspect for f in found if f.aspect}, {g.aspect for g in gold if g.aspect}),
        "OTE": exact({f.opinion for f in found if f.opinion}, {g.opinion for g in gold if g.opinion}),
        "ALSC": _polarities(given, gold),
        "AOE": exact(
            {(aspect, f.opinion) for aspect, about in given.items() for f in about if f.opinion},
            {(g.aspect, g.opinion) for g in gold if g.aspect and g.opinion},
        ),
        "AESC": exact({(f.aspect, f.polarity) for f in found}, {(g.aspect, g.polarity) for g in gold}),
        "pairs": exact({f[:2] for f in found}, {g[:2] for g in gold}),
        "triplets": exact(set(found), set(gold)),
    }


def _about(aspect: Range, found: Sequence[Judgement]) -> list[Judgement]:
    """Return what is said of a given aspect: of the term that stands there or, cut otherwise, shares words with it."""
    same = [f for f in found if f.aspect == aspect]
    return same or [f for f in found if f.aspect and f.aspect[0] < aspect[1] and aspect[0] < f.aspect[1]]


def _polarities(given: dict[Range, list[Judgement]], gold: Sequence[Judgement]) -> Tally:
    """Count the given aspects with the polarity most of what is said of them has."""
    right, answered = 0, 0
    for aspect, about in given.items():
        votes = Counter(judgement.polarity for judgement in about).most_common(1)
        answered += bool(votes)
        right += any((aspect, polarity) in {(g.aspect, g.polarity) for g in gold} for polarity, _ in votes)
    return Tally(right, answered, right, len(given))
