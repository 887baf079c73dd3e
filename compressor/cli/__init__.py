"""The command line: `compress PATHS... --budget 2000` and its sister commands, one file each.

Modules of this package import click and nothing heavy; the commands import what they need when they run,
so that `--help` and completion are instant.
"""

from __future__ import annotations

import click

from compressor.cli.compress import compress_command
from compressor.cli.context import context_command
from compressor.cli.cost import cost_command
from compressor.cli.examples import examples_command
from compressor.cli.expand import expand_command
from compressor.cli.extract import extract_command
from compressor.cli.group import DefaultGroup
from compressor.cli.mcp import mcp_command
from compressor.cli.plan import plan_command
from compressor.cli.query import query_command
from compressor.cli.refine_plans import refine_plans_command
from compressor.cli.remove import remove_command
from compressor.cli.schema import schema_command
from compressor.cli.train_aspects import train_aspects_command
from compressor.cli.view import view_command

EPILOG = """\b
Exit codes: 0 done, 1 a document cannot be read, 2 wrong usage, 3 nothing useful fits the budget (--strict).
Variables:  each option has one, e.g. COMPRESS_BUDGET=2000, COMPRESS_ENCODING=cl100k_base; NO_COLOR is honoured.
Completion: eval "$(_COMPRESS_COMPLETE=bash_source compress)", or zsh_source, fish_source.
Names:      a file named like a command needs its folder: compress ./schema --budget 2000
"""

COMMANDS = (
    extract_command,
    query_command,
    context_command,
    plan_command,
    refine_plans_command,
    view_command,
    remove_command,
    expand_command,
    examples_command,
    cost_command,
    mcp_command,
    schema_command,
    train_aspects_command,
)

main = DefaultGroup("compress", default=compress_command, epilog=EPILOG)
for command in COMMANDS:
    main.add_command(command)
main = click.version_option(package_name="entity-compressor", allow_from_autoenv=False)(main)

__all__ = ["main"]
