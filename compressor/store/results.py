"""What a store gives back."""

from __future__ import annotations

from pydantic import Field

from compressor.records import Offset, Record, Row, Span


class StoredDocument(Record):
    """A document of the store, without its text, and how many records of it there are."""

    id: int = Field(description="Identifier within the store.")
    source: str | None = Field(description="Path, URL or name the text came from.")
    sha256: str = Field(description="SHA-256 of the text in UTF-8.")
    characters: Offset = Field(description="Length of the text in code points.")
    settings: str = Field(description="Hash of what the records depend on besides the text.")
    entities: Offset = Field(description="Number of entities.")
    properties: Offset = Field(description="Number of properties.")
    facts: Offset = Field(description="Number of facts.")
    aspects: Offset = Field(description="Number of aspects.")
    sentences: Offset = Field(description="Number of sentences.")


class Page(Record):
    """Some of the statements that pass the filters."""

    rows: tuple[Row, ...] = Field(description="Statements in the order of the store.")
    total: Offset = Field(description="How many pass in all, as far as they were counted.")
    more: bool = Field(description="Whether there are more than `total`, where counting stopped.")
    offset: Offset = Field(description="How many were passed over before the first row.")


class SentenceHit(Span):
    """A sentence that a search found; the span is the sentence."""

    document: int = Field(description="Identifier of the document within the store.")
    source: str | None = Field(description="Path, URL or name the text came from.")
    score: float = Field(description="BM25 of the words in it; comparable within one search, higher is better.")


class Table(Record):
    """What an SQL statement gives."""

    columns: tuple[str, ...] = Field(description="Names of the columns.")
    rows: tuple[tuple[int | float | str | bytes | None, ...], ...] = Field(description="Values, row by row.")
    more: bool = Field(description="Whether there are more rows than the limit let through.")
