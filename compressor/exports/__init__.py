"""Write records in the forms that other tools read; `json` is the whole record, the others are views of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from compressor.errors import InputError, OptionError

if TYPE_CHECKING:
    from compressor.records import Document, DocumentRecord

ExportFormat = Literal["json", "jsonl", "csv", "opinions", "langextract", "docbin"]
FORMATS: tuple[ExportFormat, ...] = ("json", "jsonl", "csv", "opinions", "langextract", "docbin")
BINARY = frozenset({"docbin"})

__all__ = ["BINARY", "FORMATS", "ExportFormat", "export"]


def export(read: Iterable[tuple[Document, DocumentRecord]], form: ExportFormat) -> Iterator[bytes]:
    """Yield the bytes of an export as documents come; a DocBin comes whole, at the end.

    `json` is a record a line, `jsonl` and `csv` a flat row (`records.Row`) for each entity, property,
    fact and aspect, `opinions` a summary (`opinions.OpinionSummary`) a line over all documents,
    `langextract` an annotated document a line. Raises OptionError for another format, and InputError
    for a record that was read from another text.
    """
    read = map(_checked, read)
    if form == "json":
        from compressor.codec import encode

        yield from (encode(record) for _, record in read)
    elif form == "jsonl":
        from compressor.exports.rows import jsonl_rows

        yield from (jsonl_rows(record) for _, record in read)
    elif form == "csv":
        from compressor.exports.rows import csv_rows

        yield from csv_rows(record for _, record in read)
    elif form == "opinions":
        from compressor.codec import encode
        from compressor.opinions import summarize_opinions

        yield from map(encode, summarize_opinions(record for _, record in read))
    elif form == "langextract":
        from compressor.exports.langextract import annotated

        yield from (annotated(document, record) for document, record in read)
    elif form == "docbin":
        from compressor.exports.docbin import docbin

        yield docbin(read)
    else:
        raise OptionError(f"unknown format {form!r}; expected one of {', '.join(FORMATS)}")


def _checked(pair: tuple[Document, DocumentRecord]) -> tuple[Document, DocumentRecord]:
    document, record = pair
    if document.sha256 != record.sha256:
        name = record.source or "without a source"
        raise InputError(
            f"the record {name} was read from another text than that of {document.source or 'the document'}"
        )
    return pair
