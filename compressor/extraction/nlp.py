"""Run a spaCy pipeline over chosen sentences of a document and keep the way back to its offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compressor.extraction.found import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed run of sentences; `origins[i]` is the document offset of code point i of `doc.text`."""

    doc: Doc
    origins: list[int]

    def range(self, span: Span | Token) -> Range:
        """Return where a span or token stands in the document."""
        start = span.idx if hasattr(span, "idx") else span.start_char
        return Range(self.origins[start], self.origins[start + len(span.text) - 1] + 1)
