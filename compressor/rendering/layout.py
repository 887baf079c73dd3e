"""The lines a context is made of, before it takes a format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compressor.relevance.collection import Collection
from compressor.text.segmentation import BlockKind

_BLANKS = re.compile(r"\s+")
_ROW_KINDS = ("table", "code")  # their sentences are lines of their own


class Line(NamedTuple):
    """Consecutive sentences of one block, as one line of the context."""

    document: int
    kind: BlockKind
    level: int  # depth of a heading; 1 for the first row of a table with others; else 0
    text: str


def lines(collection: Collection, numbers: Sequence[int]) -> Iterator[Line]:
    """Join sentences, given in ascending order, to lines; a line ends where its block does, or at a gap."""
    run: list[int] = []
    for number in numbers:
        if run and not _continues(collection, run[-1], number):
            yield _line(collection, run)
            run = []
        run.append(number)
    if run:
        yield _line(collection, run)


def line(collection: Collection, number: int) -> Line:
    """Return the line that a sentence makes alone."""
    return _line(collection, [number])


def _line(collection: Collection, run: Sequence[int]) -> Line:
    segmentation, sentence, block = collection.locate(run[0])
    text = " ".join(fold(collection.quote(n), block.kind) for n in run)
    is_header = block.kind == "table" and sentence.start == segmentation.sentences[block.first].start
    level = int(is_header and block.last - block.first > 1) if block.kind == "table" else block.level
    return Line(int(collection.document[run[0]]), block.kind, level, text)


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
