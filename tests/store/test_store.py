"""What goes into a store comes out of it."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compressor import Document, DocumentRecord, RecordStore
from compressor.errors import StoreError
from compressor.exports.rows import COLUMNS, rows

Example = tuple[Document, DocumentRecord, tuple[tuple[int, int], ...]]


def test_documents_records_and_sentences_come_back_as_they_were(filled: Path, examples: tuple[Example, ...]) -> None:
    with RecordStore.open(filled) as store:
        for stored, (document, record, sentences) in zip(store.documents(), examples, strict=True):
            assert store.stored(document) == stored
            assert store.text(stored.id) == document
            assert store.record(stored.id) == record
            assert store.sentences(stored.id) == sentences
            assert (stored.entities, stored.facts, stored.sentences) == (
                len(record.entities),
                len(record.facts),
                len(sentences),
            )


def test_the_view_has_the_columns_and_values_of_rows(filled: Path, examples: tuple[Example, ...]) -> None:
    with RecordStore.open(filled) as store:
        table = store.sql("SELECT * FROM facts ORDER BY statement")
    assert table.columns == (*COLUMNS, "statement")
    expected = [tuple(row.model_dump().values()) for _, record, _ in examples for row in rows(record)]
    assert [row[:-1] for row in table.rows] == expected


def test_a_document_is_replaced_by_one_of_the_same_source(tmp_path: Path, examples: tuple[Example, ...]) -> None:
    (first, record, sentences), (other, other_record, _), _ = examples
    with RecordStore.create(tmp_path / "records.db") as store:
        store.add(other, other_record, (), "settings")
        store.add(first, record, sentences, "settings")
        renamed = other.model_copy(update={"source": first.source})
        store.add(renamed, other_record.model_copy(update={"source": first.source}), (), "new settings")
        assert [(d.source, d.settings) for d in store.documents()] == [
            (other.source, "settings"),
            (first.source, "new settings"),
        ]
        assert store.text(2) == renamed
        assert store.search("crane") == ()
        store.remove(2)
        assert [document.id for document in store.documents()] == [1]
        assert store.sql("SELECT count(*) FROM statements WHERE document = 2").rows == ((0,),)
        with pytest.raises(StoreError, match="there is no document 2"):
            store.remove(2)
    _check_integrity(tmp_path / "records.db")


def test_documents_are_removed_together_or_not_at_all(tmp_path: Path, examples: tuple[Example, ...]) -> None:
    with RecordStore.create(tmp_path / "records.db") as store:
        for example in examples:
            store.add(*example, "settings")
        with pytest.raises(StoreError, match="there is no document 9"):
            store.remove(1, 9)
        assert [document.id for document in store.documents()] == [1, 2, 3]
        assert store.record(1) == examples[0][1]
        store.remove(1, 3)
        assert [document.id for document in store.documents()] == [2]
    _check_integrity(tmp_path / "records.db")


def test_documents_are_listed_by_a_pattern_of_their_source(filled: Path) -> None:
    with RecordStore.open(filled) as store:
        sources = [document.source for document in store.documents(source="harbour/*")]
        assert sources == ["harbour/ledger.txt", "harbour/minutes.md"]
        assert store.documents(source="gone") == ()


def test_the_same_text_under_two_sources_is_two_documents_and_without_one_is_one(
    tmp_path: Path, examples: tuple[Example, ...]
) -> None:
    document, record, sentences = examples[0]
    with RecordStore.create(tmp_path / "records.db") as store:
        for source in ("a.txt", "b.txt", None, None):
            change = {"source": source}
            store.add(document.model_copy(update=change), record.model_copy(update=change), sentences, "settings")
        assert [stored.source for stored in store.documents()] == ["a.txt", "b.txt", None]


def _check_integrity(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO sentence_index (sentence_index, rank) VALUES ('integrity-check', 1)")
    connection.close()


# ------------------------------------------------------------------------------------------ any record at all
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
shares = st.floats(0, 1)


@st.composite
def documents(draw: st.DrawFn) -> Example:
    """Return a document with a record that no extraction would make, but the models allow."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    record = DocumentRecord.model_validate(draw(_records(text)))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return Document(text=text, source=record.source), record, tuple(zip(cuts[::2], cuts[1::2], strict=False))


