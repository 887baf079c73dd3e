"""A document as it can be shown: what is known of its text, and what came from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from compressor.errors import InputError
from compressor.records import Document, DocumentRecord, Span, Unit


class Piece(NamedTuple):
    """A stretch of the text that is known."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Gap(NamedTuple):
    """A stretch of the text that is not known."""

    start: int
    end: int
    sentences: int | None = None


class Shown(NamedTuple):
    """What the page shows of a document; all positions are code points of its text."""

    source: str | None
    characters: int
    pieces: tuple[Piece, ...]  # in order, apart from each other
    gaps: tuple[Gap, ...] = ()
    record: DocumentRecord | None = None
    kept: tuple[Unit, ...] | None = None  # of a compression; None where nothing was compressed
    note: str | None = None


class View(NamedTuple):
    """Everything on a page: documents and, of a compression, its facts as (name, value)."""

    documents: tuple[Shown, ...]
    facts: tuple[tuple[str, str], ...] = ()


def whole(document: Document, record: DocumentRecord | None) -> Shown:
    """Show a document whose text is there."""
    return Shown(document.source, len(document.text), (Piece(0, document.text),), record=record)


def joined(spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Return what the quotes of spans tell of a text; raises InputError where two contradict each other."""
    pieces: list[Piece] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        last = pieces[-1] if pieces else None
        if last is None or span.start > last.end:
            pieces.append(Piece(span.start, span.quote))
            continue
        shared = last.text[span.start - last.start :][: len(span.quote)]
        if not span.quote.startswith(shared):
            raise InputError(f"two quotes of the input contradict each other at character {span.start}: extract again")
        pieces[-1] = Piece(last.start, last.text + span.quote[len(shared) :])
    return tuple(pieces)


def between(pieces: Sequence[Piece], characters: int) -> tuple[Gap, ...]:
    """Return the stretches of a text that no piece holds."""
    starts = [0, *(piece.end for piece in pieces)]
    ends = [*(piece.start for piece in pieces), characters]
    return tuple(Gap(start, end) for start, end in zip(starts, ends, strict=True) if start < end)
