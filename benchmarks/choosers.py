"""Ways to choose in-context examples: this package's, and what people use instead."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from texts import words

from compressor.examples import ExampleOptions, ExampleSelector
from compressor.examples.options import Method

Choose = Callable[[str, int], list[int]]  # a query and a number of examples -> their places, the best first
TRADE_OFF = 0.5  # of relevance against novelty in MMR, as LangChain has it
Vector = dict[str, float]


class Chooser(NamedTuple):
    """A way to choose: `over(texts)` makes ready what it needs to know of the examples."""

    label: str
    over: Callable[[Sequence[str]], Choose]
    package: str | None = None

    def installed(self) -> bool:
        """Say whether the package it needs is here."""
        return self.package is None or find_spec(self.package) is not None


def ours(method: Method) -> Callable[[Sequence[str]], Choose]:
    """Return a method of this package."""

    def over(texts: Sequence[str]) -> Choose:
        selector = ExampleSelector(texts, ExampleOptions(method=method))
        return lambda query, k: list(selector.select(query, k=k).positions[::-1])

    return over


def jaccard(texts: Sequence[str]) -> Choose:
    """Compare the sets of words of the query and of every example, as tutorials do."""
    sets = [set(words(text)) for text in texts]

    def choose(query: str, k: int) -> list[int]:
        asked = set(words(query))
        return _best([len(asked & other) / (len(asked | other) or 1) for other in sets], k)

    return choose


def ngram_overlap(texts: Sequence[str]) -> Choose:
    """Compare by sentence BLEU as LangChain's NGramOverlapExampleSelector does."""
    from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu

    split = [text.split() for text in texts]
    smoothing = SmoothingFunction().method1

    def choose(query: str, k: int) -> list[int]:
        asked = query.split()
        return _best(
            [sentence_bleu([other], asked, smoothing_function=smoothing, auto_reweigh=True) for other in split], k
        )

    return choose


def mmr_textbook(texts: Sequence[str]) -> Choose:
    """Choose by maximal marginal relevance (Carbonell & Goldstein 1998), all similarities worked out at each step."""
    space = _Space(texts)

    def choose(query: str, k: int) -> list[int]:
        asked, chosen = space.vector(query), list[int]()
        while len(chosen) < min(k, len(texts)):
            worth = [
                TRADE_OFF * _dot(asked, vector)
                - (1 - TRADE_OFF) * max((_dot(vector, space.vectors[c]) for c in chosen), default=0.0)
                for vector in space.vectors
            ]
            chosen.append(next(i for i in _best(worth, len(chosen) + 1) if i not in chosen))
        return chosen

    return choose


def mmr_incremental(texts: Sequence[str]) -> Choose:
    """Choose the same, with what is known of each example kept from step to step."""
    space = _Space(texts)

    def choose(query: str, k: int) -> list[int]:
        asked = space.vector(query)
        relevance = [_dot(asked, vector) for vector in space.vectors]
        nearest, chosen = [0.0] * len(texts), list[int]()
        while len(chosen) < min(k, len(texts)):
            worth = [TRADE_OFF * r - (1 - TRADE_OFF) * n for r, n in zip(relevance, nearest, strict=True)]
            taken = next(i for i in _best(worth, len(chosen) + 1) if i not in chosen)
            chosen.append(taken)
            nearest = [max(n, _dot(v, space.vectors[taken])) for n, v in zip(nearest, space.vectors, strict=True)]
        return chosen

    return choose


class _Space:
    """Texts as tf-idf vectors of length 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(words(text)) for text in texts]
        holding = Counter(word for counts in counted for word in counts)
        self._rarity = {word: math.log((1 + len(texts)) / (1 + n)) + 1 for word, n in holding.items()}
        self.vectors = [self._unit(counts) for counts in counted]

    def vector(self, text: str) -> Vector:
        """Return the vector of a text; words of none of the texts are left out."""
        return self._unit(Counter(words(text)))

    def _unit(self, counts: Counter[str]) -> Vector:
        raw = {word: n * self._rarity[word] for word, n in counts.items() if word in self._rarity}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {word: weight / length for word, weight in raw.items()}


def _dot(one: Vector, other: Vector) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _best(scores: Sequence[float], k: int) -> list[int]:
    return sorted(range(len(scores)), key=lambda i: (-scores[i], i))[:k]


CHOOSERS = {
    "jaccard": Chooser("Jaccard of words", jaccard),
    "ngram": Chooser("n-gram overlap (BLEU)", ngram_overlap, package="nltk"),
    "mmr": Chooser("MMR, textbook", mmr_textbook),
    "mmr-incremental": Chooser("MMR, incremental", mmr_incremental),
    "ours-jaccard": Chooser("entity-compressor, jaccard", ours("jaccard")),
    "ours-bm25": Chooser("entity-compressor, bm25", ours("bm25")),
    "ours": Chooser("entity-compressor, coverage", ours("coverage")),
}
YARDSTICK = "jaccard"
