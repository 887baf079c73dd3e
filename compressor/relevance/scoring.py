"""Score every sentence of a collection, with a question or without one; linear in the number of terms.

With a question, a sentence counts by itself, by the passage it stands in, by the heading over it and
by its neighbours: the sentence that answers often shares few words with the question, but stands
among those that do.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from compressor.relevance.bm25 import Scores, bm25, idf
from compressor.relevance.collection import Collection
from compressor.relevance.terms import terms

PASSAGE_WEIGHT = 0.8
NEIGHBOUR_WEIGHT = 0.25
HEADING_WEIGHT = 0.5


def question_scores(collection: Collection, question: str) -> Scores:
    """Return the relevance of every sentence to a question; 0 where nothing around it matches."""
    query = Counter(terms(question))
    alone = bm25(collection.postings, query)
    passages = bm25(collection.postings, query, collection.passage)
    around = _neighbours(alone, collection)
    headings = np.where(collection.heading >= 0, alone[collection.heading], 0.0)
    scores = (
        alone + PASSAGE_WEIGHT * passages[collection.passage] + NEIGHBOUR_WEIGHT * around + HEADING_WEIGHT * headings
    )
    return np.asarray(scores, dtype=np.float64)


def _neighbours(scores: Scores, collection: Collection) -> Scores:
    """Return for every sentence the sum of the scores just before and just after it."""
    joined = collection.adjoins[1:]
    around = np.zeros_like(scores)
    around[1:] += np.where(joined, scores[:-1], 0.0)
    around[:-1] += np.where(joined, scores[1:], 0.0)
    return around


def salience_scores(collection: Collection) -> Scores:
    """Return how much of what the documents keep coming back to each sentence speaks of.

    A term weighs by how often it returns, dampened, and by how rarely it stands in a sentence; a
    sentence weighs by its distinct terms.
    """
    scores = np.zeros(collection.size)
    for places in collection.postings.units.values():
        held = np.unique(np.array(places, dtype=np.intp))
        scores[held] += np.log1p(len(held)) * idf(collection.size, len(held))
    return scores
