"""`compress query STORE`: ask a record store, with no language model."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from compressor.cli.filters import filter_options
from compressor.cli.group import SETTINGS
from compressor.cli.output import check_target, output_option, write
from compressor.cli.tables import counted, selected, statements_as_csv, statements_as_text

if TYPE_CHECKING:
    from compressor.records import Row
    from compressor.store import RecordStore

SHAPES = ("table", "json", "jsonl", "csv", "parquet")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an answer is wanted."""

    shape: str
    evidence: bool
    limit: int
    offset: int
    everything: bool
    count: bool
    seconds: float
    quiet: bool


@click.command("query", context_settings=SETTINGS)
@click.argument("store", type=click.Path())
@filter_options
@click.option("--sql", metavar="SELECT", help="Ask in SQL, which can only read, instead of by filters.")
@click.option(
    "-f",
    "--format",
    "shape",
    type=click.Choice(SHAPES),
    help="Shape of the answer; parquet has every match. [default: table on a terminal, else jsonl]",
)
@click.option("--evidence", is_flag=True, help="Show in the table the words that state each record.")
@click.option("--limit", type=click.IntRange(0, 10_000), default=100, show_default=True, help="Most rows to give.")
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="Rows to pass over.")
@click.option("--all", "everything", is_flag=True, help="Give every match, not a page of them.")
@click.option("--count", is_flag=True, help="Give only the exact number of matches.")
@click.option(
    "--seconds", type=click.FloatRange(0, min_open=True), default=10, show_default=True, help="Longest --sql may take."
)
@output_option
@click.option("-q", "--quiet", is_flag=True, help="Do not say how many matches there are.")
def query_command(
    store: str, filters: dict[str, Any], sql: str | None, output: str | None, shape: str | None, **how: Any
) -> None:
    """Find what the documents of a STORE say; no model is asked. `compress extract -o STORE.db` makes one.

    Filters combine: what is found passes them all. Names compare without regard to the case. An amount compares
    as a number in its own unit, a date by the days it stands for. How many matches there are is said on standard
    error, counted up to 10,000; --count counts on.

    \b
    Examples:
      compress query records.db --entity 'acme*' --kind fact --evidence
      compress query records.db --key price --min 1000 --unit USD --format csv -o prices.csv
      compress query records.db --after 2020-01 --before 2021 --type ORG
      compress query records.db --polarity negative --search 'delivery late' --confidence 0.5 --limit 10
      compress query records.db --sql 'SELECT name, count(*) FROM facts GROUP BY name ORDER BY 2 DESC'
      compress query records.db --format parquet -o facts.parquet
    """
    from compressor.store import RecordStore

    wanted = Wanted(shape or ("table" if output is None and sys.stdout.isatty() else "jsonl"), **how)
    check_target(output, [store])
    _check(wanted, sql, filters)
    with RecordStore.open(store) as opened:
        if sql is not None:
            _select(opened, sql, wanted, output)
        elif wanted.count:
            write([f"{opened.count(**filters)}\n".encode()], output)
        elif wanted.everything or wanted.shape == "parquet":
            write(_every(opened.rows(**filters), wanted), output)
        else:
            _page(opened, filters, wanted, output)


def _check(wanted: Wanted, sql: str | None, filters: dict[str, Any]) -> None:
    """Refuse options that would be without effect."""
    if sql is not None and (filters or wanted.shape == "parquet" or wanted.everything or wanted.count or wanted.offset):
        raise click.UsageError("--sql goes with --limit, --seconds and the other formats only: put the rest into it")
    if wanted.everything and wanted.offset:
        raise click.UsageError("--all has no --offset: leave one of them out")


def _select(store: RecordStore, sql: str, wanted: Wanted, output: str | None) -> None:
    table = store.sql(sql, limit=wanted.limit, seconds=wanted.seconds)
    write(selected(table, wanted.shape), output)
    if table.more and not wanted.quiet:
        click.echo(f"the first {wanted.limit:,} rows; --limit gives more", err=True)


def _page(store: RecordStore, filters: dict[str, Any], wanted: Wanted, output: str | None) -> None:
    from compressor.codec import encode

    page = store.find(limit=wanted.limit, offset=wanted.offset, **filters)
    write([encode(page, indent=True)] if wanted.shape == "json" else _shaped(page.rows, wanted), output)
    if not wanted.quiet:
        click.echo(counted(page), err=True)


def _every(rows: Iterable[Row], wanted: Wanted) -> Iterator[bytes]:
    if wanted.shape == "parquet":
        from compressor.exports.parquet import parquet

        yield parquet(rows)
    elif wanted.shape == "json":
        from compressor.codec import encode
        from compressor.store.results import Page

        every = tuple(rows)
        yield encode(Page(rows=every, total=len(every), more=False, offset=0), indent=True)
    else:
        yield from _shaped(rows, wanted)


def _shaped(rows: Iterable[Row], wanted: Wanted) -> Iterator[bytes]:
    if wanted.shape == "table":
        yield from statements_as_text(list(rows), evidence=wanted.evidence)
    elif wanted.shape == "csv":
        yield from statements_as_csv(rows)
    else:
        from compressor.codec import encode

        yield from map(encode, rows)
