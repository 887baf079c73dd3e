from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.relevance.bm25 import index
from compressor.relevance.question import (
    FADING,
    QUOTED_WEIGHT,
    TOPIC_TERMS,
    asks_about_document,
    asks_for_date,
    read,
    shared,
)
from compressor.relevance.terms import terms


def test_a_short_question_weighs_its_terms_alike() -> None:
    assert read("When does the ferry leave the harbour?") == {"ferri": 1, "leav": 1, "harbour": 1}


def test_a_long_question_names_its_topic_first() -> None:
    weights = list(read(" ".join(f"word{i}" for i in range(TOPIC_TERMS + FADING + 1))).values())
    assert weights[:TOPIC_TERMS] == [1] * TOPIC_TERMS
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] == pytest.approx(0.5)


def test_what_is_said_again_counts_for_less_than_twice() -> None:
    weights = read("Which pump is the spare pump?")
    assert weights["spare"] < weights["pump"] < 2 * weights["spare"]


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "``"])
def test_a_quoted_name_weighs_more(marks: str) -> None:
    weights = read(f"What does {marks[0]}notice period{marks[1]} mean here?")
    assert weights["notic"] == weights["period"] == QUOTED_WEIGHT * weights["mean"]


def test_words_about_the_asking_are_left_out() -> None:
    assert set(read("Summarize the discussion of the harbour and explain the details")) == {"harbour"}


def test_words_about_the_asking_count_where_there_are_no_others() -> None:
    assert set(read("Who tells and who explains?")) == {"tell", "explain"}


@given(st.text(max_size=80))
def test_any_question_can_be_read(question: str) -> None:
    weights = read(question)
    assert set(weights) <= set(terms(question))
    assert bool(weights) == bool(terms(question))
    assert all(weight > 0 for weight in weights.values())


def test_terms_that_stand_together_share_their_weight() -> None:
    postings = index([["saline", "salt"], ["saline", "salt"], ["pain"], ["sea"]])
    weights = shared(postings, {"saline": 1.0, "salt": 1.0, "pain": 1.0})
    assert weights["pain"] == pytest.approx(1)
    assert weights["saline"] == weights["salt"] == pytest.approx(2**-0.5)


def test_terms_that_stand_nowhere_are_left_out() -> None:
    assert shared(index([["sea"]]), {"sea": 1.0, "pain": 1.0}) == {"sea": 1.0}


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("When did the ferry sail?", True),
        ("What is the expiration date?", True),
        ("In which year was it founded?", True),
        ("Whenever does it rain?", False),
        ("Who updated the plan?", False),
    ],
)
def test_questions_for_a_date_are_told_from_others(question: str, asked: bool) -> None:
    assert asks_for_date(question) is asked


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Who are the parties to this contract?", True),
        ("What is the title of the annual report?", True),
        ("Who reported the fault?", False),
        ("Which contracts were signed?", False),
    ],
)
def test_questions_about_the_document_are_told_from_others(question: str, about: bool) -> None:
    assert asks_about_document(question) is about
