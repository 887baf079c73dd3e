"""The sentences of several documents as one indexed collection, so that they can share a budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from compressor.relevance.bm25 import Postings, index
from compressor.relevance.duplicates import near_duplicates
from compressor.relevance.terms import terms
from compressor.text.segmentation import Block, Segmentation, Sentence, segment


@dataclass(frozen=True, slots=True)
class Collection:
    """All sentences of the documents, numbered through; the arrays have one element a sentence."""

    segmentations: tuple[Segmentation, ...]
    first: tuple[int, ...]  # number of the first sentence of each document
    document: NDArray[np.intp]
    passage: NDArray[np.intp]  # numbered through all documents
    heading: NDArray[np.intp]  # number of the heading that the sentence stands under, or -1
    header: NDArray[np.intp]  # number of the first row of the table that the sentence is a row of, or -1
    twin: tuple[int | None, ...]  # the first sentence that says nearly the same
    postings: Postings

    @property
    def size(self) -> int:
        """Return the number of sentences."""
        return len(self.document)

    def locate(self, number: int) -> tuple[Segmentation, Sentence, Block]:
        """Return a sentence with its block and its document's segmentation."""
        document = int(self.document[number])
        segmentation = self.segmentations[document]
        sentence = segmentation.sentences[number - self.first[document]]
        return segmentation, sentence, segmentation.blocks[sentence.block]

    def quote(self, number: int) -> str:
        """Return the words of a sentence as they stand in its document."""
        segmentation, sentence, _ = self.locate(number)
        return segmentation.text[sentence.start : sentence.end]

    def companions(self, number: int) -> list[int]:
        """Return the sentences that one is read with: its heading and, for a table row, the table's first row."""
        return [int(of[number]) for of in (self.heading, self.header) if of[number] >= 0]


@lru_cache(maxsize=8)
def collect(texts: tuple[str, ...]) -> Collection:
    """Segment and index texts; the last few collections are kept, for further questions on them."""
    segmentations = tuple(segment(text) for text in texts)
    sizes = [len(s.sentences) for s in segmentations]
    first = tuple(int(n) for n in np.cumsum([0, *sizes[:-1]]))
    words = [s.text[x.start : x.end] for s in segmentations for x in s.sentences]
    found = [terms(sentence) for sentence in words]
    postings = index(found)
    document = np.repeat(np.arange(len(texts)), sizes)
    return Collection(
        segmentations=segmentations,
        first=first,
        document=document,
        passage=_passages(segmentations),
        heading=_headings(segmentations, first),
        header=_headers(segmentations, first),
        twin=tuple(near_duplicates(found, words, postings)),
        postings=postings,
    )


def _passages(segmentations: Sequence[Segmentation]) -> NDArray[np.intp]:
    lengths = [p.last - p.first for s in segmentations for p in s.passages]
    return np.repeat(np.arange(len(lengths)), lengths)


def _headings(segmentations: Sequence[Segmentation], first: Sequence[int]) -> NDArray[np.intp]:
    found = [
        offset + s.blocks[section].first if (section := s.blocks[x.block].section) >= 0 else -1
        for s, offset in zip(segmentations, first, strict=True)
        for x in s.sentences
    ]
    return np.array(found, dtype=np.intp)


def _headers(segmentations: Sequence[Segmentation], first: Sequence[int]) -> NDArray[np.intp]:
    found = [
        offset + s.blocks[x.block].first if s.blocks[x.block].kind == "table" and s.blocks[x.block].first != i else -1
        for s, offset in zip(segmentations, first, strict=True)
        for i, x in enumerate(s.sentences)
    ]
    return np.array(found, dtype=np.intp)
