"""What a context is made of, before it takes a format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from compressor.records import Unit
from compressor.text.segmentation import BlockKind

_BLANKS = re.compile(r"\s+")


class Placed(NamedTuple):
    """A unit and where it stands in its document."""

    unit: Unit
    block: int
    kind: BlockKind
    level: int  # depth of a heading, else 0


class Line(NamedTuple):
    """Units of one block, as one line of the context."""

    document: int
    kind: BlockKind
    level: int
    text: str


def lines(placed: Sequence[Placed]) -> Iterator[Line]:
    """Join the units of a block to a line; the rows of a table stay lines of their own."""
    for _, group in groupby(placed, key=_line_key):
        units = list(group)
        first = units[0]
        text = " ".join(p.unit.text for p in units)
        yield Line(first.unit.document, first.kind, first.level, text)


def _line_key(placed: Placed) -> tuple[int, int, int]:
    row = placed.unit.start if placed.kind in ("table", "code") else -1
    return placed.unit.document, placed.block, row


def label(source: str | None, document: int) -> str:
    """Return the name a document goes by in the context: its source, or its number."""
    return source or f"document {document + 1}"


def fold(quote: str, kind: BlockKind) -> str:
    """Return a quote as it stands in the context: blanks folded, the columns of a table kept apart."""
    if kind == "code":
        return quote
    return _BLANKS.sub(_column_gap, quote) if kind == "table" else " ".join(quote.split())


def _column_gap(blanks: re.Match[str]) -> str:
    return " " if blanks[0] == " " else "  "
