"""What is no store, or not fit to be stored, is refused in words, and what was stored before is intact."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from compressor import Document, DocumentRecord, RecordStore
from compressor.errors import CompressorError, InputError, StoreError

Example = tuple[Document, DocumentRecord, tuple[tuple[int, int], ...]]


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
