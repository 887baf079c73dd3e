"""Train an engine of aspects: the tagger, then the linear models on what taggers find in reviews they have not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.aspects.candidates import Sentence, Tagging, read
from compressor.extraction.aspects.cues import Cues
from compressor.extraction.aspects.gate import gate_cues
from compressor.extraction.aspects.linear import Linear, Row, fit
from compressor.extraction.aspects.opinions import Tokens
from compressor.extraction.aspects.tagger import Tagger
from compressor.extraction.aspects.trained import POLARITIES, Pair, Trained, choose, read_sentences
from compressor.training.lessons import Lesson
from compressor.training.tagging import Step, teach

if TYPE_CHECKING:
    from spacy.language import Language

FOLDS = 2
STEPS = FOLDS + 1  # taggers that are taught, and so steps for each epoch
_THRESHOLDS = [share / 100 for share in range(10, 61, 2)]
_AS_GOOD = 0.99  # of the best F1: what it is worth to find fewer that are wrong


class Plan(NamedTuple):
    """How to train."""

    pipeline: Language
    epochs: int
    seed: int
    broad: bool = False
    step: Step = None

    def taught(self, lessons: Sequence[Lesson]) -> Tagger:
        return teach(lessons, self.pipeline, self.epochs, self.seed, self.step)


class Judged(NamedTuple):
    """The pairs of a sentence, their features, whether each is right, and how many are wanted."""

    pairs: list[tuple[Tokens, Tokens | None]]
    features: list[Row]
    right: list[int]
    wanted: int


def train(lessons: Sequence[Lesson], plan: Plan, neutral: Sequence[Lesson] = ()) -> Trained:
    """Return an engine that has learned from the lessons; in the neutral ones every candidate is wrong."""
    judged = [one for fold in range(FOLDS) for one in _unseen(lessons, fold, plan)]
    tagger = plan.taught(lessons)
    judged += _judged(neutral, tagger)
    gate, polarities = _fit_gate([*lessons, *neutral], plan.seed), _fit_polarities(lessons, plan.seed)
    least = best_threshold(judged, plan.seed)
    return Trained(gate, tagger, fit_pairs(judged, plan.seed), polarities, least, plan.broad)


def _unseen(lessons: Sequence[Lesson], fold: int, plan: Plan) -> Iterator[Judged]:
    """Judge the lessons of a fold as a tagger sees them that has read the others."""
    tagger = plan.taught([lesson for lesson in lessons if lesson.review % FOLDS != fold])
    return _judged([lesson for lesson in lessons if lesson.review % FOLDS == fold], tagger)


def _judged(lessons: Sequence[Lesson], tagger: Tagger) -> Iterator[Judged]:
    sentences = read_sentences(tagger, [lesson.place for lesson in lessons])
    return (judge(sentence, lesson) for sentence, lesson in zip(sentences, lessons, strict=True))


def judge(sentence: Sentence, lesson: Lesson) -> Judged:
    """Return which pairs of a sentence are right."""
    cues, wanted = Cues(sentence), {(one.words, one.term) for one in lesson.opinions}
    pairs = list(sentence.pairs())
    return Judged(pairs, [cues.of_pair(*pair) for pair in pairs], [int(pair in wanted) for pair in pairs], len(wanted))


def fit_pairs(judged: Sequence[Judged], seed: int) -> Linear:
    """Return what tells right pairs from others."""
    rows = [row for one in judged for row in one.features]
    return fit(rows, [right for one in judged for right in one.right], 2, seed)


def _fit_gate(lessons: Sequence[Lesson], seed: int) -> Linear:
    rows = [gate_cues(lesson.place) for lesson in lessons]
    return fit(rows, [int(bool(lesson.opinions)) for lesson in lessons], 2, seed)


def _fit_polarities(lessons: Sequence[Lesson], seed: int) -> Linear:
    rows, labels = list[Row](), list[int]()
    for lesson in lessons:
        cues = Cues(read(lesson.place, Tagging()))
        for one in lesson.opinions:
            rows.append(cues.of_polarity(one.words, one.term))
            labels.append(POLARITIES.index(one.polarity))
    return fit(rows, labels, len(POLARITIES), seed)


def best_threshold(judged: Sequence[Judged], seed: int) -> float:
    """Return the highest probability from which pairs are taken about as well as from the best.

    What is fitted to one half of the sentences decides on the other.
    """
    counts = {least: [0, 0, 0] for least in _THRESHOLDS}
    halves = judged[::2], judged[1::2]
    for learned, held in (halves, halves[::-1]):
        model = fit_pairs(learned, seed)
        for one in held:
            shares = model.probabilities(one.features)[:, 1].tolist()
            scored = [Pair(*pair, share) for pair, share in zip(one.pairs, shares, strict=True)]
            right = {pair for pair, is_right in zip(one.pairs, one.right, strict=True) if is_right}
            for least, count in counts.items():
                chosen = choose(pair for pair in scored if pair.probability >= least)
                count[0] += sum((pair.opinion, pair.term) in right for pair in chosen)
                count[1] += len(chosen)
                count[2] += one.wanted
    f1 = {least: 2 * right / max(1, found + wanted) for least, (right, found, wanted) in counts.items()}
    return max(least for least in _THRESHOLDS if f1[least] >= _AS_GOOD * max(f1.values()))
