"""What goes into a store comes out of it."""

from __future__ import annotations

from pathlib import Path

from compressor import Document, DocumentRecord, RecordStore
from compressor.exports.rows import rows

Example = tuple[Document, DocumentRecord, tuple[tuple[int, int], ...]]


def test_documents_records_and_sentences_come_back_as_they_were(filled: Path, examples: tuple[Example, ...]) -> None:
    with RecordStore.open(filled) as store:
        for stored, (document, record, sentences) in zip(store.documents(), examples, strict=True):
            assert store.text(stored.id) == document
            assert store.record(stored.id) == record
            assert store.sentences(stored.id) == sentences
            assert store.find(source=stored.source).rows == tuple(rows(record))
