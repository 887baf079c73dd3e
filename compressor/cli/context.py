"""`compress context STORE --query Q --budget N`: a context from stored documents, with no new parsing."""

from __future__ import annotations

from typing import Any

import click

from compressor.cli.compress import FORMATS, check_query, printed
from compressor.cli.group import SETTINGS
from compressor.cli.output import check_target, output_option, write
from compressor.cli.summary import summary


@click.command("context", context_settings=SETTINGS)
@click.argument("store", type=click.Path())
@click.option(
    "--query", metavar="QUESTION", required=True, callback=check_query, help="What the context should answer."
)
@click.option(
    "-b", "--budget", metavar="TOKENS", required=True, help="Most tokens: a number, a share such as 10%, or auto."
)
@click.option("--source", metavar="PATTERN", help="Only documents whose source matches, e.g. 'contracts/*'.")
@click.option(
    "-f", "--format", type=click.Choice(FORMATS), default="text", show_default=True, help="Shape of the context."
)
@output_option
@click.option("-m", "--model", metavar="NAME", help="Count tokens as this model does, e.g. gpt-4o.")
@click.option("--encoding", metavar="NAME", help="Count tokens in this encoding. [default: o200k_base]")
@click.option("--strict", is_flag=True, help="Fail with exit code 3 when not one whole sentence fits the budget.")
@click.option("-q", "--quiet", is_flag=True, help="Print no statistics or notes.")
def context_command(
    store: str, query: str, budget: str, source: str | None, output: str | None, **settings: Any
) -> None:
    """Answer a question with a context from the documents of a STORE, within a budget.

    The store's full-text index finds the documents that can matter: those of the 1,000 sentences that match the
    question best, and of these as many as hold a million characters, or ten times the budget. They are
    compressed as `compress` does it, without reading files or parsing anything anew; a share as the budget is
    one of these documents.

    \b
    Examples:
      compress context records.db --query "When does the lease end?" --budget 800
      compress context records.db --query "What failed?" --budget auto --source 'logs/*' --format markdown
    """
    from compressor.narrowing import narrow
    from compressor.options import CompressorOptions
    from compressor.pipeline import Compressor
    from compressor.store import RecordStore

    check_target(output, [store])
    quiet = settings.pop("quiet")
    compressor = Compressor(CompressorOptions(**settings, records=False))
    with RecordStore.open(store) as opened:
        tokens = int(budget) if budget.isdecimal() else None
        documents = narrow(opened, query, budget=tokens, source=source)
    result = compressor.compress(documents, budget=budget, query=query)
    write([printed(result, settings["format"]).encode()], output)
    if not quiet:
        several = f"{len(documents):,} document{'s' * (len(documents) != 1)}"
        click.echo(f"{summary(result)} · from {several}", err=True)
        for note in result.report.notes:
            click.echo(f"Note: {note}", err=True)
