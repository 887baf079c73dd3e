from __future__ import annotations

import pytest

from compressor.records import DocumentRecord, Entity, Span
from compressor.relevance.collection import collect
from compressor.selection.ranking import ENTITY_WEIGHT, rank_by_content, rank_by_question

TEXT = "The ferry leaves at noon. Gulls cry. The ferry is white."


def record(name: str, *starts: int) -> DocumentRecord:
    mentions = tuple(Span(start=start, end=start + len(name), quote=name) for start in starts)
    entity = Entity(id="e1", name=name, type="PRODUCT", mentions=mentions, salience=0.5)
    return DocumentRecord(sha256="0" * 64, characters=100, entities=(entity,))


def test_a_question_ranks_by_relevance_and_covers_nothing() -> None:
    ranking = rank_by_question(collect((TEXT,)), "When does the ferry leave?", 100)
    assert ranking is not None
    assert ranking.values.argmax() == 0
    assert ranking.covers == [(), (), ()]


def test_a_question_that_nothing_matches_does_not_rank() -> None:
    assert rank_by_question(collect((TEXT,)), "zebra", 100) is None


def test_content_ranks_by_terms_that_return() -> None:
    ranking = rank_by_content(collect((TEXT,)), [])
    shared = set(ranking.covers[0]) & set(ranking.covers[2])
    assert len(shared) == 1  # the ferry
    ferry = shared.pop()
    assert ranking.weights[ferry] > max(w for concept, w in enumerate(ranking.weights) if concept != ferry)


def test_an_entity_is_covered_where_it_is_mentioned_and_weighs_by_its_salience() -> None:
    texts = ("Gulls cry.", TEXT)
    ranking = rank_by_content(collect(texts), [record("Gulls", 0), record("ferry", 4, 41)])
    terms = list(ranking.weights[:-2])
    gulls, ferry = len(terms), len(terms) + 1
    assert [ferry in covered for covered in ranking.covers] == [False, True, False, True]
    assert [gulls in covered for covered in ranking.covers] == [True, False, False, False]
    assert ranking.weights[ferry] == pytest.approx(ENTITY_WEIGHT * 0.5 * max(terms))


def test_what_stands_early_in_its_document_is_worth_more() -> None:
    text = "Red kites nest here. " + "The wind turned again. " * 20 + "Blue boats sail there."
    ranking = rank_by_content(collect((text, "Tall masts lean over.")), [])
    assert ranking.values[0] == ranking.values[-1] > 10 * ranking.values[-2] > 0
