"""Rank sentences without a question: by how much of what the documents are about each tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from compressor.records import DocumentRecord
from compressor.relevance.bm25 import Scores
from compressor.relevance.collection import Collection
from compressor.relevance.telling import telling
from compressor.selection.ranking import Ranking

ENTITY_WEIGHT = 1.0  # of the most salient entity, in units of the weightiest term
LEAD = 0.05  # share of a document after which a sentence is worth half of what it is worth at the start
HEADED = 0.5  # worth of speaking of all that the heading names, in units of opening the document
AGAIN = 0.25  # what is left of a concept's weight each time it is covered
PRICE_EXPONENT = 0.75  # between gain alone, which favours long sentences, and gain per token


def rank_by_content(collection: Collection, notes: tuple[str, ...] = ()) -> Ranking:
    """Rank by the terms that the documents keep coming back to.

    A term weighs by the number of sentences it stands in, dampened. What a sentence covers counts for
    the whole context, less each time, and, by where it stands, for the sentence itself: authors say
    first what matters most, and name it in headings. All of it counts by how telling the sentence's
    form is.
    """
    covers: list[list[int]] = [[] for _ in range(collection.size)]
    weights: list[float] = []
    for places in collection.postings.units.values():
        _add(covers, weights, set(places), np.log1p(len(set(places))))
    return Ranking(
        values=_covered(covers, weights) * _place(collection),
        factors=telling(collection),
        covers=[tuple(c) for c in covers],
        weights=weights,
        again=AGAIN,
        scaling=PRICE_EXPONENT,
        notes=notes,
        by_content=True,
    )


def with_entities(ranking: Ranking, collection: Collection, records: Sequence[DocumentRecord]) -> Ranking:
    """Return a ranking by content in which entities count like terms, each by its salience."""
    covers, weights = [list(c) for c in ranking.covers], list(ranking.weights)
    heaviest = max(weights, default=1.0)
    for document, record in enumerate(records):
        for entity in record.entities:
            holders = {_sentence_at(collection, document, m.start) for m in entity.mentions}
            _add(covers, weights, holders, ENTITY_WEIGHT * heaviest * entity.salience)
    values = _covered(covers, weights) * _place(collection)
    return replace(ranking, values=values, covers=[tuple(c) for c in covers], weights=weights)


def worth_alone(ranking: Ranking) -> Scores:
    """Return what each sentence would gain in an empty context."""
    return np.asarray(ranking.factors * (ranking.values + _covered(ranking.covers, ranking.weights)))


def _add(covers: Sequence[list[int]], weights: list[float], holders: Iterable[int], weight: float) -> None:
    """Add a concept that sentences hold."""
    for number in holders:
        covers[number].append(len(weights))
    weights.append(float(weight))


def _covered(covers: Sequence[Sequence[int]], weights: Sequence[float]) -> Scores:
    return np.array([sum(weights[concept] for concept in concepts) for concepts in covers])


def _place(collection: Collection) -> Scores:
    """Return what a sentence is worth for where it stands, in units of opening its document."""
    return np.asarray(1 / (1 + _positions(collection) / LEAD) + HEADED * _headed(collection))


def _positions(collection: Collection) -> Scores:
    """Return where each sentence stands in its document, from 0 at the start to 1 at the end."""
    sizes = np.bincount(collection.document, minlength=len(collection.first))
    within = np.arange(collection.size) - np.array(collection.first)[collection.document]
    return np.asarray(within / np.maximum(sizes[collection.document], 1))


def _headed(collection: Collection) -> Scores:
    """Return for every sentence the share of its heading's terms that it holds."""
    heading = collection.heading.tolist()
    headings = {number for number in heading if number >= 0}
    named, held = np.zeros(collection.size), np.zeros(collection.size)
    for places in collection.postings.units.values():
        holders = set(places)
        naming = holders & headings
        if naming:
            named[list(naming)] += 1
            held[[number for number in holders if heading[number] in naming]] += 1
    return np.where(collection.heading >= 0, held / np.maximum(named[collection.heading], 1), 0.0)


def _sentence_at(collection: Collection, document: int, offset: int) -> int:
    found = bisect_right(collection.segmentations[document].sentences, offset, key=lambda s: s.start) - 1
    return collection.first[document] + max(found, 0)
