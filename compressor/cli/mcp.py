"""`compress mcp`: serve agents over standard input and output."""

from __future__ import annotations

import click

from compressor.cli.group import SETTINGS


@click.command("mcp", context_settings=SETTINGS)
@click.option(
    "--allow",
    "folders",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    help="Let agents read files below FOLDER; may be given several times. [default: no files at all]",
)
def mcp_command(folders: tuple[str, ...]) -> None:
    """Serve the Model Context Protocol on standard input and output, until the client leaves.

    Agents get tools that compress texts and files and give back what was left out. Needs the extra 'mcp'.

    \b
    Examples:
      compress mcp --allow ~/documents --allow ./reports
    """
    from compressor.integrations.mcp import server

    server(folders).run("stdio")
