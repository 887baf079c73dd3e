"""Connect to the file of a store, tell it from other files, and put SQLite's errors into words.

The journal is SQLite's default, which it deletes after each transaction: a store at rest is one file that can be
mailed or lie on read-only media, where a write-ahead log could not be opened. Its price, readers and a writer
waiting for each other, is paid once a document.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from compressor.errors import OptionError, StoreError

APPLICATION = 0x434D5052
VERSION = 1

PATIENCE = 5.0  # seconds to wait for a lock
_CACHE = -65_536  # KiB of pages kept; the default of 2 MB is too little for indices of a million rows

_ADVICE = {
    sqlite3.SQLITE_BUSY: "is locked by another program: wait until that is done, or close it",
    sqlite3.SQLITE_LOCKED: "is locked by another program: wait until that is done, or close it",
    sqlite3.SQLITE_READONLY: "cannot be written: use `create` for it, and allow writing the file and its folder",
    sqlite3.SQLITE_FULL: "cannot grow, the disk is full: make room and run again, what was stored before is intact",
    sqlite3.SQLITE_IOERR: "cannot be read or written: check the disk and its free space, then run again",
    sqlite3.SQLITE_NOTADB: "is no record store: expected a file made by `compress extract -o NAME.db`",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore a copy, or delete it and extract the documents again",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that its folder exists and may be read",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into StoreErrors that name the file and the way out."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        advice = _ADVICE.get(code, f"cannot be used ({error}): expected a record store")
        raise StoreError(f"{str(path)!r} {advice}") from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise OptionError(f"{str(path)!r} cannot hold such a value: {error}") from None


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Connect read-only to a store that exists."""
    _check_file(path)
    with told(path):
        try:
            return _checked(_connect(path, "ro"), path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
        _checked(_connect(path, "rw"), path).close()  # rolls back what a writer that was killed left half done
        return _checked(_connect(path, "ro"), path)


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Connect to a store, which is made if there is no file or an empty one."""
    if path.is_dir():
        raise StoreError(f"{str(path)!r} is a folder: expected the name of a file")
    if not path.parent.is_dir():
        raise StoreError(f"the folder of {str(path)!r} does not exist: make it first")
    with told(path):
        connection = _connect(path, "rwc")
        try:
            _make(connection)
        except BaseException:
            connection.close()
            raise
        return _checked(connection, path)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)


def _checked(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Return a connection to a store, made ready; close it if it is to something else."""
    try:
        _check_kind(connection, path)
        connection.execute(f"PRAGMA cache_size = {_CACHE}")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{str(path)!r} is a folder: expected a record store, a file")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise StoreError(f"cannot open {str(path)!r} ({error.strerror}): expected a record store") from None
    if not size:
        raise StoreError(f"{str(path)!r} is empty: fill it with `compress extract DOCUMENTS -o {path}`")


def _check_kind(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise StoreError(f"{str(path)!r} is an SQLite database, but {_ADVICE[sqlite3.SQLITE_NOTADB]}")
    if version != VERSION:
        age, mend = (
            ("an older", "extract the documents again into a new one")
            if version < VERSION
            else ("a newer", "update entity-compressor")
        )
        raise StoreError(f"{str(path)!r} has {age} schema ({version}; expected {VERSION}): {mend}")


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables in a database that has nothing in it, all in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _holds_anything(connection):
            for statement in _statements():
                connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _holds_anything(connection: sqlite3.Connection) -> bool:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(application or objects)


def _statements() -> Iterator[str]:
    """Yield the statements of the schema; executescript would commit on its own."""
    pending = ""
    for line in files("compressor.store").joinpath("schema.sql").read_text("utf-8").splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
