"""Find the statements that pass filters, a page at a time.

A filter that few statements pass is answered from its index, and the others are tested on what it leaves. Which
one that is depends on the values more than any statistics of the tables tell, so each is probed first, as far as it
matters. Where each lets many pass, the statements are read in their order: that costs less than to fetch them one by
one from all over the file, and mostly ends soon. Totals are counted up to 10,000: to count on can cost a
thousand times what a page costs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from compressor.errors import OptionError
from compressor.exports.rows import COLUMNS
from compressor.records import Row
from compressor.store.filters import Condition, Filters, conditions
from compressor.store.results import Page

COUNTED = 10_000
MOST = 10_000  # rows of a page
_LAST = 2**63 - 1  # SQLite's largest integer
_FEW = 1 / 16  # share of the statements up to which an index is faster than reading them all
_HANDFUL = 1_000  # statements that are read faster than another condition is probed
_AT_ONCE = 1_000  # rows read together

_COLUMNS = ", ".join(f'"{name}"' for name in COLUMNS)


def find(connection: sqlite3.Connection, filters: Filters, limit: int, offset: int) -> Page:
    """Return the statements from `offset` on, at most `limit`, in the order of the store."""
    for name, value, most in (("limit", limit, MOST), ("offset", offset, _LAST)):
        if not 0 <= value <= most:
            raise OptionError(f"{name} = {value}: expected a number from 0 to {most:,}")
    where, order, parameters = _clauses(connection, list(conditions(filters)))
    select = f"SELECT id FROM statements WHERE {where}"
    found = _ids(connection, f"{select} {order} LIMIT ?", (*parameters, COUNTED + 1))
    more = len(found) > COUNTED
    if not more or (order and offset + limit <= COUNTED):
        wanted = sorted(found)[offset : offset + limit]
    else:
        wanted = _ids(connection, f"{select} {order or 'ORDER BY id'} LIMIT ? OFFSET ?", (*parameters, limit, offset))
    return Page(rows=_rows(connection, wanted), total=min(len(found), COUNTED), more=more, offset=offset)


def every(connection: sqlite3.Connection, filters: Filters) -> Iterator[Row]:
    """Yield all statements that pass; only their ids are in memory together."""
    where, order, parameters = _clauses(connection, list(conditions(filters)))
    found = _ids(connection, f"SELECT id FROM statements WHERE {where} {order or 'ORDER BY id'}", parameters)
    for first in range(0, len(found), _AT_ONCE):
        yield from _rows(connection, found[first : first + _AT_ONCE])


def count(connection: sqlite3.Connection, filters: Filters) -> int:
    """Return how many statements pass, however many there are."""
    where, _, parameters = _clauses(connection, list(conditions(filters)))
    (total,) = connection.execute(f"SELECT count(*) FROM statements WHERE {where}", parameters).fetchone()
    return int(total)


class _Clauses(NamedTuple):
    """What stands after WHERE, an ORDER BY or '' where SQLite may give statements as they come, and the parameters."""

    where: str
    order: str
    parameters: tuple[object, ...]


def _clauses(connection: sqlite3.Connection, asked: Sequence[Condition]) -> _Clauses:
    """Write conditions so that SQLite uses the index of one that few statements meet, or else reads all in order."""
    if len(asked) < 2:
        leading, order = asked[0] if asked else None, ""
    else:
        leading = _leading(connection, asked)
        order = "ORDER BY +id" if leading else "ORDER BY id"  # with +, an index goes before reading in order
    tests = [condition.sql.format("" if condition is leading else "+") for condition in asked]
    return _Clauses(" AND ".join(tests) or "true", order, tuple(p for condition in asked for p in condition.parameters))


def _leading(connection: sqlite3.Connection, asked: Sequence[Condition]) -> Condition | None:
    """Return the condition that fewest statements meet, None where all of them are met by many."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM statements").fetchone()
    leading, fewest = None, int(last * _FEW)
    for condition in asked:
        if leading is not None and fewest <= _HANDFUL:
            break
        met = _met(connection, condition, fewest)
        if met < fewest:
            leading, fewest = condition, met
    return leading


def _met(connection: sqlite3.Connection, condition: Condition, most: int) -> int:
    """Count the statements that meet a condition, up to a number."""
    statement = f"SELECT count(*) FROM (SELECT 1 FROM statements WHERE {condition.sql.format('')} LIMIT ?)"
    (met,) = connection.execute(statement, (*condition.parameters, most)).fetchone()
    return int(met)


def _ids(connection: sqlite3.Connection, statement: str, parameters: Sequence[object]) -> list[int]:
    return [number for (number,) in connection.execute(statement, parameters)]


def _rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Row, ...]:
    marks = ", ".join("?" * len(numbers))
    statement = f"SELECT {_COLUMNS} FROM facts WHERE statement IN ({marks}) ORDER BY statement"
    return tuple(Row(**dict(zip(COLUMNS, line, strict=True))) for line in connection.execute(statement, numbers))
