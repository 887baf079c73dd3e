"""Find the best part of a sentence for a budget that no whole sentence fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

_WORD = re.compile(r"\S+")


def fragment(text: str, fits: Callable[[str], bool], weigh: Callable[[str], Collection[str]]) -> tuple[int, int] | None:
    """Return the stretch of whole words that fits and holds the most distinct terms, the longest of these.

    `weigh` gives the terms of a stretch that count. Where not one word fits, the head of the first
    word is given; None where not one character does.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    best: tuple[int, int, int] | None = None
    found: tuple[int, int] | None = None
    for i, (start, _) in enumerate(words):
        last = _last_that_fits(text, start, [end for _, end in words[i:]], fits)
        if last is None:
            continue
        rank = (len(weigh(text[start:last])), last - start, -i)
        if best is None or rank > best:
            best, found = rank, (start, last)
    if found is None and words:
        start, end = words[0]
        last = _last_that_fits(text, start, list(range(start + 1, end + 1)), fits)
        found = (start, last) if last is not None else None
    return found


def _last_that_fits(text: str, start: int, ends: list[int], fits: Callable[[str], bool]) -> int | None:
    """Return the furthest of the ends, in ascending order, up to which the text fits; by bisection."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(text[start : ends[middle - 1]]):
            low = middle
        else:
            high = middle - 1
    return ends[low - 1] if low else None
