"""`compress PATHS... --budget 2000`: the main job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

import click

from compressor.cli.group import SETTINGS, DefaultCommand
from compressor.cli.inputs import Inputs, input_options
from compressor.cli.output import check_target, output_option, write
from compressor.cli.progress import activity
from compressor.cli.summary import summary

if TYPE_CHECKING:
    from compressor.records import CompressionResult

STRUCTURED = ("json", "jsonl")
FORMATS = ("text", "markdown", "json", "jsonl", "xml")  # those of compressor.options, without importing pydantic


def check_query(ctx: click.Context, param: click.Parameter, query: str | None) -> str | None:  # noqa: ARG001 - click's
    """Refuse bytes that are not UTF-8, which the shell hands on as lone surrogates."""
    try:
        (query or "").encode()
    except UnicodeEncodeError as error:
        raise click.BadParameter(f"character {error.start} is not UTF-8: set the terminal to UTF-8") from None
    return query or None


@click.command("compress", cls=DefaultCommand, context_settings=SETTINGS)
@click.option(
    "-b",
    "--budget",
    metavar="TOKENS",
    required=True,
    help="Most tokens the context may have: a number, a share such as 10%, or auto: as many as pay.",
)
@click.option("--query", metavar="QUESTION", callback=check_query, help="What the context should answer.")
@click.option(
    "-f", "--format", type=click.Choice(FORMATS), default="text", show_default=True, help="Shape of the context."
)
@output_option
@click.option("-m", "--model", metavar="NAME", help="Count tokens as this model does, e.g. gpt-4o.")
@click.option(
    "--encoding", metavar="NAME", help="Count tokens in this encoding: o200k_base or cl100k_base. [default: o200k_base]"
)
@click.option("--strict", is_flag=True, help="Fail with exit code 3 when not one whole sentence fits the budget.")
@click.option(
    "--tighten/--no-tighten",
    default=None,
    help="Leave out articles, citations and the like. [default: only without a question]",
)
@click.option("--referents", is_flag=True, help="Say in brackets what a sentence's leading pronoun stands for.")
@click.option(
    "--types", metavar="FILE", type=click.Path(dir_okay=False), help="Entity types of your own, TOML or JSON."
)
@click.option("--pipeline", metavar="NAME", help="spaCy pipeline to extract with. [default: the English one installed]")
@input_options
def compress_command(inputs: Inputs, budget: str, query: str | None, output: str | None, **settings: Any) -> None:
    """Make long text small enough for a language model without losing what matters.

    PATHS are files (text, Markdown, HTML; PDF and DOCX with the extra 'docs'), folders, patterns such as
    'docs/*.md', or - for standard input, which is also read when there are none. Several documents share one
    budget. The context goes to standard output and one line of statistics to standard error.

    \b
    Examples:
      compress report.pdf --budget 2000
      compress contract.docx --budget 5% --query "When does the lease end?"
      compress notes/ 'logs/*.txt' --budget 4000 --format markdown -o context.md
      curl -s https://example.org/ | compress --budget 500 --quiet
      git ls-files -z '*.md' | compress --files-from - -0 --budget auto
      compress report.pdf --budget 2000 --format json | jq '.report'
    """
    from compressor.options import CompressorOptions
    from compressor.pipeline import Compressor

    given = {name: value for name, value in settings.items() if value is not None}
    options = CompressorOptions(**given, records=settings["format"] in STRUCTURED)
    documents = inputs.documents()
    check_target(output, [document.source for document in documents])
    with activity(documents, inputs.quiet):
        result = Compressor(options).compress(documents, budget=budget, query=query)
    write([printed(result, settings["format"]).encode()], output)
    if not inputs.quiet:
        click.echo(summary(result), err=True)
        for note in result.report.notes:
            click.echo(f"Note: {note}", err=True)


def printed(result: CompressionResult, format: str) -> str:
    """Return a result as it is printed."""
    if format not in STRUCTURED:
        return result.text
    from compressor.rendering import structured

    return structured(result, cast(Literal["json", "jsonl"], format))
