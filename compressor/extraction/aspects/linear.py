"""Logistic regression over hashed features, in numpy: nothing of the words it learned from is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Part = Sequence[int]  # the numbers of features
Row = Sequence[Part]  # parts that rows share, as the same object, are summed once

BUCKETS = 1 << 16
_EPOCHS, _BATCH, _RATE, _PENALTY = 6, 128, 0.05, 2e-4


@lru_cache(maxsize=1 << 16)
def number(cue: str) -> int:
    """Return the number of a feature, the same on every machine."""
    return crc32(cue.encode()) % BUCKETS


def hashed(cues: Iterable[str]) -> list[int]:
    """Return the numbers of features."""
    return [number(cue) for cue in cues]


@dataclass(frozen=True, slots=True)
class Linear:
    """A softmax over classes; `weights` is (BUCKETS, classes), `bias` (classes,)."""

    weights: Floats
    bias: Floats

    def probabilities(self, rows: Sequence[Row]) -> Floats:
        """Return the probability of each class (rows, classes)."""
        if not rows:
            return np.zeros((0, len(self.bias)), dtype=np.float32)
        parts = {id(part): part for row in rows for part in row}
        places = {key: place for place, key in enumerate(parts)}
        sums = self._sums(list(parts.values()))
        chosen = sums[[places[id(part)] for row in rows for part in row]]
        scores: Floats = np.add.reduceat(chosen, _starts([len(row) for row in rows]), axis=0)
        return _softmax(scores + self.bias)

    def _sums(self, parts: Sequence[Part]) -> Floats:
        cues = np.fromiter(chain.from_iterable(parts), dtype=np.int64)
        sums: Floats = np.add.reduceat(self.weights[cues], _starts([len(part) for part in parts]), axis=0)
        return sums


def fit(rows: Sequence[Row], labels: Sequence[int], classes: int, seed: int) -> Linear:
    """Learn from rows of features and their classes, by AdaGrad; the same seed gives the same weights."""
    weights = np.zeros((BUCKETS, classes), dtype=np.float32)
    bias = np.zeros(classes, dtype=np.float32)
    squares = np.full_like(weights, 1e-8)
    bias_squares = np.full_like(bias, 1e-8)
    wanted = np.eye(classes, dtype=np.float32)[np.asarray(labels)]
    flat = [np.fromiter(chain.from_iterable(row), dtype=np.int64) for row in rows]
    sizes = np.array([len(row) for row in flat])
    random = np.random.default_rng(seed)
    for _ in range(_EPOCHS):
        order = random.permutation(len(rows))
        for first in range(0, len(order), _BATCH):
            chosen = order[first : first + _BATCH]
            cues = np.concatenate([flat[row] for row in chosen])
            scores = np.add.reduceat(weights[cues], _starts(sizes[chosen]), axis=0)
            error = _softmax(scores + bias) - wanted[chosen]
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


def _starts(sizes: npt.ArrayLike) -> npt.NDArray[Any]:
    """Return where parts of these sizes, none of them empty, begin one after another."""
    return np.cumsum(sizes) - sizes


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares
