"""Teach the tagger the spans of aspects and opinions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from compressor.extraction.aspects.candidates import ASPECT, OPINION, Tagged
from compressor.extraction.aspects.opinions import Tokens
from compressor.extraction.aspects.tagger import Tagger, Words
from compressor.training.lessons import Lesson

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

RATE, DROPOUT, DECAY = 0.001, 0.3, 0.01
_FEWEST, _MOST = 400, 2_000  # words a batch: it grows as the weights settle
_GROWTH = 1.002

Step = Callable[[], None] | None  # called after each reading of the lessons


def teach(lessons: Sequence[Lesson], pipeline: Language, epochs: int, seed: int, step: Step = None) -> Tagger:
    """Return a tagger that has read the lessons so many times."""
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(seed)
    tagger = Tagger()
    tagger.start_from(pipeline)
    examples = [_example(tagger, lesson) for lesson in lessons]
    optimizer = Adam(RATE, L2=DECAY, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    order, size = random.Random(seed), float(_FEWEST)
    for _ in range(epochs):
        order.shuffle(examples)
        for batch in _batches(examples, int(size)):
            tagger.component.update(batch, drop=DROPOUT, sgd=optimizer)
            size = min(size * _GROWTH, _MOST)
        if step:
            step()
    averages = optimizer.averages
    with tagger.component.model.use_params(averages):
        weights = tagger.weights()
    tagger.set_weights(weights)
    return tagger


def _batches(examples: Sequence[Example], size: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    words = 0
    for example in examples:
        batch.append(example)
        words += len(example.reference)
        if words >= size:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _example(tagger: Tagger, lesson: Lesson) -> Example:
    from spacy.training import Example

    syntax, tokens = lesson.syntax, slice(*lesson.tokens)
    doc = tagger.doc(Words(syntax.forms[tokens], [not joined for joined in syntax.joined[tokens]]))
    return Example.from_dict(doc, {"entities": _tags(lesson)})


def _tags(lesson: Lesson) -> list[str]:
    """Return a tag in the BILUO scheme for each token of the sentence."""
    start, end = lesson.tokens
    tags = ["O"] * (end - start)
    for label, (first, last) in _spans(lesson):
        tags[first - start : last - start] = [f"I-{label}"] * (last - first)
        if last - first == 1:
            tags[first - start] = f"U-{label}"
        else:
            tags[first - start], tags[last - 1 - start] = f"B-{label}", f"L-{label}"
    return tags


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
