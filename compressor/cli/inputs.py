"""The documents a command works on: paths, lists of paths, standard input."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from compressor.records import Document

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the user said about the input."""

    paths: tuple[str, ...]
    files_from: str | None
    null: bool
    charset: str | None
    quiet: bool

    def documents(self) -> list[Document]:
        """Read every document; say on stderr which files of a folder were passed over and why."""
        return list(self.stream())

    def stream(self) -> Iterator[Document]:
        """Read the documents one at a time, as they are asked for."""
        import logging

        from compressor.text.loading import stream

        logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it comments on flaws that it gets over
        return stream(self._all_paths(), charset=self.charset, on_skip=self._tell_skipped)

    def _all_paths(self) -> list[str]:
        paths = list(self.paths)
        if self.files_from is not None:
            if self.files_from == STDIN and STDIN in paths:
                raise click.UsageError("standard input cannot be both a document and the list of files")
            paths += self._listed()
        elif not paths:
            if sys.stdin.isatty():
                raise click.UsageError("no document: give files, folders or patterns, or pipe text in")
            paths = [STDIN]
        return paths

    def _listed(self) -> list[str]:
        assert self.files_from is not None
        if self.files_from == STDIN:
            data = sys.stdin.buffer.read()
        else:
            try:
                data = Path(self.files_from).read_bytes()
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or error
                message = f"cannot read {self.files_from!r}: {reason}"
                raise click.BadParameter(message, param_hint="--files-from") from None
        lines = data.split(b"\0") if self.null else data.splitlines()
        return [os.fsdecode(line) for line in lines if line]

    def _tell_skipped(self, reason: str) -> None:
        if not self.quiet:
            click.echo(f"Skipped: {reason}", err=True)


def input_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add PATHS and the options of `Inputs` to a command, which takes them as its first argument."""

    @functools.wraps(command)
    def with_inputs(  # the names and order of Inputs
        paths: tuple[str, ...], files_from: str | None, null: bool, charset: str | None, quiet: bool, **rest: Any
    ) -> None:
        command(Inputs(paths, files_from, null, charset, quiet), **rest)

    options = [
        click.argument("paths", nargs=-1, type=click.Path(allow_dash=True)),
        click.option(
            "--files-from",
            metavar="FILE",
            type=click.Path(allow_dash=True),
            help="Read more paths from FILE, one a line; - for standard input.",
        ),
        click.option("-0", "--null", is_flag=True, help="Paths in --files-from end with NUL instead of a newline."),
        click.option("--charset", metavar="NAME", help="Encoding of text files. [default: detected, else UTF-8]"),
        click.option("-q", "--quiet", is_flag=True, help="Print no statistics, notes or progress."),
    ]
    decorated: Callable[..., None] = with_inputs
    for option in reversed(options):
        decorated = option(decorated)
    return decorated
