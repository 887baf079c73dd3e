from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compressor import CompressorOptions, DocumentRecord, extract
from compressor.extraction.aspects.candidates import ASPECT, OPINION, Tagged
from compressor.extraction.aspects.core import core_of
from compressor.extraction.aspects.engines import aspect_engine
from compressor.extraction.aspects.opinions import Tokens
from compressor.extraction.aspects.tags import TAGS, taggings
from compressor.extraction.aspects.trained import Pair, choose
from compressor.extraction.nlp import Parsed
from compressor.extraction.syntax import syntax_of

Parse = Callable[[str], Parsed]
Row = tuple[str | None, str, str]
_SURE = 0.5  # of opinions, those below are right less often than not


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
        "The ship left the harbour at noon and reached Oslo on Friday.",
        "The court heard the case in May.",
        "The mask is too intricate to be copied at a reasonable price.",
        "Section 4 lists the tables and the columns of each.",
    ],
)
def test_neutral_prose_holds_no_opinion(text: str) -> None:
    assert rows(extract(text)) == []


@pytest.mark.parametrize("text", ["Bring boots.", "Take your passport.", "Pack two sandwiches."])
def test_a_request_holds_no_sure_opinion(text: str) -> None:
    assert [aspect for aspect in extract(text).aspects if aspect.confidence >= _SURE] == []


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


def test_a_named_aspect_may_count_more_than_none() -> None:
    named, unnamed = Pair(Tokens(5, 6), Tokens(2, 3), 0.3), Pair(Tokens(4, 6), None, 0.5)
    assert choose([named, unnamed]) == [unnamed]
    assert choose([named, unnamed], named=2.0) == [named]


@pytest.mark.parametrize(
    ("text", "phrase", "core"),
    [
        ("The soup was very good.", "very good", "good"),
        ("The lamp is easy to set up.", "easy to set up", "easy"),
        ("The battery gets so hot.", "gets so hot", "hot"),
        ("The lamp is not good.", "not good", "not good"),
        ("The light is too bright.", "too bright", "too bright"),
        ("The hinge broke.", "broke", "broke"),
    ],
)
def test_the_core_of_an_opinion_is_what_it_says_of_its_aspect(parse: Parse, text: str, phrase: str, core: str) -> None:
    syntax, words = syntax_of(parse(text).doc), phrase.split()
    start = next(start for start in range(len(syntax.words)) if syntax.words[start : start + len(words)] == words)
    assert syntax.forms[slice(*core_of(syntax, Tokens(start, start + len(words))))] == core.split()


@settings(max_examples=30)
@given(st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=6), st.integers(min_value=0))
def test_tags_amount_to_spans_that_lie_apart(lengths: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    shares = [random.dirichlet(np.full(len(TAGS), 0.2), length).astype(np.float32) for length in lengths]
    for length, tagging in zip(lengths, taggings(shares), strict=True):
        edges = [edge for span in tagging.spans for edge in span.tokens]
        assert edges == sorted(edges)
        assert all(start < end for _, (start, end) in tagging.spans)
        assert all(0 <= edge <= length for edge in edges)


def test_sure_tags_are_the_spans_they_spell() -> None:
    tags = ["U-ASPECT", "O", "B-OPINION", "I-OPINION", "L-OPINION", "B-ASPECT", "L-ASPECT"]
    (tagging,) = taggings([np.eye(len(TAGS), dtype=np.float32)[[TAGS.index(tag) for tag in tags]]])
    assert tagging.spans == (
        Tagged(ASPECT, Tokens(0, 1)),
        Tagged(OPINION, Tokens(2, 5)),
        Tagged(ASPECT, Tokens(5, 7)),
    )
    assert tagging.shares[OPINION].within == [0, 0, 1, 1, 1, 0, 0]


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
