"""Run a user's SQL, which can read and nothing else, and ends in time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from compressor.errors import OptionError, StoreError
from compressor.store.results import Table

Parameters = Sequence[object] | Mapping[str, object]

_STEPS = 10_000  # of SQLite's machine between two looks at the clock, well under a millisecond
_LARGEST = 64 * 1024 * 1024  # bytes of one value
_MOST = 256 * 1024 * 1024  # characters and bytes of all values together, about
_LONGEST_PATTERN = 1_000  # of LIKE and GLOB, whose cost grows steeply with the wildcards in it
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_REFUSED_FUNCTIONS = frozenset({"load_extension", "fts5", "fts3_tokenizer"})


def run(connection: sqlite3.Connection, statement: str, parameters: Parameters, limit: int, seconds: float) -> Table:
    """Return what one SELECT gives, at most `limit` rows of it.

    The connection is given over to such statements: it is closed to all others from here on. Raises OptionError
    for a statement that is wrong or not allowed, StoreError for one that takes too long.
    """
    if limit < 0 or not seconds > 0:
        raise OptionError(f"limit = {limit}, seconds = {seconds}: expected a limit from 0 and more than 0 seconds")
    _close_to_all_but_reading(connection)
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        found = connection.execute(statement, parameters)
        rows = list(_fetched(found, limit + 1))
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        raise _told(error, seconds) from error
    if found.description is None:
        raise OptionError("the SQL statement is empty: expected a SELECT")
    names = tuple(column[0] for column in found.description)
    return Table(columns=names, rows=tuple(rows[:limit]), more=len(rows) > limit)


def _fetched(found: sqlite3.Cursor, most: int) -> Iterator[tuple[Any, ...]]:
    """Yield rows as long as they fit into memory."""
    size = 0
    for row in islice(found, most):
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if size > _MOST:
            raise OptionError("the SQL statement gives more than 256 MB: select less, or set a lower limit")
        yield row


def _close_to_all_but_reading(connection: sqlite3.Connection) -> None:
    connection.execute("SELECT rowid FROM sentence_index LIMIT 0")  # FTS5 makes its table ready, which it may not later
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, _LONGEST_PATTERN)
    connection.set_authorizer(_permit)


def _permit(action: int, one: str | None, two: str | None, _database: str | None, _trigger: str | None) -> int:
    """Permit reading, and functions but those that reach out of the database."""
    allowed = action in _ALLOWED or (action == sqlite3.SQLITE_FUNCTION and two not in _REFUSED_FUNCTIONS)
    allowed |= action == sqlite3.SQLITE_PRAGMA and one == "data_version"  # FTS5 asks for it
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _told(error: Exception, seconds: float) -> Exception:
    if isinstance(error, OptionError):
        return error
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_INTERRUPT:
        return StoreError(f"the SQL statement took longer than {seconds:g} s: narrow it, or allow it more time")
    if code == sqlite3.SQLITE_AUTH:
        return OptionError(f"the SQL statement may only read ({error}): expected one SELECT")
    return OptionError(f"the SQL statement is not valid ({error}): expected one SELECT, e.g. SELECT * FROM facts")
