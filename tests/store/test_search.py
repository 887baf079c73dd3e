"""Sentences are found by any words a user types."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compressor import Document, DocumentRecord, RecordStore
from compressor.store.search import match_expression

Example = tuple[Document, DocumentRecord, tuple[tuple[int, int], ...]]


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("Who paid for the gate?", "She paid $4,000 for a new gate on 3 May 2022."),
        ("hinge", "The gate is sturdy, but the hinges are awful."),
        ("AALBORG", "The Tidewell Trust met in Aalborg in 2023."),
        ("港", None),
        ("静かな港", "第二の港は静かです。"),
        ("Ero", None),
        ("it", "Its ferry was slow."),
        ('"*^() NEAR AND OR NOT -', None),
    ],
)
def test_the_best_sentence_comes_first(filled: Path, words: str, best: str | None) -> None:
    with RecordStore.open(filled) as store:
        hits = store.search(words)
    if best is None:
        assert not hits
    else:
        assert hits[0].quote == best
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_hits_are_stretches_of_their_documents_and_a_source_narrows_them(filled: Path) -> None:
    with RecordStore.open(filled) as store:
        hits = store.search("Tidewell Trust gate harbour")
        assert {hit.source for hit in hits} > {"harbour/minutes.md"}
        for hit in hits:
            document = store.text(hit.document)
            assert (document.source, document.text[hit.start : hit.end]) == (hit.source, hit.quote)
        within = store.search("Tidewell Trust gate harbour", source="harbour/m*")
        assert within
        assert {hit.source for hit in within} == {"harbour/minutes.md"}
        assert store.search("Tidewell Trust gate harbour", limit=2) == hits[:2]


@given(st.text())
@example("NOT")
@example('a" OR b')
@example("don't \x00 *")
def test_no_words_are_a_wrong_expression(words: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2')")
    for joined_by in (" AND ", " OR "):
        expression = match_expression(words, joined_by)
        if expression:
            connection.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall()
    connection.close()
