"""What goes into a store comes out of it, and nothing else is taken for one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor import Document, DocumentRecord, RecordStore
from compressor.errors import CompressorError, InputError, StoreError
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
    from hashlib import sha256

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


# --------------------------------------------------------------------------------------------- what is refused
def test_a_record_that_is_not_the_documents_is_refused_and_the_store_is_as_before(
    tmp_path: Path, examples: tuple[Example, ...]
) -> None:
    document, record, sentences = examples[0]
    other = examples[1][1]
    ownerless = record.model_copy(update={"entities": ()})
    twice = record.model_copy(update={"facts": (*record.facts, *record.facts)})
    unnamed = record.model_copy(update={"entities": (record.entities[0].model_copy(update={"mentions": ()}),)})
    wrong: list[tuple[DocumentRecord, tuple[tuple[int, int], ...], str]] = [
        (other, sentences, "was read from another document than 'harbour/ledger.txt'"),
        (ownerless, sentences, "refers to the entity 'e"),
        (twice, sentences, "uses an id twice"),
        (unnamed.model_copy(update={"properties": (), "facts": (), "aspects": ()}), sentences, "without mentions"),
        (record, ((5, 9), (0, 3)), "do not lie in it one after the other"),
        (record, ((0, 10_000),), "do not lie in it one after the other"),
    ]
    with RecordStore.create(tmp_path / "records.db") as store:
        store.add(document, record, sentences, "settings")
        for given_record, given_sentences, message in wrong:
            with pytest.raises(InputError, match=message):
                store.add(document, given_record, given_sentences, "new settings")
        assert [stored.settings for stored in store.documents()] == ["settings"]
        assert store.record(1) == record


def _database(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: None, r"cannot open '.*' \(No such file or directory\): expected a record store"),
        (lambda path: path.mkdir(), "is a folder: expected a record store, a file"),
        (lambda path: path.touch(), "is empty: fill it with `compress extract DOCUMENTS -o"),
        (lambda path: path.write_text("Dear all,\n" * 200), "is no record store: expected a file made by"),
        (lambda path: _database(path, "CREATE TABLE tides (high)"), "is an SQLite database, but is no record store"),
        (lambda path: _made(path, 0), r"has an older schema \(0; expected 1\): extract the documents again"),
        (lambda path: _made(path, 2), r"has a newer schema \(2; expected 1\): update entity-compressor"),
    ],
)
def test_what_is_no_store_is_not_opened(tmp_path: Path, make, message: str) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    path = tmp_path / "records.db"
    make(path)
    with pytest.raises(StoreError, match=message):
        RecordStore.open(path)


def _made(path: Path, version: int) -> None:
    RecordStore.create(path).close()
    _database(path, f"PRAGMA user_version = {version}")


def test_what_is_no_store_is_not_written_to(tmp_path: Path) -> None:
    letter, tides, newer = tmp_path / "letter.db", tmp_path / "tides.db", tmp_path / "newer.db"
    letter.write_text("Dear all,\n" * 200)
    _database(tides, "CREATE TABLE tides (high)")
    _made(newer, 2)
    for path in (letter, tides, newer):
        before = path.read_bytes()
        with pytest.raises(StoreError):
            RecordStore.create(path)
        assert path.read_bytes() == before
    with pytest.raises(StoreError, match="is a folder"):
        RecordStore.create(tmp_path)
    with pytest.raises(StoreError, match="does not exist: make it first"):
        RecordStore.create(tmp_path / "gone" / "records.db")


def test_a_locked_store_says_so_and_can_be_used_afterwards(
    tmp_path: Path, filled: Path, examples: tuple[Example, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compressor.store.connection.PATIENCE", 0.01)
    path = tmp_path / "records.db"
    path.write_bytes(filled.read_bytes())
    with RecordStore.create(path) as store:
        lock = sqlite3.connect(path)
        lock.execute("BEGIN EXCLUSIVE")
        for use in (store.documents, lambda: store.remove(1), lambda: store.add(*examples[0], "x")):
            with pytest.raises(StoreError, match="is locked by another program: wait until that is done"):
                use()
        lock.close()
        assert len(store.documents()) == len(examples)


def test_a_store_opened_to_read_is_not_written(filled: Path, examples: tuple[Example, ...]) -> None:
    with RecordStore.open(filled) as store, pytest.raises(StoreError, match="cannot be written: use `create`"):
        store.add(*examples[0], "x")


def test_a_damaged_store_says_so(tmp_path: Path, filled: Path) -> None:
    data = bytearray(filled.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 64] = b"\xff" * 64
    path = tmp_path / "records.db"
    path.write_bytes(data)
    with (
        pytest.raises(StoreError, match="is damaged: restore a copy, or delete it and extract"),
        RecordStore.open(path) as store,
    ):
        store.find()


def test_what_a_killed_writer_left_is_rolled_back(tmp_path: Path, filled: Path) -> None:
    path, copied = tmp_path / "records.db", tmp_path / "copied.db"
    path.write_bytes(filled.read_bytes())
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA cache_size = 2")
    writer.execute("BEGIN")
    writer.execute("UPDATE statements SET subject = 'half done', quote = hex(zeroblob(4096))")
    copied.write_bytes(path.read_bytes())  # as the disk is when the writer is killed now
    copied.with_name("copied.db-journal").write_bytes(path.with_name("records.db-journal").read_bytes())
    writer.close()
    assert b"half done" in copied.read_bytes()
    with RecordStore.open(copied) as store, RecordStore.open(filled) as whole:
        assert store.find() == whole.find()


@pytest.mark.parametrize("number", [0, -1, 99, 2**70])
def test_a_document_that_is_not_there_is_an_error(filled: Path, number: int) -> None:
    with RecordStore.open(filled) as store:
        for get in (store.text, store.record):
            with pytest.raises(CompressorError, match=r"there is no document|cannot hold such a value"):
                get(number)
