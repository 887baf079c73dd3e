from __future__ import annotations

import pytest

from compressor.records import DocumentRecord, Entity, Span
from compressor.relevance.collection import collect
from compressor.relevance.telling import telling
from compressor.selection.content import ENTITY_WEIGHT, rank_by_content, with_entities, worth_alone

TEXT = "The ferry leaves at noon. Gulls cry. The ferry is white."


def record(name: str, *starts: int) -> DocumentRecord:
    mentions = tuple(Span(start=start, end=start + len(name), quote=name) for start in starts)
    entity = Entity(id="e1", name=name, type="PRODUCT", mentions=mentions, salience=0.5, confidence=1)
    return DocumentRecord(sha256="0" * 64, characters=100, entities=(entity,))


def test_content_ranks_by_terms_that_return() -> None:
    ranking = rank_by_content(collect((TEXT,)))
    shared = set(ranking.covers[0]) & set(ranking.covers[2])
    assert len(shared) == 1  # the ferry
    ferry = shared.pop()
    assert ranking.weights[ferry] > max(w for concept, w in enumerate(ranking.weights) if concept != ferry)


def test_an_entity_is_covered_where_it_is_mentioned_and_weighs_by_its_salience() -> None:
    texts = ("Gulls cry.", TEXT)
    collection = collect(texts)
    plain = rank_by_content(collection)
    ranking = with_entities(plain, collection, [record("Gulls", 0), record("ferry", 4, 41)])
    terms = list(ranking.weights[:-2])
    gulls, ferry = len(terms), len(terms) + 1
    assert [ferry in covered for covered in ranking.covers] == [False, True, False, True]
    assert [gulls in covered for covered in ranking.covers] == [True, False, False, False]
    assert (ranking.values > plain.values).tolist() == [True, True, False, True]
    assert ranking.weights[ferry] == pytest.approx(ENTITY_WEIGHT * 0.5 * max(terms))


def test_what_stands_early_in_its_document_is_worth_more() -> None:
    text = "Red kites nest here. " + "The wind turned again. " * 20 + "Blue boats sail there."
    ranking = rank_by_content(collect((text, "Tall masts lean over.")))
    assert ranking.values[0] == ranking.values[-1] > 10 * ranking.values[-2] > 0


def test_what_speaks_of_its_heading_is_worth_more() -> None:
    text = "# Ferry prices\n\nGulls cry out loud. The ferry calls. The ferry has low prices."
    _, gulls, ferry, prices = rank_by_content(collect((text,))).values
    covered = 4 / 3  # a sentence's terms weigh alike but for those in the heading too
    assert prices > covered * ferry > gulls


def test_all_that_a_sentence_gains_counts_by_its_form() -> None:
    collection = collect((TEXT,))
    assert rank_by_content(collection).factors == pytest.approx(telling(collection))


def test_alone_a_sentence_gains_its_value_and_all_it_covers() -> None:
    ranking = rank_by_content(collect((TEXT,)))
    covered = sum(ranking.weights[concept] for concept in ranking.covers[1])
    assert worth_alone(ranking)[1] == pytest.approx(ranking.factors[1] * (ranking.values[1] + covered))
