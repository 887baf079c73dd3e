"""The lines a context is made of, before it takes a format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from compressor.relevance.collection import Collection
from compressor.text.segmentation import BlockKind

_BLANKS = re.compile(r"\s+")
_AS_THEY_ARE: Mapping[int, str] = MappingProxyType({})
_ROW_KINDS = ("table", "code")  # their sentences are lines of their own


class Line(NamedTuple):
    """Consecutive sentences of one block, as one line of the context."""

    document: int
    kind: BlockKind
    level: int  # depth of a heading; 1 for the first row of a table with others; else 0
    text: str
    gap: bool = False  # whether sentences are left out between the line before, in the same document, and this one


def lines(collection: Collection, numbers: Sequence[int], texts: Mapping[int, str] = _AS_THEY_ARE) -> Iterator[Line]:
    """Join sentences, given in ascending order, to lines; a line ends where its block does, or at a gap.

    `texts` holds what stands in the place of sentences that are not written as they are in their document.
    """
    run: list[int] = []
    gap = False
    for number in numbers:
        if run and not _continues(collection, run[-1], number):
            yield _line(collection, run, texts, gap)
            gap = number != run[-1] + 1 and collection.document[number] == collection.document[run[-1]]
            run = []
        run.append(number)
    if run:
        yield _line(collection, run, texts, gap)


def line(collection: Collection, number: int, texts: Mapping[int, str] = _AS_THEY_ARE) -> Line:
    """Return the line that a sentence makes alone."""
    return _line(collection, [number], texts, gap=False)


def _line(collection: Collection, run: Sequence[int], texts: Mapping[int, str], gap: bool) -> Line:
    segmentation, sentence, block = collection.locate(run[0])
    text = " ".join(texts[n] if n in texts else fold(collection.quote(n), block.kind) for n in run)
    is_header = block.kind == "table" and sentence.start == segmentation.sentences[block.first].start
    level = int(is_header and block.last - block.first > 1) if block.kind == "table" else block.level
    return Line(int(collection.document[run[0]]), block.kind, level, text, bool(gap))


def _continues(collection: Collection, before: int, number: int) -> bool:
    if number != before + 1 or collection.document[number] != collection.document[before]:
        return False
    (_, last, block), (_, sentence, _) = collection.locate(before), collection.locate(number)
    return last.block == sentence.block and block.kind not in _ROW_KINDS


def fold(quote: str, kind: BlockKind) -> str:
    """Return a quote as it stands in the context: blanks folded, the columns of a table kept apart."""
    if kind == "code":
        return quote
    return _BLANKS.sub(_column_gap, quote) if kind == "table" else " ".join(quote.split())


def _column_gap(blanks: re.Match[str]) -> str:
    return " " if blanks[0] == " " else "  "
