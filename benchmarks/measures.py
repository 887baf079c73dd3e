"""What a context still holds of the evidence and of the answer to a question; README.md defines each measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from texts import content_words, sentence_spans, words

WINDOW = 80  # words: a longer sentence of a context is read in overlapping windows of this size
STEP = 40  # words from window to window, and in a piece of a longer sentence of evidence: one window holds the piece
MIN_CONTENT = 3  # distinct content words; sentences of evidence with fewer ("Yes, it is.") say too little to look for
ARTICLES = frozenset(("a", "an", "the"))
_ALPHANUMERIC = re.compile(r"[^\W_]+")


class Figures(NamedTuple):
    """Shares from 0 to 1; None where there is nothing to look for."""

    evidence: float | None
    order: float | None
    answer: float | None


class Unit(NamedTuple):
    """The distinct content words of a sentence, and the pairs that stand next to each other."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]


class Gold(NamedTuple):
    """What a context is expected to hold; made once for each question."""

    evidence: list[Unit]
    answers: list[str]


def gold(evidence: Iterable[str], answers: Iterable[str]) -> Gold:
    """Return what to look for: the sentences of the evidence and the answers that have words."""
    wanted = list(dict.fromkeys(unit for text in evidence for unit in _units(text, STEP)))
    long = [unit for unit in wanted if len(unit.words) >= MIN_CONTENT]
    return Gold(long or wanted, [folded for answer in answers if (folded := _folded(answer)).strip()])


def measure(context: str, wanted: Gold) -> Figures:
    """Return how much of what is wanted a context holds."""
    units = list(_units(context, WINDOW))
    folded = _folded(context)
    return Figures(
        evidence=_recall([unit.words for unit in wanted.evidence], [unit.words for unit in units]),
        order=_recall([unit.pairs for unit in wanted.evidence], [unit.pairs for unit in units]),
        answer=float(any(answer in folded for answer in wanted.answers)) if wanted.answers else None,
    )


def mean(figures: Sequence[Figures]) -> Figures:
    """Return the mean of each measure over those that have it."""
    return Figures(*map(_mean, zip(*figures, strict=True)))


def _mean(shares: Iterable[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return fmean(known) if known else None


def _recall(wanted: Iterable[frozenset[object]], units: Sequence[frozenset[object]]) -> float | None:
    """Return the mean, over what is wanted, of the best share of it that stands together in one unit."""
    best = [max((len(want & unit) for unit in units), default=0) / len(want) for want in wanted if want]
    return fmean(best) if best else None


def _units(text: str, size: int) -> Iterator[Unit]:
    """Yield the sentences that have content, those longer than WINDOW in pieces of `size` words."""
    for start, end in sentence_spans(text):
        sentence = words(text[start:end])
        whole = len(sentence) <= WINDOW
        for first in [0] if whole else range(0, len(sentence) - size + STEP, STEP):
            content = content_words(sentence if whole else sentence[first : first + size])
            if content:
                yield Unit(frozenset(content), frozenset(pairwise(content)))


def _folded(text: str) -> str:
    """Return the words without case, punctuation and articles, each between blanks."""
    return f" {' '.join(word for word in _ALPHANUMERIC.findall(text.lower()) if word not in ARTICLES)} "
