"""Paths come from arguments, from a list, or standard input takes their place."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click
import pytest

from compressor.cli.inputs import Inputs
from compressor.errors import InputError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ["a.txt", "b c.txt", "d\ne.txt"]:
        Path(name).write_text(f"Text of {name}.")


def inputs(*paths: str, files_from: str | None = None, null: bool = False, quiet: bool = False) -> Inputs:
    return Inputs(paths, files_from, null, None, quiet)


def sources(given: Inputs) -> list[str | None]:
    return [document.source for document in given.documents()]


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_reads_paths() -> None:
    assert sources(inputs("b c.txt", "a.txt")) == ["b c.txt", "a.txt"]


def test_reads_standard_input_when_there_are_no_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, b"Piped.")
    assert [document.text for document in inputs().documents()] == ["Piped."]


def test_asks_for_documents_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, b"")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    with pytest.raises(click.UsageError, match="no document: give files"):
        inputs().documents()


@pytest.mark.parametrize("listed", [b"a.txt\nb c.txt\n", b"a.txt\r\n\r\nb c.txt"])
def test_reads_a_list_of_paths(listed: bytes) -> None:
    Path("list").write_bytes(listed)
    assert sources(inputs(files_from="list")) == ["a.txt", "b c.txt"]


def test_reads_a_list_of_odd_paths_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, b"d\ne.txt\0a.txt\0")
    assert sources(inputs("b c.txt", files_from="-", null=True)) == ["b c.txt", "d\ne.txt", "a.txt"]


def test_refuses_two_uses_of_standard_input() -> None:
    with pytest.raises(click.UsageError, match="both a document and the list"):
        inputs("-", files_from="-").documents()


def test_refuses_a_list_that_is_missing() -> None:
    with pytest.raises(click.BadParameter, match="cannot read 'gone': No such file"):
        inputs(files_from="gone").documents()


def test_refuses_an_empty_list() -> None:
    Path("list").touch()
    with pytest.raises(InputError, match="no documents"):
        inputs(files_from="list").documents()


@pytest.mark.parametrize("quiet", [False, True])
def test_says_what_it_passes_over(quiet: bool, capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.txt").write_bytes(b"\xff")
    given = inputs(".", quiet=quiet)
    assert len(given.documents()) == 3
    told = capsys.readouterr().err
    assert told == "" if quiet else told.startswith("Skipped: 'broken.txt' is not valid UTF-8 (byte 0xFF at offset 0)")
