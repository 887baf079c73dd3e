"""Teach the tagger the spans of aspects and opinions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from compressor.extraction.aspects.candidates import ASPECT, OPINION, Tagged
from compressor.extraction.aspects.opinions import Tokens
from compressor.extraction.aspects.tagger import Tagger
from compressor.extraction.aspects.tags import TAGS, Floats
from compressor.training.lessons import Lesson

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RATE, DROPOUT, DECAY = 0.001, 0.3, 0.01
_FEWEST, _MOST = 400, 2_000  # words a batch: it grows as the weights settle
_GROWTH = 1.002

Step = Callable[[], None] | None  # called after each reading of the lessons


class Example(NamedTuple):
    """A sentence and the tags wanted of it: (tokens, tags), one where it has the tag."""

    doc: Doc
    wanted: Floats


def teach(lessons: Sequence[Lesson], pipeline: Language, epochs: int, seed: int, step: Step = None) -> Tagger:
    """Return a tagger that has read the lessons so many times."""
    from thinc.api import Adam, fix_random_seed, set_dropout_rate

    fix_random_seed(seed)
    tagger = Tagger()
    tagger.start_from(pipeline)
    examples = [_example(tagger, lesson) for lesson in lessons]
    optimizer = Adam(RATE, L2=DECAY, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    order, size = random.Random(seed), float(_FEWEST)
    set_dropout_rate(tagger.model, DROPOUT)
    for _ in range(epochs):
        order.shuffle(examples)
        for batch in _batches(examples, int(size)):
            shares, backprop = tagger.model.begin_update([example.doc for example in batch])
            backprop([share - example.wanted for share, example in zip(shares, batch, strict=True)])
            tagger.model.finish_update(optimizer)
            size = min(size * _GROWTH, _MOST)
        if step:
            step()
    with tagger.model.use_params(optimizer.averages):
        weights = tagger.weights()
    tagger.set_weights(weights)
    return tagger


def _batches(examples: Sequence[Example], size: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    words = 0
    for example in examples:
        batch.append(example)
        words += len(example.doc)
        if words >= size:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _example(tagger: Tagger, lesson: Lesson) -> Example:
    return Example(tagger.doc(lesson.place), np.eye(len(TAGS), dtype=np.float32)[_tags(lesson)])


def _tags(lesson: Lesson) -> list[int]:
    """Return the tag of each token of the sentence."""
    start, end = lesson.place.tokens
    tags = ["O"] * (end - start)
    for label, (first, last) in _spans(lesson):
        tags[first - start : last - start] = [f"I-{label}"] * (last - first)
        if last - first == 1:
            tags[first - start] = f"U-{label}"
        else:
            tags[first - start], tags[last - 1 - start] = f"B-{label}", f"L-{label}"
    return [TAGS.index(tag) for tag in tags]


def _spans(lesson: Lesson) -> list[Tagged]:
    """Return the marked spans; of those that overlap the shortest, opinions before aspects."""
    opinions = {Tagged(OPINION, one.words) for one in lesson.opinions}
    terms = {Tagged(ASPECT, one.term) for one in lesson.opinions if one.term is not None}
    kept = list[Tagged]()
    for span in sorted(opinions | terms, key=lambda span: (span.label != OPINION, _length(span.tokens), span.tokens)):
        if all(span.tokens.end <= other.tokens.start or other.tokens.end <= span.tokens.start for other in kept):
            kept.append(span)
    return kept


def _length(tokens: Tokens) -> int:
    return tokens.end - tokens.start
