from __future__ import annotations

from compressor.relevance.collection import collect
from compressor.selection.ranking import rank_by_question

TEXT = "The ferry leaves at noon. Gulls cry. The ferry is white."


def test_a_question_ranks_by_relevance_and_covers_nothing() -> None:
    ranking = rank_by_question(collect((TEXT,)), "When does the ferry leave?", 100)
    assert ranking is not None
    assert ranking.values.argmax() == 0
    assert ranking.covers == [(), (), ()]


def test_a_question_that_nothing_matches_does_not_rank() -> None:
    assert rank_by_question(collect((TEXT,)), "zebra", 100) is None
