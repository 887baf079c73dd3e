"""`compress view FILE -o PAGE`: records or a compression result as a page to look at."""

from __future__ import annotations

from pathlib import Path

import click

from compressor.cli.group import SETTINGS
from compressor.cli.output import check_target, output_option, write


@click.command("view", context_settings=SETTINGS)
@click.argument("path", metavar="FILE", type=click.Path())
@output_option
@click.option("--title", metavar="TEXT", help="Title of the page. [default: the name of FILE]")
def view_command(path: str, output: str | None, title: str | None) -> None:
    """Show records or a compression result as one HTML page that works anywhere, without a network.

    FILE is a record store, document records (JSON, or JSON Lines of several) or a compression result (JSON). The
    text comes from the store, or from the files that the records name if they are there, unchanged; without
    it, the page shows the words that are quoted and the size of the gaps between them.

    \b
    Examples:
      compress view records.db -o records.html
      compress extract contracts/ -o contracts.jsonl && compress view contracts.jsonl -o contracts.html
      compress report.pdf --budget 2000 --format json -o result.json && compress view result.json -o result.html
    """
    from compressor.view import read, render

    check_target(output, [path])
    view = read(path)
    check_target(output, [shown.source for shown in view.documents])
    write([render(view, title or Path(path).name)], output)
