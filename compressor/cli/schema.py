"""`compress schema`: the published JSON Schemas."""

from __future__ import annotations

import click

from compressor.cli.group import SETTINGS
from compressor.cli.output import write


@click.command("schema", context_settings=SETTINGS)
@click.argument("name", required=False)
def schema_command(name: str | None) -> None:
    """Print a published JSON Schema, or without NAME the names of all.

    \b
    Examples:
      compress schema
      compress schema document-record > document-record.schema.json
    """
    from compressor.schema import SCHEMAS, schema_text

    text = "".join(f"{known}\n" for known in SCHEMAS) if name is None else schema_text(name)
    write([text.encode()], None)
