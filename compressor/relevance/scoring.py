"""Score every sentence of a collection, with a question or without one; linear in the number of terms.

With a question, a sentence counts by itself, by the passage it stands in and the passages around it, by
the heading or table header over it and by its neighbours: the sentence that answers often shares few
words with the question, but stands among those that do.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from compressor.relevance.bm25 import Scores, bm25, idf
from compressor.relevance.collection import Collection
from compressor.relevance.terms import terms

PASSAGE_WEIGHT = 0.8
PASSAGE_AROUND_WEIGHT = 0.3
NEIGHBOUR_WEIGHT = 0.25
HEADING_WEIGHT = 0.5


def question_scores(collection: Collection, question: str) -> Scores:
    """Return the relevance of every sentence to a question; 0 where nothing around it matches."""
    query = Counter(terms(question))
    alone = bm25(collection.postings, query)
    passages = bm25(collection.postings, query, collection.passage)
    first = np.unique(collection.passage, return_index=True)[1]  # sentence of each passage
    context = PASSAGE_WEIGHT * passages + PASSAGE_AROUND_WEIGHT * _around(passages, collection.document[first])
    return np.asarray(
        alone
        + context[collection.passage]
        + NEIGHBOUR_WEIGHT * _around(alone, collection.document)
        + HEADING_WEIGHT * (_of(collection.heading, alone) + _of(collection.header, alone))
    )


def _around(scores: Scores, document: NDArray[np.intp]) -> Scores:
    """Return for every unit the sum of the scores just before and just after it in its document."""
    joined = document[1:] == document[:-1]
    around = np.zeros_like(scores)
    around[1:] += np.where(joined, scores[:-1], 0.0)
    around[:-1] += np.where(joined, scores[1:], 0.0)
    return around


def _of(leaders: NDArray[np.intp], scores: Scores) -> Scores:
    """Return for every sentence the score of the one that leads it, 0 for those without."""
    return np.where(leaders >= 0, scores[leaders], 0.0)


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
