"""The command line: `compress PATHS... --budget 2000` and its sister commands, one file each.

Modules of this package import click and nothing heavy; the commands import what they need when they run,
so that `--help` and completion are instant.
"""

from __future__ import annotations

import click

from compressor.cli.compress import compress_command
from compressor.cli.cost import cost_command
from compressor.cli.examples import examples_command
from compressor.cli.extract import extract_command
from compressor.cli.group import DefaultGroup
from compressor.cli.schema import schema_command

EPILOG = """\b
Exit codes: 0 done, 1 a document cannot be read, 2 wrong usage, 3 nothing useful fits the budget (--strict).
Variables:  each option has one, e.g. COMPRESS_BUDGET=2000, COMPRESS_ENCODING=cl100k_base; NO_COLOR is honoured.
Completion: eval "$(_COMPRESS_COMPLETE=bash_source compress)", or zsh_source, fish_source.
Names:      a file named like a command needs its folder: compress ./schema --budget 2000
"""

main = DefaultGroup("compress", default=compress_command, epilog=EPILOG)
main.add_command(extract_command)
main.add_command(examples_command)
main.add_command(cost_command)
main.add_command(schema_command)
main = click.version_option(package_name="entity-compressor", allow_from_autoenv=False)(main)

__all__ = ["main"]
