"""Train an engine of aspects from reviews, and score it on others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from compressor.errors import InputError
from compressor.extraction.aspects.trained import Trained
from compressor.extraction.nlp import load
from compressor.options import DEFAULT_PIPELINE
from compressor.training.engine import STEPS, Plan, train
from compressor.training.lessons import Lesson, lessons_of, read_all
from compressor.training.reviews import Review, Triplet

if TYPE_CHECKING:
    from compressor.extraction.aspects.engines import AspectEngine

SEED = 1
FEWEST = 10  # reviews with an opinion
_FEWEST_EPOCHS, _MOST_EPOCHS, _WORDS = 6, 20, 400_000  # small sets are read more often

Step = Callable[[int], None]  # takes how many steps there are in all


class Settings(NamedTuple):
    """How to train."""

    epochs: int | None = None  # times to read the reviews; None: more often the fewer they are
    broad: bool = False  # for texts of other kinds than the reviews
    neutral: Sequence[str] = ()  # texts in which no opinion is to be found


class Scores(NamedTuple):
    """How many opinions are found, wanted, and both."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


class Training(NamedTuple):
    """A trained engine, and what it learned from."""

    engine: Trained
    sentences: int
    opinions: int
    dropped: int  # sentences left out because they stand in the reviews to score on
    scores: Scores | None


def check_reviews(reviews: Sequence[Review], name: str) -> None:
    """Refuse reviews that nothing can be learned from; raises InputError."""
    marked = [one for review in reviews for one in review.opinions]
    rated = sum(bool(review.opinions) for review in reviews)
    if rated < FEWEST:
        raise InputError(f"{name} has {rated} reviews with an opinion; expected {FEWEST} or more, better hundreds")
    polarities = {one.polarity for one in marked}
    if len(polarities) == 1:
        raise InputError(f"all opinions of {name} are {polarities.pop()}; expected opinions of two polarities or more")
    if not any(one.aspect and one.opinion for one in marked):
        raise InputError(f"{name} has no opinion with both words in 'aspect' and words in 'opinion'; mark some")


def train_aspects(
    reviews: Sequence[Review], dev: Sequence[Review] = (), *, settings: Settings | None = None, step: Step | None = None
) -> Training:
    """Train on reviews and, if there are any, score on others, none of whose sentences is learned from.

    `step` is called with the number of all steps after each. The same reviews give the same engine.
    """
    check_reviews(reviews, "the training data")
    nlp = load(DEFAULT_PIPELINE)
    lessons = list(lessons_of(list(read_all(nlp, reviews)), reviews))
    known = {_words(lesson) for lesson in lessons_of(list(read_all(nlp, dev)), dev)}
    kept = [lesson for lesson in lessons if _words(lesson) not in known]
    if not any(lesson.opinions for lesson in kept):
        raise InputError("no sentence with an opinion is left to learn from: all stand in the reviews to score on too")
    settings = settings or Settings()
    epochs = settings.epochs or max(_FEWEST_EPOCHS, min(_MOST_EPOCHS, _WORDS // sum(map(_length, kept))))
    plan = Plan(nlp, epochs, SEED, settings.broad, partial(step, STEPS * epochs) if step else None)
    texts = [Review(text, ()) for text in settings.neutral]
    engine = train(kept, plan, list(lessons_of(list(read_all(nlp, texts)), texts)))
    opinions = sum(len(lesson.opinions) for lesson in kept)
    return Training(engine, len(kept), opinions, len(lessons) - len(kept), score(engine, dev) if dev else None)


def score(engine: AspectEngine, reviews: Sequence[Review]) -> Scores:
    """Compare what an engine finds with what is marked: aspect, opinion and polarity, exactly.

    Opinions on an aspect without words of its own count if the reviews mark such.
    """
    implicit = any(one.aspect is None for review in reviews for one in review.opinions)
    reads = list(read_all(load(DEFAULT_PIPELINE), reviews))
    found: list[set[Triplet]] = [set() for _ in reviews]
    for number, parsed in reads:
        triplets = (Triplet(one.term, one.opinion, one.polarity) for one in engine.find([parsed]))
        found[number].update(one for one in triplets if implicit or one.aspect)
    wanted = [set(review.opinions) for review in reviews]
    right = sum(len(one & other) for one, other in zip(found, wanted, strict=True))
    return Scores(right, sum(map(len, found)), sum(map(len, wanted)))


def _words(lesson: Lesson) -> tuple[str, ...]:
    return tuple(lesson.place.syntax.words[slice(*lesson.place.tokens)])


def _length(lesson: Lesson) -> int:
    return lesson.place.tokens.end - lesson.place.tokens.start
