"""The stored documents that a plan reads, each fetched once and indexed by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from compressor.errors import OptionError
from compressor.plans.results import Evidence
from compressor.records import Document, DocumentRecord, Fact, Property, Span

if TYPE_CHECKING:
    from compressor.store import RecordStore
    from compressor.store.results import StoredDocument


class Mention(NamedTuple):
    """A place where an entity is named."""

    start: int
    end: int
    type: str
    entity: str


class _Starting(Protocol):
    @property
    def start(self) -> int: ...


Placed = TypeVar("Placed", bound=_Starting)


@dataclass(frozen=True)
class Volume:
    """A stored document with its record."""

    number: int
    document: Document
    record: DocumentRecord

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def _mentions(self) -> list[Mention]:
        return sorted(Mention(m.start, m.end, e.type, e.id) for e in self.record.entities for m in e.mentions)

    @cached_property
    def _properties(self) -> list[Property]:
        return sorted(self.record.properties, key=lambda item: item.start)

    def mentions(self, start: int, end: int) -> Iterator[Mention]:
        """Yield the mentions of entities within a stretch of the text."""
        return (mention for mention in _from(self._mentions, start, end) if mention.end <= end)

    def facts(self, start: int, end: int) -> Iterator[Fact]:
        """Yield the facts that sentences beginning within a stretch state."""
        return _from(self.record.facts, start, end)

    def properties(self, start: int, end: int) -> Iterator[Property]:
        """Yield the properties stated within a stretch."""
        return _from(self._properties, start, end)

    def evidence(self, start: int, end: int) -> Evidence:
        """Return a stretch of the text as evidence."""
        quote = self.text[start:end]
        return Evidence(start=start, end=end, quote=quote, document=self.number, source=self.document.source)

    def evidence_of(self, span: Span) -> Evidence:
        """Return the place of a record as evidence."""
        return self.evidence(span.start, span.end)


class Shelf:
    """Hands out the documents of a store, or those whose source matches a pattern."""

    def __init__(self, store: RecordStore, source: str | None = None) -> None:
        self.store = store
        self.source = source
        self._volumes: dict[int, Volume] = {}
        self._sentences: dict[int, tuple[tuple[int, int], ...]] = {}

    @cached_property
    def documents(self) -> tuple[StoredDocument, ...]:
        """The documents to read; raises OptionError for a source that the store does not hold."""
        wanted = self.store.documents(source=self.source)
        if not wanted and (stored := self.store.documents()):
            known = ", ".join(sorted(d.source or "(no source)" for d in stored)[:5])
            raise OptionError(f"the store holds no source {self.source!r}; it holds {known}")
        return wanted

    def volume(self, number: int) -> Volume:
        """Return a document by its number in the store."""
        if number not in self._volumes:
            self._volumes[number] = Volume(number, self.store.text(number), self.store.record(number))
        return self._volumes[number]

    def sentences(self, number: int) -> tuple[tuple[int, int], ...]:
        """Return where the sentences of a document stand."""
        if number not in self._sentences:
            self._sentences[number] = self.store.sentences(number)
        return self._sentences[number]

    @cached_property
    def numbers(self) -> dict[tuple[str | None, str], int]:
        """Numbers of the documents by source and SHA-256, as rows name them."""
        return {(d.source, d.sha256): d.id for d in self.documents}


def _from(placed: Sequence[Placed], start: int, end: int) -> Iterator[Placed]:
    for index in range(bisect_left(placed, start, key=lambda item: item.start), len(placed)):
        if placed[index].start >= end:
            return
        yield placed[index]
