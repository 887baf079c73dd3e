"""Shape what a query found: a table to read, or JSON and CSV to pass on."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compressor.records import Row
    from compressor.store.results import Page, Table

_WIDE = 160  # columns of a table that does not go to a terminal

Line = Sequence[object]


def statements_as_text(rows: Sequence[Row], *, evidence: bool) -> Iterator[bytes]:
    """Yield a table of statements, without the columns that none of them fills."""
    columns = ["kind", "about", "predicate", "object", "negated", "time", "place", "polarity", "category", "amount"]
    columns += ["source", "quote"] if evidence else ["source"]
    lines = [{**row.model_dump(), "about": row.name or row.subject, "amount": _amount(row)} for row in rows]
    filled = [name for name in columns if any(line[name] not in (None, False) for line in lines)]
    yield as_text(filled, [[line[name] for name in filled] for line in lines])


def statements_as_csv(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a header, then a line for each statement."""
    from compressor.exports.rows import COLUMNS, csv_lines

    yield csv_lines([COLUMNS])
    for row in rows:
        yield csv_lines([row.model_dump().values()])


def _amount(row: Row) -> str | None:
    return None if row.number is None else f"{row.number:,.12g} {row.unit or ''}".rstrip()


def selected(table: Table, shape: str) -> Iterator[bytes]:
    """Yield what SQL gave in a shape."""
    if shape == "table":
        yield as_text(table.columns, table.rows)
    elif shape == "csv":
        from compressor.exports.rows import csv_lines

        yield csv_lines([table.columns, *(map(_plain, row) for row in table.rows)])
    else:
        yield from _json(table, shape)


def _json(table: Table, shape: str) -> Iterator[bytes]:
    import orjson

    rows = [{name: _plain(value) for name, value in zip(table.columns, row, strict=True)} for row in table.rows]
    if shape == "json":
        yield orjson.dumps({"rows": rows, "more": table.more}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    else:
        yield from (orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


def _plain(value: object) -> object:
    """Return a value as JSON can have it: bytes in hexadecimal."""
    return value.hex() if isinstance(value, bytes) else value


def as_text(columns: Sequence[str], lines: Iterable[Line]) -> bytes:
    """Return a table as wide as the terminal; what is too long is folded."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        shown.add_column(Text(name), overflow="fold")
    for line in lines:
        shown.add_row(*(Text(_cell(value)) for value in line))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    buffer = io.StringIO()
    Console(file=buffer, width=width, color_system=None).print(shown)
    return "".join(f"{line.rstrip()}\n" for line in buffer.getvalue().splitlines() if line.strip()).encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(_plain(value)).split())


def counted(page: Page) -> str:
    """Return e.g. '101 to 200 of more than 10,000 matches'."""
    total = f"{'more than ' if page.more else ''}{page.total:,} match{'es' * (page.total != 1)}"
    if not page.rows:
        return f"none of {total}" if page.total else "no matches"
    first, last = page.offset + 1, page.offset + len(page.rows)
    return total if (first, last, page.more) == (1, page.total, False) else f"{first:,} to {last:,} of {total}"
