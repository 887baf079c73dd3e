"""Find the statements that pass filters, a page at a time.

A filter that few statements pass is answered from its index, and the others are tested on what it leaves. Which
one that is depends on the values more than any statistics of the tables tell, so each is probed first, as far as it
matters. Totals are counted up to 10,000: to count on can cost a thousand times what a page costs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from compressor.errors import OptionError
from compressor.exports.rows import COLUMNS
from compressor.records import Row
from compressor.store.filters import Condition, Filters, conditions
from compressor.store.results import Page

COUNTED = 10_000
MOST = 10_000  # rows of a page
_LAST = 2**63 - 1  # SQLite's largest integer
_AT_ONCE = 1_000  # rows read together

_COLUMNS = ", ".join(f'"{name}"' for name in COLUMNS)


def find(connection: sqlite3.Connection, filters: Filters, limit: int, offset: int) -> Page:
    """Return the statements from `offset` on, at most `limit`, in the order of the store."""
    for name, value, most in (("limit", limit, MOST), ("offset", offset, _LAST)):
        if not 0 <= value <= most:
            raise OptionError(f"{name} = {value}: expected a number from 0 to {most:,}")
    where, parameters = _where(connection, list(conditions(filters)))
    few = f"SELECT id FROM statements WHERE {where} LIMIT {COUNTED + 1}"
    found = [number for (number,) in connection.execute(few, parameters)]
    more = len(found) > COUNTED
    if more:
        page = f"SELECT id FROM statements WHERE {where} ORDER BY id LIMIT ? OFFSET ?"
        wanted = [number for (number,) in connection.execute(page, (*parameters, limit, offset))]
    else:
        wanted = sorted(found)[offset : offset + limit]
    return Page(rows=_rows(connection, wanted), total=min(len(found), COUNTED), more=more, offset=offset)


def every(connection: sqlite3.Connection, filters: Filters) -> Iterator[Row]:
    """Yield all statements that pass; only their ids are in memory together."""
    where, parameters = _where(connection, list(conditions(filters)))
    found = connection.execute(f"SELECT id FROM statements WHERE {where} ORDER BY id", parameters).fetchall()
    for first in range(0, len(found), _AT_ONCE):
        yield from _rows(connection, [number for (number,) in found[first : first + _AT_ONCE]])


def count(connection: sqlite3.Connection, filters: Filters) -> int:
    """Return how many statements pass, however many there are."""
    where, parameters = _where(connection, list(conditions(filters)))
    (total,) = connection.execute(f"SELECT count(*) FROM statements WHERE {where}", parameters).fetchone()
    return int(total)


def _where(connection: sqlite3.Connection, asked: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    """Write conditions so that SQLite uses the index of the one that fewest statements meet."""
    if not asked:
        return "true", ()
    leading, fewest = 0, COUNTED + 1
    if len(asked) > 1:
        for i, condition in enumerate(asked):
            met = _met(connection, condition, fewest)
            if met < fewest:
                leading, fewest = i, met
    marks = ["" if i == leading or fewest > COUNTED else "+" for i in range(len(asked))]
    tests = [condition.sql.format(mark) for condition, mark in zip(asked, marks, strict=True)]
    return " AND ".join(tests), tuple(value for condition in asked for value in condition.parameters)


def _met(connection: sqlite3.Connection, condition: Condition, most: int) -> int:
    """Count the statements that meet a condition, up to a number."""
    statement = f"SELECT count(*) FROM (SELECT 1 FROM statements WHERE {condition.sql.format('')} LIMIT ?)"
    (met,) = connection.execute(statement, (*condition.parameters, most)).fetchone()
    return int(met)


def _rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Row, ...]:
    marks = ", ".join("?" * len(numbers))
    statement = f"SELECT {_COLUMNS} FROM facts WHERE statement IN ({marks}) ORDER BY statement"
    return tuple(Row(**dict(zip(COLUMNS, line, strict=True))) for line in connection.execute(statement, numbers))
