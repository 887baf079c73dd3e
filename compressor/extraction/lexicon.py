"""Polarity of opinion words, from the shipped lexicon (lexicon.tsv, which names its sources)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def polarity_scores() -> dict[str, float]:
    """Return the score of each opinion word, from -4 to 4; the same dict at every call."""
    text = files("compressor.extraction").joinpath("lexicon.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: float(score) for word, score, _source in rows}
