"""Fetch back from the documents what a context stands for, or what it left out."""

from __future__ import annotations

from collections.abc import Sequence

from compressor.errors import InputError, OptionError
from compressor.records import CompressionResult, Document, Gap, Source, Span, Unit


def expand(result: CompressionResult, identifier: str, documents: Sequence[Document | str]) -> Span:
    """Return the original text of a unit or a gap, e.g. 'u3' or 'g1'.

    `documents` are those the context was made from, in the same order. Raises OptionError for an
    identifier that the result does not have, and InputError for documents that are not those.
    """
    found = find(result, identifier)
    given = [Document(text=one) if isinstance(one, str) else one for one in documents]
    if len(given) != len(result.sources):
        raise InputError(f"{len(given)} documents were given; the context was made from {len(result.sources)}")
    text = check_same(given[found.document], result.sources[found.document]).text
    return Span(start=found.start, end=found.end, quote=text[found.start : found.end])


def find(result: CompressionResult, identifier: str) -> Unit | Gap:
    """Return the unit or gap of that name; raises OptionError that says which there are."""
    parts: list[Unit | Gap] = [*result.units, *result.dropped]
    for part in parts:
        if part.id == identifier:
            return part
    raise OptionError(f"the result has no {identifier!r}; it has {_range(result.units)} and {_range(result.dropped)}")


def check_same(document: Document, source: Source) -> Document:
    """Return the document; raises InputError if its text is not the one that the context was made from."""
    if document.sha256 != source.sha256:
        name = document.source or source.name or "the document"
        raise InputError(
            f"{name} is not the text that the context was made from ({len(document.text):,} characters, then "
            f"{source.characters:,}): give that text, or compress anew"
        )
    return document


def _range(parts: Sequence[Unit | Gap]) -> str:
    kind = "units" if parts and isinstance(parts[0], Unit) else "gaps"
    if not parts:
        return "nothing else"
    return f"the {kind} {parts[0].id} to {parts[-1].id}"
