"""Polarity of opinion words, from the shipped lexicon (lexicon.tsv, which names its sources)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def score_of(word: str, lemma: str) -> float | None:
    """Return the polarity of a lower-case word, from -4 to 4, or None where it is no opinion word."""
    scores = _scores()
    return scores.get(word) or scores.get(lemma)


@cache
def _scores() -> dict[str, float]:
    text = files("compressor.extraction").joinpath("lexicon.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: float(score) for word, score, _source in rows}
