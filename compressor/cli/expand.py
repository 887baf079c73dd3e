"""`compress expand RESULT.json ID`: the original text behind a unit or a gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from compressor.cli.group import SETTINGS
from compressor.cli.inputs import STDIN
from compressor.cli.output import output_option, write

if TYPE_CHECKING:
    from compressor.records import CompressionResult, Document, Source

_SHOWN = 60  # characters of a gap in the list


@click.command("expand", context_settings=SETTINGS)
@click.argument("result", metavar="RESULT.json", type=click.Path(exists=True, dir_okay=False))
@click.argument("identifiers", metavar="[ID]...", nargs=-1)
@click.option(
    "--from",
    "paths",
    metavar="FILE",
    multiple=True,
    type=click.Path(allow_dash=True),
    help="The documents, in their order, where they are no longer under the names in the result.",
)
@click.option("--charset", metavar="NAME", help="Encoding of text files. [default: detected, else UTF-8]")
@output_option
def expand_command(
    result: str, identifiers: tuple[str, ...], paths: tuple[str, ...], charset: str | None, output: str | None
) -> None:
    """Fetch back what a context left out, or what stands behind a part of it.

    RESULT.json is what `compress --format json` wrote. An ID is that of a gap (g1, g2, ...) or of a unit (u1, ...).
    Without an ID, the gaps are listed: id, sentences, characters and how each begins, tabs between.

    \b
    Examples:
      compress expand result.json       # after: compress report.txt --budget 500 --format json -o result.json
      compress expand result.json g3
    """
    read = _read(result)
    documents = _documents(read.sources, paths, charset)
    write(_texts(read, documents, identifiers) if identifiers else _listed(read, documents), output)


def _read(path: str) -> CompressionResult:
    from pathlib import Path

    from compressor.codec import decode
    from compressor.errors import InputError
    from compressor.records import CompressionResult

    try:
        return decode(Path(path).read_bytes(), CompressionResult)
    except InputError as error:
        raise InputError(f"{path}: {error}; `compress --format json` writes one") from error


def _texts(result: CompressionResult, documents: list[Document], identifiers: tuple[str, ...]) -> Iterator[bytes]:
    from compressor.expansion import expand

    texts = [expand(result, identifier, documents).quote for identifier in identifiers]
    yield ("\n\n".join(texts) + "\n").encode()


def _listed(result: CompressionResult, documents: list[Document]) -> Iterator[bytes]:
    for gap in result.dropped:
        words = " ".join(documents[gap.document].text[gap.start : gap.end].split())
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        yield f"{gap.id}\t{gap.sentences}\t{gap.end - gap.start}\t{shown}\n".encode()


def _documents(sources: tuple[Source, ...], paths: tuple[str, ...], charset: str | None) -> list[Document]:
    """Read the documents anew, by their names in the result or from where the user says; they must be the same."""
    from compressor.expansion import check_same
    from compressor.text.loading import load

    given = paths or tuple(source.name or STDIN for source in sources)
    if len(given) != len(sources):
        raise click.BadParameter(f"{len(given)} files; expected the {len(sources)} documents", param_hint="--from")
    if not paths and STDIN in given:
        raise click.UsageError("the context was made from standard input: give that text with --from FILE")
    documents = [document for path in given for document in load([path], charset=charset)]
    return [check_same(document, source) for document, source in zip(documents, sources, strict=True)]
