from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compressor import CompressorOptions, DocumentRecord, extract
from compressor.extraction.aspects.engines import aspect_engine
from compressor.extraction.aspects.opinions import Tokens
from compressor.extraction.aspects.trained import Pair, choose
from compressor.extraction.nlp import Parsed

Parse = Callable[[str], Parsed]
Row = tuple[str | None, str, str]


def rows(record: DocumentRecord) -> list[Row]:
    return [
        (aspect.term.quote if aspect.term else None, aspect.opinion.quote if aspect.opinion else "", aspect.polarity)
        for aspect in record.aspects
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The battery life is excellent.", ("battery life", "excellent", "positive")),
        ("It has a terrible screen.", ("screen", "terrible", "negative")),
        ("The handle is very comfortable.", ("handle", "comfortable", "positive")),
        ("I love the keyboard.", ("keyboard", "love", "positive")),
        ("We were disappointed with the service.", ("service", "disappointed", "negative")),
    ],
)
def test_a_plain_opinion_is_found(text: str, expected: Row) -> None:
    assert expected in rows(extract(text))


def test_an_opinion_may_have_no_named_aspect() -> None:
    found = [row for row in rows(extract("Bought it for my son. Very comfortable, would buy again.")) if row[0] is None]
    assert found
    assert {polarity for _, _, polarity in found} == {"positive"}


@pytest.mark.parametrize(
    ("text", "term"),
    [("The inn's soup was delicious.", "soup"), ("I love their bread!", "bread"), ("My kettle is terrible.", "kettle")],
)
def test_a_term_leaves_out_whose_a_thing_is(text: str, term: str) -> None:
    assert [row[0] for row in rows(extract(text))] == [term]


def test_words_that_hyphens_join_stay_together() -> None:
    assert ("app", "user-friendly", "positive") in rows(extract("I think that the app is user-friendly."))
    assert rows(extract("Five dry-dockings were planned for the spring.")) == []


def test_nothing_is_said_of_itself() -> None:
    for row in rows(extract("I love it. Good, good soup and good, good bread!")):
        assert row[0] != row[1]


@pytest.mark.parametrize(
    "text",
    [
        "Bring boots.",
        "The ship left the harbour at noon and reached Oslo on Friday.",
        "The court heard the case in May.",
        "Section 4 lists the tables and the columns of each.",
    ],
)
def test_neutral_prose_holds_no_opinion(text: str) -> None:
    assert rows(extract(text)) == []


def test_the_rules_can_be_asked_for() -> None:
    assert aspect_engine("rules") is aspect_engine("rules")
    assert aspect_engine("rules") is not aspect_engine("trained")
    record = extract("The lens is not sharp.", options=CompressorOptions(aspects="rules"))
    assert rows(record) == [("lens", "sharp", "negative")]


def test_of_pairs_that_cut_the_same_words_the_likeliest_is_taken() -> None:
    good, very_good, life, battery_life = Tokens(5, 6), Tokens(4, 6), Tokens(2, 3), Tokens(1, 3)
    pairs = [Pair(good, life, 0.4), Pair(very_good, battery_life, 0.6), Pair(very_good, life, 0.5)]
    assert choose([*pairs, Pair(very_good, None, 0.55), Pair(very_good, Tokens(8, 9), 0.3)]) == [
        Pair(very_good, battery_life, 0.6),
        Pair(very_good, Tokens(8, 9), 0.3),
    ]


WORDS = ["the", "lamp", "soup", "is", "not", "very", "good", "bad", "I", "love", "it", ".", "!", "and", "é", "🙂", "  "]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_quotes_are_the_text_at_their_offsets(words: list[str]) -> None:
    text = f"Well {' '.join(words)}"
    for aspect in extract(text).aspects:
        for span in (aspect, aspect.term, aspect.opinion):
            if span is not None:
                assert text[span.start : span.end] == span.quote
                assert aspect.start <= span.start < span.end <= aspect.end
        assert 0 <= aspect.confidence <= 1
