"""SQL can read the store and do nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from compressor import RecordStore
from compressor.errors import CompressorError, OptionError, StoreError

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"


def test_rows_come_with_their_columns_up_to_the_limit(filled: Path) -> None:
    with RecordStore.open(filled) as store:
        every = store.sql("SELECT kind, count(*) AS number FROM facts GROUP BY kind ORDER BY kind")
        assert every.columns == ("kind", "number")
        assert [row[0] for row in every.rows] == ["aspect", "entity", "fact", "property"]
        assert not every.more
        some = store.sql("SELECT name FROM facts WHERE kind = :kind", parameters={"kind": "entity"}, limit=2)
        assert (len(some.rows), some.more) == (2, True)
        assert store.sql("SELECT x'00ff', NULL, 1.5").rows == ((b"\x00\xff", None, 1.5),)
        assert store.sql("SELECT count(*) FROM sentence_index WHERE sentence_index MATCH 'gates'").rows == ((2,),)
        assert store.sql(f"{ENDLESS} SELECT i FROM n LIMIT 3").rows == ((1,), (2,), (3,))
        assert store.sql("SELECT name FROM sqlite_schema WHERE type = 'view'").rows == (("facts",),)
        assert store.sql(f"{ENDLESS} SELECT i FROM n", limit=2).rows == ((1,), (2,))


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("DELETE FROM documents", "may only read"),
        ("UPDATE documents SET source = 'x'", "may only read"),
        ("INSERT INTO documents (id) VALUES (9)", "may only read"),
        ("INSERT INTO sentence_index (sentence_index) VALUES ('delete-all')", "may only read"),
        ("WITH n AS (SELECT 1) DELETE FROM documents", "may only read"),
        ("DROP TABLE documents", "may only read"),
        ("CREATE TEMP TABLE t (x)", "may only read"),
        ("ATTACH 'other.db' AS other", "may only read"),
        ("VACUUM INTO 'other.db'", "may only read"),
        ("PRAGMA query_only = off", "may only read"),
        ("PRAGMA journal_mode = wal", "may only read"),
        ("PRAGMA writable_schema = on", "may only read"),
        ("BEGIN IMMEDIATE", "may only read"),
        ("SELECT load_extension('evil')", "not authorized to use function: load_extension"),
        ("SELECT fts5()", "not valid"),
        ("SELECT * FROM facts; DELETE FROM documents", "not valid"),
        ("SELEC 1", r'not valid \(near "SELEC": syntax error\)'),
        ("SELECT * FROM tides", "no such table: tides"),
        ("SELECT ?", "not valid"),
        ("SELECT '\x00'", "not valid"),
        ("SELECT zeroblob(900000000)", "not valid"),
        ("SELECT zeroblob(60000000) FROM facts", "gives more than 100 MB"),
        ("", "is empty: expected a SELECT"),
        ("-- nothing", "is empty: expected a SELECT"),
        ("SELECT '\ud800'", "not valid"),
    ],
)
def test_what_is_not_reading_is_refused_and_changes_nothing(
    tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch, statement: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "records.db"
    path.write_bytes(filled.read_bytes())
    with RecordStore.create(path) as store, pytest.raises(OptionError, match=message):
        store.sql(statement)
    assert path.read_bytes() == filled.read_bytes()
    assert [found.name for found in tmp_path.iterdir()] == ["records.db"]


@pytest.mark.parametrize(
    "statement",
    [
        f"{ENDLESS} SELECT count(*) FROM n",
        "SELECT count(*) FROM statements a, statements b, statements c, statements d, statements e, statements f",
        "SELECT a.id FROM statements a, statements b, statements c, statements d, statements e ORDER BY random()",
    ],
)
def test_what_never_ends_is_ended(filled: Path, statement: str) -> None:
    with RecordStore.open(filled) as store:
        with pytest.raises(StoreError, match=r"took longer than 0\.05 s: narrow it, or allow it more time"):
            store.sql(statement, seconds=0.05)
        assert store.find().rows


@pytest.mark.parametrize("options", [{"limit": -1}, {"seconds": 0}, {"seconds": float("nan")}, {"limit": 2**70}])
def test_limits_are_checked(filled: Path, options: dict[str, float]) -> None:
    with RecordStore.open(filled) as store, pytest.raises(CompressorError, match=r"expected|cannot hold"):
        store.sql("SELECT 1", **options)  # type: ignore[arg-type]
