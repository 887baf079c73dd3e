"""Tags of tokens as parts of aspects and opinions, in the BILUO scheme, and the spans that tags amount to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from compressor.extraction.aspects.candidates import ASPECT, OPINION, Shares, Tagged, Tagging
from compressor.extraction.aspects.opinions import Tokens

Floats = npt.NDArray[np.float32]

TAGS = ("O", *(f"{part}-{label}" for label in (ASPECT, OPINION) for part in "BILU"))
_LEAST = 1e-9  # the probability of what cannot be


def _allowed(allowed: list[Any]) -> Floats:
    return np.log(np.maximum(np.array(allowed, dtype=np.float32), _LEAST))


def _may_follow(tag: str, following: str) -> bool:
    return following[0] in "IL" and following[1:] == tag[1:] if tag[0] in "BI" else following[0] in "OBU"


_FOLLOWS = _allowed([[_may_follow(tag, following) for following in TAGS] for tag in TAGS])
_FIRST, _LAST = _allowed([tag[0] in "OBU" for tag in TAGS]), _allowed([tag[0] in "OLU" for tag in TAGS])


def taggings(shares: Sequence[Floats]) -> Iterator[Tagging]:
    """Yield what the probabilities of the tags of sentences, each (tokens, tags), amount to."""
    for share, tags in zip(shares, _best(shares), strict=True):
        yield Tagging(tuple(_spans(tags)), {ASPECT: _shares(share[:, 1:5]), OPINION: _shares(share[:, 5:9])})


def _shares(share: Floats) -> Shares:
    begin, inside, last, only = share.T
    return Shares((begin + inside + last + only).tolist(), (begin + only).tolist(), (last + only).tolist())


def _best(shares: Sequence[Floats]) -> Iterator[list[int]]:
    """Yield the likeliest tags of each sentence that may follow each other (Viterbi), worked out for all at once."""
    lengths = np.array([len(share) for share in shares])
    steps = np.full((int(lengths.max()), len(shares), len(TAGS)), _LEAST, dtype=np.float32)
    for number, share in enumerate(shares):
        steps[: len(share), number] = share
    steps = np.log(np.maximum(steps, _LEAST))
    steps[lengths - 1, np.arange(len(shares))] += _LAST
    score, ways = steps[0] + _FIRST, list[npt.NDArray[Any]]()
    final = score
    for number, step in enumerate(steps[1:], 1):
        reached = score[:, :, None] + _FOLLOWS
        ways.append(reached.argmax(axis=1))
        score = reached.max(axis=1) + step
        final = np.where((lengths > number)[:, None], score, final)
    tags = _traced(final.argmax(axis=1), ways, lengths)
    yield from (tags[:length, number].tolist() for number, length in enumerate(lengths))


def _traced(last: npt.NDArray[Any], ways: Sequence[npt.NDArray[Any]], lengths: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the tags (tokens, sentences) that lead to the last ones."""
    tags = np.zeros((len(ways) + 1, len(last)), dtype=int)
    tag, every = last, np.arange(len(last))
    for number in range(len(ways), -1, -1):
        tag = np.where(lengths - 1 == number, last, tag)
        tags[number] = tag
        if number:
            tag = ways[number - 1][every, tag]
    return tags


def _spans(tags: Sequence[int]) -> Iterator[Tagged]:
    start = 0
    for token, number in enumerate(tags):
        part, _, label = TAGS[number].partition("-")
        if part in "BU":
            start = token
        if part in "LU":
            yield Tagged(label, Tokens(start, token + 1))
