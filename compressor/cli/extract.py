"""`compress extract PATHS...`: the full record of each document."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from compressor.cli.group import SETTINGS
from compressor.cli.inputs import Inputs, input_options
from compressor.cli.output import STDOUT, check_target, output_option, write
from compressor.cli.progress import tracked
from compressor.exports import BINARY, FORMATS, ExportFormat, export

if TYPE_CHECKING:
    from compressor.options import CompressorOptions
    from compressor.records import Document, DocumentRecord


@click.command("extract", context_settings=SETTINGS)
@click.option(
    "-f",
    "--format",
    "export_format",  # and so COMPRESS_EXPORT_FORMAT: COMPRESS_FORMAT is the shape of a context
    type=click.Choice(FORMATS),
    default="json",
    show_default=True,
    help="Shape of the records.",
)
@output_option
@click.option(
    "--types", metavar="FILE", type=click.Path(dir_okay=False), help="Entity types of your own, TOML or JSON."
)
@click.option("--pipeline", metavar="NAME", help="spaCy pipeline to extract with. [default: the English one installed]")
@input_options
def extract_command(inputs: Inputs, export_format: ExportFormat, output: str | None, **settings: Any) -> None:
    """Turn documents into records: entities, properties, facts and aspects, with offsets.

    \b
    Formats:
      json         whole records: of one document an object, of several JSON Lines
      jsonl, csv   flat rows, one for each entity, property, fact and aspect
      langextract  annotated documents as langextract keeps them, JSON Lines
      docbin       spaCy Docs: entities as doc.ents, the rest as span groups (binary)

    `compress schema` prints the schemas of the first two. In CSV, text that a spreadsheet would run as a
    formula has an apostrophe in front.

    \b
    Examples:
      compress extract report.pdf | jq '.entities[].name'
      compress extract reviews/ -o reviews.jsonl
      compress extract contracts/ --format csv -o facts.csv
      compress extract notes.md --format docbin -o notes.spacy
    """
    from compressor.options import CompressorOptions

    if export_format in BINARY and _is_terminal(output):
        raise click.UsageError(f"{export_format} is no text for a terminal: give a file with -o, or pipe it on")
    documents = inputs.documents()
    check_target(output, [document.source for document in documents])
    options = CompressorOptions(**{name: value for name, value in settings.items() if value is not None})
    write(_chunks(documents, options, export_format, inputs.quiet), output)
    if not inputs.quiet:
        click.echo(f"{len(documents):,} document{'s' * (len(documents) != 1)}", err=True)


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
