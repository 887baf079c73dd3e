"""Score every sentence of a collection by its relevance to a question; linear in the number of terms.

A sentence counts by itself, by the passage it stands in and the passages around it, by
the heading or table header over it and by its neighbours: the sentence that answers often shares few
words with the question, but stands among those that do. The more room there is, the more the passages
count, so that a small context is made of single sentences and a large one of whole passages.
"""

from __future__ import annotations

import math
import re

import numpy as np
from numpy.typing import NDArray

from compressor.relevance.bm25 import Scores, bm25, idf
from compressor.relevance.collection import Collection
from compressor.relevance.question import Query, asks_about_document, asks_for_date, read, shared

PASSAGE_WEIGHT = 0.8
PASSAGE_AROUND_WEIGHT = 0.3  # of the next passage on either side; half as much for the one after it, and so on
PASSAGES_AROUND = 3
NEIGHBOUR_WEIGHT = 0.25
HEADING_WEIGHT = 0.5
DATE_WEIGHT = 0.5  # of a date where one is asked for, in units of a term of the question
OPENING_WEIGHT = 3.0  # of a document's start where the question is about the document, in the same units
OPENING = 40  # terms after which that is down to a half
USUAL_ROOM = 500  # tokens of a context in which passages have the weights above
LEAST_ROOM, MOST_ROOM = 0.6, 2.0

_DATE = re.compile(
    r"\b(?:1\d|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def question_scores(collection: Collection, question: str, room: int = USUAL_ROOM) -> Scores:
    """Return the relevance of every sentence to a question; 0 where nothing around it matches.

    `room` is the number of tokens that the context may have.
    """
    query = shared(collection.postings, read(question))
    alone = bm25(collection.postings, query)
    scores = (
        alone
        + min(max(math.sqrt(room / USUAL_ROOM), LEAST_ROOM), MOST_ROOM) * _surroundings(collection, query)
        + NEIGHBOUR_WEIGHT * _around(alone, collection.document)
        + HEADING_WEIGHT * (_of(collection.heading, alone) + _of(collection.header, alone))
    )
    term = _mean_weight(collection, query)
    if asks_for_date(question):
        scores += DATE_WEIGHT * term * _dates(collection, scores > 0)
    if asks_about_document(question):
        scores += OPENING_WEIGHT * term * _openings(collection)
    return np.asarray(scores)


def _surroundings(collection: Collection, query: Query) -> Scores:
    """Return for every sentence the score of its passage and, less with distance, of the passages around."""
    passages = bm25(collection.postings, query, collection.passage)
    first = np.unique(collection.passage, return_index=True)[1]  # sentence of each passage
    scores = PASSAGE_WEIGHT * passages
    for distance in range(1, PASSAGES_AROUND + 1):
        weight = PASSAGE_AROUND_WEIGHT / 2 ** (distance - 1)
        scores += weight * _around(passages, collection.document[first], distance)
    return np.asarray(scores[collection.passage])


def _mean_weight(collection: Collection, query: Query) -> float:
    """Return what a term of the query adds to a sentence on average."""
    units = collection.postings.units
    weights = [weight * idf(collection.size, len(set(units[term]))) for term, weight in query.items()]
    return float(np.mean(weights)) if weights else 0.0


def _dates(collection: Collection, among: NDArray[np.bool_]) -> Scores:
    """Return 1 for the sentences that name a month or a year, a half for those with another number, else 0."""
    found = np.zeros(collection.size)
    for number in np.flatnonzero(among).tolist():
        words = collection.quote(number)
        found[number] = 1.0 if _DATE.search(words) else 0.5 * any(map(str.isdigit, words))
    return found


def _openings(collection: Collection) -> Scores:
    """Return 1 for the first sentence of every document, and less with the terms that stand before a sentence."""
    before = np.concatenate([[0.0], np.cumsum(collection.postings.lengths)])
    starts = before[np.array(collection.first)]
    return np.asarray(0.5 ** ((before[:-1] - starts[collection.document]) / OPENING))


def _around(scores: Scores, document: NDArray[np.intp], distance: int = 1) -> Scores:
    """Return for every unit the sum of the scores at a distance before and after it in its document."""
    joined = document[distance:] == document[:-distance]
    around = np.zeros_like(scores)
    around[distance:] += np.where(joined, scores[:-distance], 0.0)
    around[:-distance] += np.where(joined, scores[distance:], 0.0)
    return around


def _of(leaders: NDArray[np.intp], scores: Scores) -> Scores:
    """Return for every sentence the score of the one that leads it, 0 for those without."""
    return np.where(leaders >= 0, scores[leaders], 0.0)
