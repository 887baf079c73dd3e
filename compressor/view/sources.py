"""Find the text that a record or a result was made from, which neither holds whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from compressor.errors import InputError, MissingExtraError
from compressor.records import CompressionResult, Document, DocumentRecord, Span
from compressor.text.decoding import STDIN
from compressor.text.loading import load
from compressor.view.shown import Gap, Piece, Shown, View, between, joined, whole


class _Source(NamedTuple):
    """The text of a source, or why there is none."""

    document: Document | None
    reason: str = ""


def of_record(record: DocumentRecord) -> Shown:
    """Show a record over its source if that is there, unchanged; else over the words that it quotes."""
    document, reason = _source(record.source, record.sha256)
    if document is not None:
        return whole(document, record)
    pieces = joined(_spans(record))
    note = f"{reason} Shown are the words that the records quote."
    return Shown(record.source, record.characters, pieces, between(pieces, record.characters), record, note=note)


def of_result(result: CompressionResult) -> View:
    """Show what was kept and dropped of each source."""
    documents = tuple(_of_result(result, number) for number in range(len(result.sources)))
    return View(documents, tuple(_facts(result)))


def _of_result(result: CompressionResult, number: int) -> Shown:
    source = result.sources[number]
    units = [unit for unit in result.units if unit.document == number]
    dropped = [gap for gap in result.dropped if gap.document == number]
    record = result.records[number] if number < len(result.records) else None
    document, reason = _source(source.name, source.sha256)
    if document is not None:
        return whole(document, record)._replace(kept=tuple(units))
    pieces = joined(units)
    gaps = tuple(Gap(gap.start, gap.end, gap.sentences) for gap in dropped)
    pieces = (*pieces, *_blanks(pieces, gaps))
    note = f"{reason} Shown is what was kept, with the size of what was not."
    return Shown(source.name, source.characters, tuple(sorted(pieces)), gaps, record, tuple(units), note)


def _blanks(pieces: tuple[Piece, ...], gaps: tuple[Gap, ...]) -> Iterator[Piece]:
    """Yield a line break for each stretch that is neither kept nor dropped: only blanks are."""
    stretches = sorted([*((piece.start, piece.end) for piece in pieces), *((gap.start, gap.end) for gap in gaps)])
    for (_, end), (start, _) in pairwise(stretches):
        if end < start:
            yield Piece(end, "\n")


def _source(path: str | None, sha256: str) -> _Source:
    """Read a source again.

    Only the very text that the input was made from will do: by its checksum, so that a file made by
    others cannot put any file of the reader's into a page.
    """
    if path is None or path == STDIN or not Path(path).is_file():
        return _Source(None, "The source is not where it was.")
    try:
        (document,) = load([path])
    except (InputError, MissingExtraError):
        return _Source(None, "The source cannot be read.")
    if document.sha256 != sha256:
        return _Source(None, "The source has changed since, or was read in another encoding.")
    return _Source(document)


def _spans(record: DocumentRecord) -> Iterator[Span]:
    for entity in record.entities:
        yield from entity.mentions
    yield from record.properties
    yield from record.facts
    yield from record.aspects
    for fact in record.facts:
        yield from (part for part in (fact.subject, *fact.arguments, fact.time, fact.place) if part)
    for aspect in record.aspects:
        yield from (part for part in (aspect.term, aspect.opinion) if part)


def _facts(result: CompressionResult) -> Iterator[tuple[str, str]]:
    if result.query:
        yield "Question", result.query
    yield "Context", f"{result.tokens:,} of {result.budget:,} tokens"
    yield "Rate", f"{result.report.rate:.1%} of {result.report.before.tokens:,} tokens"
    yield "Kept", f"{len(result.units):,} stretches"
    yield from (("Note", note) for note in result.report.notes)
