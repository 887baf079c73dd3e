"""The record store: one SQLite file of documents and what was extracted from them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Self, Unpack

from compressor.records import Document, DocumentRecord, Row
from compressor.store import finding, reading, search, sql, writing
from compressor.store.connection import connect_to_read, connect_to_write, told
from compressor.store.filters import Filters, FilterSet
from compressor.store.results import Page, SentenceHit, StoredDocument, Table
from compressor.text.decoding import check_text

StorePath = str | os.PathLike[str]


class RecordStore:
    """Documents and their records in one file; a context manager, which closes it.

    `open` reads, `create` reads and writes. Every method raises StoreError, with the way out, where the file
    is locked, damaged or cannot be written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: StorePath) -> Self:
        """Open a store to read it; raises StoreError for what is none, or of another schema version."""
        return cls(Path(path), connect_to_read(Path(path)))

    @classmethod
    def create(cls, path: StorePath) -> Self:
        """Open a store to write it, and make it if there is no such file."""
        return cls(Path(path), connect_to_write(Path(path)))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------- writing
    def add(
        self, document: Document, record: DocumentRecord, sentences: Sequence[tuple[int, int]], settings: str
    ) -> None:
        """Store a document in place of what was stored of its source, wholly or not at all.

        `settings` stands for what the record depends on besides the text. Raises InputError for a record or
        sentences that are not the document's.
        """
        check_text(document.text, document.source)
        check_text(document.source or "", "the name of the source")
        writing.check(document, record, sentences)
        with self._transaction():
            writing.insert(self._connection, document, record, sentences, settings)

    def remove(self, *documents: int) -> None:
        """Delete documents and all that was extracted from them: all, or none if one of them is not there."""
        with self._transaction():
            for document in documents:
                reading.stored_document(self._connection, document)
                writing.delete(self._connection, document)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    # ------------------------------------------------------------------------------------------- reading
    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Read in one transaction, so that what is read together is of the same time."""
        with told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def documents(self, *, source: str | None = None) -> tuple[StoredDocument, ...]:
        """Return the documents, without their texts, in the order they were first stored.

        `source` is a pattern for theirs, with '*', '?' and '[...]' as in file names.
        """
        with self._reading():
            return reading.documents(self._connection, source)

    def stored(self, document: Document) -> StoredDocument | None:
        """Return what is stored of a document's source or, where it has none, of the same text without one."""
        with self._reading():
            number = writing.stored_as(self._connection, document.source, document.sha256)
            return None if number is None else reading.stored_document(self._connection, number)

    def text(self, document: int) -> Document:
        """Return a document with its text."""
        with self._reading():
            return reading.text(self._connection, document)

    def record(self, document: int) -> DocumentRecord:
        """Return the record of a document as it was extracted."""
        with self._reading():
            return reading.record(self._connection, document)

    def sentences(self, document: int) -> tuple[tuple[int, int], ...]:
        """Return where the sentences of a document start and end."""
        with self._reading():
            return reading.sentences(self._connection, document)

    # ------------------------------------------------------------------------------------------- asking
    def find(self, *, limit: int = 100, offset: int = 0, **filters: Unpack[FilterSet]) -> Page:
        """Return the statements that pass all filters, a page at a time; see `Filters` for what each means.

        The total is counted up to 10,000. Raises OptionError for a filter with a value it cannot have.
        """
        asked = Filters(**filters)
        with self._reading():
            return finding.find(self._connection, asked, limit, offset)

    def count(self, **filters: Unpack[FilterSet]) -> int:
        """Return how many statements pass all filters, in time that grows with their number."""
        asked = Filters(**filters)
        with self._reading():
            return finding.count(self._connection, asked)

    def rows(self, **filters: Unpack[FilterSet]) -> Iterator[Row]:
        """Yield all statements that pass the filters, in the order of the store, few at a time in memory.

        What is replaced while they are read is left out.
        """
        asked = Filters(**filters)
        with told(self.path):
            yield from finding.every(self._connection, asked)

    def search(self, words: str, *, source: str | None = None, limit: int = 20) -> tuple[SentenceHit, ...]:
        """Return the sentences that hold any of the words, best first by BM25; function words do not count."""
        with self._reading():
            return search.search(self._connection, words, source, limit)

    def sql(
        self, statement: str, *, parameters: sql.Parameters = (), limit: int = 1_000, seconds: float = 10.0
    ) -> Table:
        """Return what a SELECT gives; it can change nothing, reach no other file, and ends in time.

        Raises OptionError for a statement that is wrong or does more than read, StoreError for one that takes
        longer than `seconds`.
        """
        with told(self.path), closing(connect_to_read(self.path)) as connection:
            return sql.run(connection, statement, parameters, limit, seconds)