@st.composite
def _records(draw: st.DrawFn, text: str) -> dict[str, object]:
    labels = [f"e{i}" for i in range(1, draw(st.integers(1, 4)))]
    owner = st.sampled_from([*labels, None])
    return {
        "source": draw(st.none() | names),
        "sha256": sha256(text.encode()).hexdigest(),
        "characters": len(text),
        "entities": [
            {
                "id": label,
                "name": draw(names),
                "type": draw(names),
                "aliases": draw(st.lists(names, max_size=2)),
                "mentions": draw(st.lists(_spans(text), min_size=1, max_size=3)),
                "salience": draw(shares),
                "confidence": draw(shares),
            }
            for label in labels
        ],
        "properties": [draw(_property(text, f"p{i}", owner)) for i in range(draw(st.integers(0, 2)))],
        "facts": [draw(_fact(text, f"f{i}", owner)) for i in range(draw(st.integers(0, 2)))],
        "aspects": [draw(_aspect(text, f"a{i}", owner)) for i in range(draw(st.integers(0, 2)))],
    }


@st.composite
def _spans(draw: st.DrawFn, text: str) -> dict[str, object]:
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return {"start": start, "end": end, "quote": text[start:end]}


@st.composite
def _property(draw: st.DrawFn, text: str, label: str, owner: st.SearchStrategy[str | None]) -> dict[str, object]:
    value = {
        "kind": draw(st.sampled_from(["date", "money", "percent", "role"])),
        "text": draw(st.none() | names),
        "number": draw(st.none() | st.floats(allow_nan=False)),
        "unit": draw(st.none() | names),
    }
    words = {"subject": draw(names), "key": draw(names), "value": draw(names)}
    rest = {"normalized": draw(st.none() | st.just(value)), "confidence": draw(shares)}
    return {"id": label, "entity": draw(owner), **words, **rest, **draw(_spans(text))}


@st.composite
def _argument(draw: st.DrawFn, text: str, owner: st.SearchStrategy[str | None]) -> dict[str, object]:
    return {"role": draw(names), "entity": draw(owner), "resolved": draw(st.none() | names), **draw(_spans(text))}


@st.composite
def _fact(draw: st.DrawFn, text: str, label: str, owner: st.SearchStrategy[str | None]) -> dict[str, object]:
    argument = _argument(text, owner)
    return {
        "id": label,
        "subject": draw(argument),
        "predicate": draw(names),
        "lemma": draw(names),
        "arguments": draw(st.lists(argument, max_size=2)),
        "negated": draw(st.booleans()),
        "modality": draw(st.none() | names),
        "time": draw(st.none() | argument),
        "place": draw(st.none() | argument),
        "confidence": draw(shares),
        **draw(_spans(text)),
    }


@st.composite
def _aspect(draw: st.DrawFn, text: str, label: str, owner: st.SearchStrategy[str | None]) -> dict[str, object]:
    return {
        "id": label,
        "entity": draw(owner),
        "term": draw(st.none() | _spans(text)),
        "opinion": draw(st.none() | _spans(text)),
        "category": draw(st.none() | names),
        "polarity": draw(st.sampled_from(["positive", "negative", "neutral"])),
        "confidence": draw(shares),
        **draw(_spans(text)),
    }


@settings(max_examples=25)  # each writes a file many times
@given(st.lists(documents(), min_size=1, max_size=3))
def test_any_records_come_back_and_leave_nothing_behind(
    tmp_path_factory: pytest.TempPathFactory, given_documents: list[Example]
) -> None:
    path = tmp_path_factory.mktemp("any") / "records.db"
    with RecordStore.create(path) as store:
        for document, record, sentences in (
            *given_documents,
            *given_documents,
        ):  # the second time in place of the first
            store.add(document, record, sentences, "settings")
            stored = store.stored(document)
            assert stored is not None
            assert (store.text(stored.id), store.record(stored.id)) == (document, record)
            assert store.sentences(stored.id) == sentences
            found = store.sql(
                "SELECT * FROM facts JOIN statements s ON s.id = statement WHERE s.document = ?", parameters=[stored.id]
            )
            assert len(found.rows) == len(list(rows(record)))
        for kept in store.documents():
            store.remove(kept.id)
        for table in ("statements", "arguments", "entities", "names", "mentions", "sentences", "sentence_index"):
            assert store.sql(f"SELECT count(*) FROM {table}").rows == ((0,),)
    _check_integrity(path)
