"""Write results: exactly to standard output, atomically to files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import click

STDOUT = "-"

output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(allow_dash=True),
    help="Write to FILE, whole or not at all, instead of standard output.",
)


def check_target(path: str | None, sources: Iterable[str | None]) -> None:
    """Refuse, before the work is done, a target that cannot be written or is one of the inputs."""
    if path is None or path == STDOUT:
        return
    target = Path(path)
    if target.is_dir():
        raise _bad_target(f"{path!r} is a folder: expected a file")
    if not target.resolve().parent.is_dir():
        raise _bad_target(f"the folder of {path!r} does not exist: make it first")
    if target.exists() and any(source and Path(source).exists() and target.samefile(source) for source in sources):
        raise _bad_target(f"{path!r} is one of the documents: choose another file")


def write(chunks: Iterable[bytes], path: str | None) -> None:
    """Write the chunks as they come to standard output, or all at once to a file."""
    try:
        if path is None or path == STDOUT:
            _write_to_stdout(chunks)
        else:
            _write_to_file(b"".join(chunks), Path(path).resolve())  # resolved, so that a link stays a link
    except BrokenPipeError:
        raise  # click ends quietly
    except OSError as error:
        raise click.ClickException(f"cannot write {path or 'standard output'}: {error.strerror}") from None


def _write_to_stdout(chunks: Iterable[bytes]) -> None:
    """Write nothing but the chunks, so that the budget holds for what is piped on; a terminal gets a last line end."""
    last = b"\n"
    for chunk in chunks:
        click.echo(chunk, nl=False)
        last = chunk or last
    if sys.stdout.isatty() and not last.endswith(b"\n"):
        click.echo()


def _write_to_file(data: bytes, target: Path) -> None:
    if target.exists() and not target.is_file():  # a device or a pipe
        target.write_bytes(data)
        return
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _bad_target(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="-o")
