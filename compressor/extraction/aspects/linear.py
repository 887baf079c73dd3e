"""Logistic regression over hashed features, in numpy: nothing of the words it learned from is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Cues = Sequence[int]

BUCKETS = 1 << 16
_EPOCHS, _BATCH, _RATE, _PENALTY = 6, 128, 0.05, 2e-4


def hashed(cues: Iterable[str]) -> list[int]:
    """Return the numbers of features, the same on every machine."""
    return [crc32(cue.encode()) % BUCKETS for cue in cues]


@dataclass(frozen=True, slots=True)
class Linear:
    """A softmax over classes; `weights` is (BUCKETS, classes), `bias` (classes,)."""

    weights: Floats
    bias: Floats

    def probabilities(self, rows: Sequence[Cues]) -> Floats:
        """Return the probability of each class (rows, classes)."""
        if not rows:
            return np.zeros((0, len(self.bias)), dtype=np.float32)
        return _softmax(self._scores(np.concatenate([np.asarray(row) for row in rows]), [len(row) for row in rows]))

    def _scores(self, cues: npt.NDArray[Any], sizes: Sequence[int]) -> Floats:
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        scores: Floats = np.add.reduceat(self.weights[cues], starts, axis=0) + self.bias
        return scores


def fit(rows: Sequence[Cues], labels: Sequence[int], classes: int, seed: int) -> Linear:
    """Learn from rows of features and their classes, by AdaGrad; the same seed gives the same weights."""
    weights = np.zeros((BUCKETS, classes), dtype=np.float32)
    bias = np.zeros(classes, dtype=np.float32)
    squares = np.full_like(weights, 1e-8)
    bias_squares = np.full_like(bias, 1e-8)
    wanted = np.eye(classes, dtype=np.float32)[np.asarray(labels)]
    sizes = np.array([len(row) for row in rows])
    random = np.random.default_rng(seed)
    for _ in range(_EPOCHS):
        order = random.permutation(len(rows))
        for first in range(0, len(order), _BATCH):
            chosen = order[first : first + _BATCH]
            cues = np.concatenate([np.asarray(rows[row]) for row in chosen])
            error = _softmax(Linear(weights, bias)._scores(cues, list(sizes[chosen]))) - wanted[chosen]
            unique, places = np.unique(cues, return_inverse=True)
            gradient = np.zeros((len(unique), classes), dtype=np.float32)
            np.add.at(gradient, places, np.repeat(error, sizes[chosen], axis=0))
            gradient = gradient / len(chosen) + _PENALTY * weights[unique]
            squares[unique] += gradient**2
            weights[unique] -= _RATE * gradient / np.sqrt(squares[unique])
            step = error.mean(axis=0)
            bias_squares += step**2
            bias -= _RATE * step / np.sqrt(bias_squares)
    return Linear(weights, bias)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
