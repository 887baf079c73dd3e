"""Find the files that a path, a folder or a pattern stands for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compressor.errors import InputError
from compressor.text.decoding import STDIN

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Candidate(NamedTuple):
    """A file to read."""

    path: str
    named: bool  # by the user; otherwise found in a folder or by a pattern, where some files may be of no use


def expand(argument: str) -> Iterator[Candidate]:
    """Yield the file itself, the files of a folder (sorted, as .gitignore allows) or the matches of a pattern.

    Raises InputError where nothing is there.
    """
    if argument == STDIN:
        yield Candidate(argument, named=True)
    elif _is_folder(argument):
        yield from _in_folder(Path(argument))
    elif os.path.lexists(argument):  # a link that leads nowhere, too: reading it says so
        yield Candidate(argument, named=True)
    elif glob.has_magic(argument):
        yield from _matches(argument)
    else:
        raise InputError(
            f"{argument!r} does not exist: expected a file, a folder, a pattern such as 'docs/*.md', "
            "or - for standard input"
        )


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError as error:
        raise InputError(f"cannot read {path!r} ({error.strerror}): expected a readable file or folder") from None


def _matches(pattern: str) -> Iterator[Candidate]:
    paths = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - unlike Path.glob, it leaves hidden files out
    if not paths:
        raise InputError(f"no file matches {pattern!r}: expected a file, a folder or a pattern such as 'docs/**/*.md'")
    for path in paths:
        if Path(path).is_file():
            yield Candidate(path, named=False)
        elif "**" not in pattern:  # which matches what is in the folders by itself
            yield from _in_folder(Path(path))


def _in_folder(root: Path) -> Iterator[Candidate]:
    """Yield regular files that are neither hidden nor ignored; the files of a folder before its subfolders."""
    rules = _rules_above(root)
    for folder, folders, files in os.walk(root, onerror=_refuse):
        here = Path(folder)
        _add_rules(rules, here)
        folders[:] = sorted(name for name in folders if not _is_left_out(here / name, rules, "/"))
        for path in sorted(here / name for name in files):
            if path.is_file() and not _is_left_out(path, rules):
                yield Candidate(str(path), named=False)


def _refuse(error: OSError) -> None:
    raise InputError(f"cannot read the folder {error.filename!r} ({error.strerror}): allow reading it, or leave it out")


def _rules_above(root: Path) -> dict[Path, GitIgnoreSpec]:
    """Return the .gitignore rules of the folders above, up to the root of the repository."""
    above = root.resolve().parents
    repository = next((index for index, folder in enumerate(above) if (folder / ".git").exists()), None)
    rules: dict[Path, GitIgnoreSpec] = {}
    if repository is not None and not (root / ".git").exists():
        for folder in above[: repository + 1]:
            _add_rules(rules, folder)
    # A folder that is itself ignored was asked for on purpose.
    return {} if _is_ignored(root, rules, "/") else rules


def _add_rules(rules: dict[Path, GitIgnoreSpec], folder: Path) -> None:
    try:
        lines = (folder / ".gitignore").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return
    from pathspec import GitIgnoreSpec

    rules[folder.resolve()] = GitIgnoreSpec.from_lines(lines)


def _is_left_out(path: Path, rules: dict[Path, GitIgnoreSpec], end: str = "") -> bool:
    return path.name.startswith(".") or _is_ignored(path, rules, end)


def _is_ignored(path: Path, rules: dict[Path, GitIgnoreSpec], end: str) -> bool:
    """Ask the rules of the nearest folder first; `end` is '/' for a folder."""
    if not rules:
        return False
    place = path.parent.resolve() / path.name
    for folder in place.parents:
        if folder in rules:
            verdict = rules[folder].check_file(str(place.relative_to(folder)) + end).include
            if verdict is not None:
                return verdict
    return False
