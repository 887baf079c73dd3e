"""Tell by its form how likely a sentence is to hold what people ask for; its topic plays no part.

People ask after what a text states: a complete sentence that stands by itself, with names and numbers.
They seldom ask after a scrap of layout or a sentence that leans on the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from compressor.relevance.bm25 import Scores
from compressor.relevance.collection import Collection

SCRAP = 0.6  # prose that does not end as a sentence does: page headers, captions, lists of links
SOURCE = 0.5  # part of an entry in a list of references
LEANING = 0.85  # opens with a word that points back
NAMES = 1.0  # added for a sentence of names alone
NUMBERS = 0.5  # added for a sentence of numbers alone
MOST_NAMES, MOST_NUMBERS = 0.5, 0.3  # shares of the words; above these it is a title or a column of figures

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_SOURCE = re.compile(r"\[\d+\]\s")
_POINTS_BACK = re.compile(r"\W*(?:it|they|he|she|this|these|that|those|such|however|but|and|so)\b", re.IGNORECASE)


def telling(collection: Collection) -> Scores:
    """Return for every sentence what its worth is multiplied by, from 0 up; 1 for a plain statement."""
    return np.fromiter(_factors(collection), dtype=np.float64, count=collection.size)


def _factors(collection: Collection) -> Iterator[float]:
    for number in range(collection.size):
        segmentation, _, block = collection.locate(number)
        text = collection.quote(number)
        scrap = block.kind == "paragraph" and not _ENDED.search(text)
        source = _SOURCE.match(segmentation.text, segmentation.sentences[block.first].start)
        yield form(text) * (SCRAP if scrap else 1.0) * (SOURCE if source else 1.0)


def form(text: str) -> float:
    """Return the factor for the words of a sentence."""
    words = _WORD.findall(text)
    pieces = text.split()
    names = sum(word[0].isupper() for word in words[1:]) / max(len(words), 1)
    numbers = sum(any(map(str.isdigit, piece)) for piece in pieces) / max(len(pieces), 1)
    factor: float = (1 + NAMES * min(names, MOST_NAMES)) * (1 + NUMBERS * min(numbers, MOST_NUMBERS))
    return factor * (LEANING if _POINTS_BACK.match(text) else 1.0)
