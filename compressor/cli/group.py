"""A click group whose default command needs no name."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from compressor.errors import CompressorError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
# Shared by all commands, so that a variable such as COMPRESS_ENCODING means the same to each of them.
SETTINGS: dict[str, Any] = {"auto_envvar_prefix": "COMPRESS", **_HELP}

INTERRUPTED = 130


class DefaultCommand(click.Command):
    """The command that runs without being named; it shares its help page with the group."""

    class context_class(click.Context):
        """A context without a name of its own; click looks for it under this name."""

        @property
        def command_path(self) -> str:
            return super().command_path.rstrip()

    def get_help(self, ctx: click.Context) -> str:
        return ctx.parent.get_help() if ctx.parent is not None else super().get_help(ctx)


class DefaultGroup(click.Group):
    """Run the default command unless the first argument names another one; turn errors into exit codes."""

    def __init__(self, name: str, *, default: DefaultCommand, epilog: str) -> None:
        super().__init__(name, help=default.help, epilog=epilog, context_settings=_HELP)
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave the arguments of the default command to it; without any, read standard input if it is piped."""
        ctx.color = False if os.environ.get("NO_COLOR") else None
        own = {*self.commands, *(name for param in self.get_params(ctx) for name in param.opts)}
        if args and args[0] not in own:
            args = ["--", *args]
        elif not args and not ctx.resilient_parsing and not sys.stdin.isatty():
            args = ["--", "-"]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return None, self.default, args

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CompressorError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.default.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=" " * len("Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in (*self.default.params, *self.get_params(ctx)) if isinstance(param, click.Option)]
        with formatter.section("Options"):
            formatter.write_dl([record for option in options if (record := option.get_help_record(ctx)) is not None])
        self.format_commands(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands, and what may follow `compress` without a command: options and paths."""
        from click.shell_completion import CompletionItem

        offers = super().shell_complete(ctx, incomplete) + self.default.shell_complete(ctx, incomplete)
        return offers if incomplete.startswith("-") else [*offers, CompletionItem(incomplete, type="file")]
