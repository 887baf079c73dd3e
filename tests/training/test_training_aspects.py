from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from compressor.errors import InputError
from compressor.extraction.found import Range
from compressor.extraction.nlp import load
from compressor.options import DEFAULT_PIPELINE
from compressor.training.aspects import Settings, Training, check_reviews, train_aspects
from compressor.training.lessons import read_all
from compressor.training.reviews import Review, Triplet, read_reviews

REVIEWS = read_reviews(Path(__file__).with_name("reviews.jsonl"))


@pytest.fixture(scope="module")
def training() -> Training:
    return train_aspects(REVIEWS, REVIEWS[:2], settings=Settings(epochs=2))


def test_what_is_scored_on_is_not_learned_from(training: Training) -> None:
    assert training.dropped == 2
    assert training.sentences == len(REVIEWS) - 2
    assert training.scores is not None
    assert training.scores.wanted == 4
    assert training.scores.right <= training.scores.found


def test_the_same_reviews_give_the_same_engine_whoever_watches(training: Training) -> None:
    steps = list[int]()
    again = train_aspects(REVIEWS, REVIEWS[:2], settings=Settings(epochs=2), step=steps.append).engine
    assert steps == [6] * 6  # two epochs of three taggers
    assert again.least == training.engine.least
    for one, other in ((again.pairs, training.engine.pairs), (again.polarities, training.engine.polarities)):
        assert (one.weights == other.weights).all()
    weights = training.engine.tagger.weights()
    assert all((array == weights[name]).all() for name, array in again.tagger.weights().items())


def test_in_a_neutral_text_less_is_found() -> None:
    text = "The kettle boils quickly. The lid is loose. The lamp is dim."
    quiet = train_aspects(REVIEWS, settings=Settings(epochs=1, neutral=[text] * 40)).engine
    loud = train_aspects(REVIEWS, settings=Settings(epochs=1)).engine
    (parsed,) = (read.parsed for read in read_all(load(DEFAULT_PIPELINE), [Review(text, ())]))
    assert sum(one.confidence for one in quiet.find([parsed])) < sum(one.confidence for one in loud.find([parsed]))


GOOD = Review("fine soup", (Triplet(Range(5, 9), Range(0, 4), "positive"),))
BAD = Review("cold soup", (Triplet(Range(5, 9), Range(0, 4), "negative"),))
UNNAMED = [Review("fine", (Triplet(None, Range(0, 4), polarity),)) for polarity in ("positive", "negative")]


@pytest.mark.parametrize(
    ("reviews", "message"),
    [
        ([GOOD] * 5 + [BAD] * 4, "x.jsonl has 9 reviews with an opinion; expected 10 or more"),
        ([GOOD] * 10, "all opinions of x.jsonl are positive; expected opinions of two polarities"),
        (UNNAMED * 5, "x.jsonl has no opinion with both words in 'aspect' and words in 'opinion'"),
    ],
)
def test_reviews_that_teach_nothing_are_refused(reviews: Sequence[Review], message: str) -> None:
    with pytest.raises(InputError) as caught:
        check_reviews(reviews, "x.jsonl")
    assert message in str(caught.value)


def test_nothing_may_be_left_to_learn_from() -> None:
    with pytest.raises(InputError, match="no sentence with an opinion is left"):
        train_aspects(REVIEWS, REVIEWS)
