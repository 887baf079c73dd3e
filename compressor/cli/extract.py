"""`compress extract PATHS...`: the full record of each document."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from compressor.cli.group import SETTINGS
from compressor.cli.inputs import Inputs, input_options
from compressor.cli.output import STDOUT, check_target, output_option, write
from compressor.cli.progress import named, tracked
from compressor.exports import BINARY, FORMATS, ExportFormat, export

if TYPE_CHECKING:
    from compressor.options import CompressorOptions
    from compressor.records import Document, DocumentRecord

STORE = "store"
STORE_SUFFIXES = (".db", ".sqlite", ".sqlite3")


@click.command("extract", context_settings=SETTINGS)
@click.option(
    "-f",
    "--format",
    "export_format",  # and so COMPRESS_EXPORT_FORMAT: COMPRESS_FORMAT is the shape of a context
    type=click.Choice((*FORMATS, STORE)),
    help="Shape of the records. [default: json; store, if FILE ends in .db, .sqlite or .sqlite3]",
)
@output_option
@click.option(
    "--types", metavar="FILE", type=click.Path(dir_okay=False), help="Entity types of your own, TOML or JSON."
)
@click.option(
    "--aspects", metavar="ENGINE", help="What finds opinions: trained, rules, or the folder of a model of your own."
)
@click.option("--pipeline", metavar="NAME", help="spaCy pipeline to extract with. [default: the English one installed]")
@input_options
def extract_command(inputs: Inputs, export_format: str | None, output: str | None, **settings: Any) -> None:
    """Turn documents into records: entities, properties, facts and aspects, with offsets.

    \b
    Formats:
      json         whole records: of one document an object, of several JSON Lines
      jsonl, csv   flat rows, one for each entity, property, fact and aspect
      opinions     what is said of each aspect, over all documents: counts and quotes, JSON Lines
      langextract  annotated documents as langextract keeps them, JSON Lines
      docbin       spaCy Docs: entities as doc.ents, the rest as span groups (binary)
      store        an SQLite file to query, see `compress query`; run again, it takes up what is new or changed

    `compress schema` prints the schemas of the first two. In CSV, text that a spreadsheet would run as a
    formula has an apostrophe in front.

    \b
    Examples:
      compress extract report.pdf | jq '.entities[].name'
      compress extract reviews/ -o reviews.jsonl
      compress extract contracts/ --format csv -o facts.csv
      compress extract reviews/ --format opinions | jq '{term, positive, negative}'
      compress extract notes.md --format docbin -o notes.spacy
      compress extract docs/ -o records.db
    """
    from compressor.options import CompressorOptions

    form = export_format or (STORE if Path(output or "").suffix in STORE_SUFFIXES else "json")
    if form in BINARY and _is_terminal(output):
        raise click.UsageError(f"{form} is no text for a terminal: give a file with -o, or pipe it on")
    options = CompressorOptions(**{name: value for name, value in settings.items() if value is not None})
    if form == STORE:
        _fill(inputs, options, output)
    else:
        _export(inputs, options, cast(ExportFormat, form), output)


def _fill(inputs: Inputs, options: CompressorOptions, output: str | None) -> None:
    """Fill a store with the documents, as they are read."""
    from compressor.ingestion import ingest
    from compressor.pipeline import Compressor
    from compressor.store import RecordStore

    if output is None or output == STDOUT:
        raise click.UsageError("a store is a file: name it with -o, e.g. -o records.db")
    given = set[str | None]()
    states = Counter[str]()
    with RecordStore.create(output) as store:
        documents = named(inputs.stream(), inputs.quiet)
        for source, state in ingest(documents, store, Compressor(options)):
            given.add(source)
            states[state] += 1
            if state == "changed" and not inputs.quiet:
                click.echo(f"Replaced: {source}", err=True)
        others = sum(document.source not in given for document in store.documents())
    if not inputs.quiet:
        click.echo(_filled(states, others), err=True)


def _filled(states: Counter[str], others: int) -> str:
    """Return e.g. '12 documents: 3 new, 1 changed, 8 unchanged; 2 others stay in the store'."""
    done = ", ".join(f"{states[state]:,} {state}" for state in ("new", "changed", "unchanged") if states[state])
    stay = f"; {others:,} other{'s' * (others != 1)} stay{'s' * (others == 1)} in the store" if others else ""
    return f"{_documents(states.total())}: {done}{stay}"


def _documents(number: int) -> str:
    return f"{number:,} document{'s' * (number != 1)}"


def _export(inputs: Inputs, options: CompressorOptions, form: ExportFormat, output: str | None) -> None:
    documents = inputs.documents()
    check_target(output, [document.source for document in documents])
    write(_chunks(documents, options, form, inputs.quiet), output)
    if not inputs.quiet:
        click.echo(_documents(len(documents)), err=True)


def _is_terminal(output: str | None) -> bool:
    return output in (None, STDOUT) and sys.stdout.isatty()


def _chunks(documents: list[Document], options: CompressorOptions, form: ExportFormat, quiet: bool) -> Iterator[bytes]:
    from compressor.codec import encode

    read = _read(documents, options, quiet)
    if form == "json" and len(documents) == 1:
        yield from (encode(record, indent=True) for _, record in read)
    else:
        yield from export(read, form)


def _read(
    documents: list[Document], options: CompressorOptions, quiet: bool
) -> Iterator[tuple[Document, DocumentRecord]]:
    from compressor.pipeline import Compressor

    compressor = Compressor(options)
    for document in tracked(documents, quiet):
        yield document, compressor.extract(document)
