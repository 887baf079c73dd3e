"""Write sets of words as one reads them."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the blank-separated words of a text."""
    return frozenset(text.split())
