"""Rank the sentences of a collection: what each is worth, and what it covers that others cover too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from compressor.relevance.bm25 import Scores
from compressor.relevance.collection import Collection
from compressor.relevance.scoring import question_scores


@dataclass(frozen=True, slots=True)
class Ranking:
    """What sentences are worth; `covers` holds for each the concepts it speaks of, as indices into `weights`."""

    values: Scores
    factors: Scores  # what all that a sentence gains is multiplied by
    covers: Sequence[tuple[int, ...]]
    weights: Sequence[float]
    again: float = 0.0  # what is left of a concept's weight each time it is covered
    scaling: float = 0.0  # exponent of the price by which a gain is divided
    notes: tuple[str, ...] = ()
    by_content: bool = False  # whether no question was asked, or none that anything answers


def rank_by_question(collection: Collection, question: str, room: int) -> Ranking | None:
    """Rank by relevance to a question for a context of so many tokens; None where nothing has to do with it."""
    values = question_scores(collection, question, room)
    return Ranking(values, np.ones(collection.size), [()] * collection.size, ()) if values.any() else None
