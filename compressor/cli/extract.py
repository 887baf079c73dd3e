"""`compress extract PATHS...`: the full record of each document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from compressor.cli.group import SETTINGS
from compressor.cli.inputs import Inputs, input_options
from compressor.cli.output import check_target, output_option, write
from compressor.cli.progress import tracked

if TYPE_CHECKING:
    from compressor.options import CompressorOptions
    from compressor.records import Document


@click.command("extract", context_settings=SETTINGS)
@output_option
@click.option("--pipeline", metavar="NAME", help="spaCy pipeline to extract with. [default: the English one installed]")
@input_options
def extract_command(inputs: Inputs, output: str | None, pipeline: str | None) -> None:
    """Turn documents into records: entities, properties, facts and aspects, with offsets.

    One document gives a JSON object, several give JSON Lines. `compress schema` prints their schema.

    \b
    Examples:
      compress extract report.pdf | jq '.entities[].name'
      compress extract reviews/ -o reviews.jsonl
    """
    from compressor.options import CompressorOptions

    documents = inputs.documents()
    check_target(output, [document.source for document in documents])
    options = CompressorOptions() if pipeline is None else CompressorOptions(pipeline=pipeline)
    write(_lines(documents, options, inputs.quiet), output)
    if not inputs.quiet:
        click.echo(f"{len(documents):,} document{'s' * (len(documents) != 1)}", err=True)


def _lines(documents: list[Document], options: CompressorOptions, quiet: bool) -> Iterator[bytes]:
    from compressor.codec import encode
    from compressor.pipeline import Compressor

    compressor = Compressor(options)
    for document in tracked(documents, quiet):
        yield encode(compressor.extract(document), indent=len(documents) == 1)
