"""`compress examples FILE --input TEXT`: the examples to show a model with a new input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from compressor.cli.group import SETTINGS
from compressor.cli.inputs import STDIN
from compressor.cli.output import check_target, output_option, write

if TYPE_CHECKING:
    from compressor.examples import ExampleOptions

FORMATS = ("text", "jsonl")
METHODS = ("coverage", "bm25", "jaccard")  # those of compressor.examples, without importing pydantic


@click.command("examples", context_settings=SETTINGS)
@click.argument("file", type=click.Path(allow_dash=True, dir_okay=False))
@click.option("--input", "query", metavar="TEXT", required=True, help="The new input that the examples should suit.")
@click.option("-k", "k", metavar="N", type=click.IntRange(min=1), help="Most examples to choose.")
@click.option(
    "-b", "--budget", metavar="TOKENS", type=click.IntRange(min=1), help="Most tokens all that is printed may have."
)
@click.option("--method", type=click.Choice(METHODS), default="coverage", show_default=True, help="How to choose.")
@click.option(
    "--text-key", metavar="KEY", help="Key of the text to compare. [default: the first of text, input, question]"
)
@click.option(
    "-f",
    "--format",
    "example_format",  # and so COMPRESS_EXAMPLE_FORMAT: COMPRESS_FORMAT is the shape of a context
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="'key: value' lines, or the examples as they came.",
)
@click.option(
    "--order",
    type=click.Choice(("best-last", "document")),
    default="best-last",
    show_default=True,
    help="The best next to the input, or all in the order they came.",
)
@click.option("-m", "--model", metavar="NAME", help="Count tokens as this model does, e.g. gpt-4o.")
@click.option("--encoding", metavar="NAME", help="Count tokens in o200k_base or cl100k_base. [default: o200k_base]")
@click.option("-q", "--quiet", is_flag=True, help="Print no statistics.")
@output_option
def examples_command(
    file: str, query: str, example_format: str, output: str | None, quiet: bool, **settings: Any
) -> None:
    """Choose the examples that tell most about a new input, for a prompt.

    FILE is JSON Lines, an object or a string a line; - is standard input. Give a number of examples, a budget of
    tokens, or both. Examples that share nothing with the input are taken only to fill up -k. Of examples that look
    the same, only the first counts.

    \b
    Examples:
      compress examples train.jsonl --input "The soup was cold." --budget 800
      compress examples train.jsonl --input "The soup was cold." -k 5 --format jsonl
      compress examples faq.jsonl --input "Can I pay later?" -k 3 --text-key ask
    """
    from compressor.examples import ExampleSelector
    from compressor.examples.reading import read_examples
    from compressor.text.loading import load_plain

    k, budget = settings.pop("k"), settings.pop("budget")
    if k is None and budget is None:
        raise click.UsageError("give a number of examples with -k, a budget of tokens with --budget, or both")
    found = read_examples(load_plain(file), file)
    check_target(output, [file] if file != STDIN else [])
    selection = ExampleSelector(found, _options(settings, example_format)).select(query, k=k, budget=budget)
    write([selection.text.encode()], output)
    if not quiet:
        chosen = f"{len(selection.examples):,} of {len(found):,} examples"
        click.echo(f"{chosen} · {selection.tokens:,}{f' of {budget:,}' if budget else ''} tokens", err=True)
        for note in selection.notes:
            click.echo(f"Note: {note}", err=True)


def _options(settings: dict[str, Any], example_format: str) -> ExampleOptions:
    from compressor.examples import ExampleOptions
    from compressor.examples.reading import json_line

    if example_format == "jsonl":
        settings |= {"render": json_line, "separator": ""}
    return ExampleOptions(**settings)
