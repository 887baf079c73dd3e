"""Rank the sentences of a collection: what each is worth, and what it covers that others cover too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from compressor.records import DocumentRecord
from compressor.relevance.bm25 import Scores
from compressor.relevance.collection import Collection
from compressor.relevance.scoring import question_scores

ENTITY_WEIGHT = 2.0  # of the most salient entity, in units of the weightiest term
LEAD = 0.05  # share of a document after which a sentence is worth half of what it is worth at the start
PRICE_EXPONENT = 0.75  # without a question: between gain alone, which favours long sentences, and gain per token


@dataclass(frozen=True, slots=True)
class Ranking:
    """What sentences are worth; `covers` holds for each the concepts it speaks of, as indices into `weights`."""

    values: Scores
    covers: Sequence[tuple[int, ...]]
    weights: Sequence[float]
    scaling: float  # exponent of the price by which a gain is divided
    notes: tuple[str, ...] = ()


def rank_by_question(collection: Collection, question: str, room: int) -> Ranking | None:
    """Rank by relevance to a question for a context of so many tokens; None where nothing has to do with it."""
    values = question_scores(collection, question, room)
    return Ranking(values, [()] * collection.size, (), 0.0) if values.any() else None


def rank_by_content(collection: Collection, records: Sequence[DocumentRecord], notes: tuple[str, ...] = ()) -> Ranking:
    """Rank by the terms and entities that the documents keep coming back to.

    A term weighs by the number of sentences it stands in, dampened; an entity by its salience. What a
    sentence covers counts once for the whole context and, less and less from the start of its document
    on, for the sentence itself: authors say first what matters most.
    """
    covers: list[list[int]] = [[] for _ in range(collection.size)]
    weights: list[float] = []
    for places in collection.postings.units.values():
        holders = set(places)
        for number in holders:
            covers[number].append(len(weights))
        weights.append(float(np.log1p(len(holders))))
    heaviest = max(weights, default=1.0)
    for document, record in enumerate(records):
        for entity in record.entities:
            for number in {_sentence_at(collection, document, m.start) for m in entity.mentions}:
                covers[number].append(len(weights))
            weights.append(ENTITY_WEIGHT * heaviest * entity.salience)
    covered = np.array([sum(weights[concept] for concept in concepts) for concepts in covers])
    values = covered / (1 + _positions(collection) / LEAD)
    return Ranking(values, [tuple(c) for c in covers], weights, PRICE_EXPONENT, notes)


def _positions(collection: Collection) -> Scores:
    """Return where each sentence stands in its document, from 0 at the start to 1 at the end."""
    sizes = np.bincount(collection.document, minlength=len(collection.first))
    within = np.arange(collection.size) - np.array(collection.first)[collection.document]
    return np.asarray(within / np.maximum(sizes[collection.document], 1))


def _sentence_at(collection: Collection, document: int, offset: int) -> int:
    found = bisect_right(collection.segmentations[document].sentences, offset, key=lambda s: s.start) - 1
    return collection.first[document] + max(found, 0)
