"""How fast records are extracted, beside the stock spaCy pipeline on the same text in the same run."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import NamedTuple

from speed import cpu_seconds
from stock import pipeline

from compressor import Compressor
from compressor.extraction.memo import memo_for

RUNS = 5


class Pace(NamedTuple):
    """CPU seconds of runs that took turns."""

    words: int
    ours: list[float]
    stock: list[float]

    @property
    def words_per_second(self) -> float:
        return self.words / statistics.median(self.ours)

    @property
    def ratio(self) -> float:
        """The share of the stock pipeline's time."""
        return statistics.median(one / other for one, other in zip(self.ours, self.stock, strict=True))


def measure(texts: Sequence[str]) -> Pace:
    """Time both sides, warm, but with nothing kept from the same words read before."""
    compressor, nlp = Compressor(), pipeline()

    def ours() -> None:
        memo_for.cache_clear()
        for text in texts:
            compressor.extract(text)

    def stock() -> None:
        for text in texts:
            nlp(text)

    ours()
    stock()
    times = [(cpu_seconds(ours), cpu_seconds(stock)) for _ in range(RUNS)]
    return Pace(sum(len(text.split()) for text in texts), [one for one, _ in times], [other for _, other in times])
