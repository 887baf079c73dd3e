"""Files are written whole or not at all; standard output gets nothing but the result."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import pytest

from compressor.cli.output import check_target, write


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "out.txt"
    path.write_bytes(b"before")
    return path


def test_replaces_a_file_and_keeps_its_permissions(target: Path) -> None:
    target.chmod(0o640)
    write([b"af", b"ter"], str(target))
    assert target.read_bytes() == b"after"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(target.parent.iterdir()) == [target]


def test_makes_a_file_with_the_permissions_that_are_usual(tmp_path: Path) -> None:
    write([b"new"], str(tmp_path / "new.txt"))
    (tmp_path / "usual.txt").touch()
    assert (tmp_path / "new.txt").stat().st_mode == (tmp_path / "usual.txt").stat().st_mode


def test_writes_through_a_link(target: Path) -> None:
    link = target.with_name("link.txt")
    link.symlink_to(target)
    write([b"after"], str(link))
    assert link.is_symlink()
    assert target.read_bytes() == b"after"


def test_leaves_everything_as_it_was_when_writing_fails(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(click.ClickException, match=r"cannot write .*out\.txt.*: No space left on device"):
        write([b"after"], str(target))
    assert target.read_bytes() == b"before"
    assert list(target.parent.iterdir()) == [target]


def test_leaves_everything_as_it_was_when_the_work_fails(target: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        write((b"%d" % (1 // number) for number in (1, 0)), str(target))
    assert target.read_bytes() == b"before"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_says_that_a_device_is_full() -> None:
    with pytest.raises(click.ClickException, match="cannot write /dev/full: No space left on device"):
        write([b"after"], "/dev/full")


@pytest.mark.parametrize("path", [None, "-"])
def test_prints_exactly_the_chunks(path: str | None, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(["Ærø\r\n".encode(), b"", b"no line end"], path)
    assert capfdbinary.readouterr().out == "Ærø\r\nno line end".encode()


@pytest.mark.parametrize(("chunk", "printed"), [(b"text", b"text\n"), (b"text\n", b"text\n")])
def test_ends_the_line_on_a_terminal(
    chunk: bytes, printed: bytes, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    write([chunk], None)
    assert capfdbinary.readouterr().out == printed


def test_accepts_targets_that_can_be_written(target: Path) -> None:
    for path in [None, "-", str(target), str(target.with_name("new.txt")), os.devnull]:
        check_target(path, ["other.txt", None, "-"])


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("", "'.*' is a folder: expected a file"),
        ("none/out.txt", "the folder of '.*out.txt' does not exist: make it first"),
        ("out.txt", "'.*out.txt' is one of the documents: choose another file"),
        ("link.txt", "'.*link.txt' is one of the documents"),
    ],
)
def test_refuses_targets_before_the_work(target: Path, path: str, message: str) -> None:
    target.with_name("link.txt").symlink_to(target)
    with pytest.raises(click.BadParameter, match=message):
        check_target(str(target.parent / path), [None, "gone.txt", str(target)])
