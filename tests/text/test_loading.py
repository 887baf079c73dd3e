"""Files, folders, patterns and standard input become documents, or one clear line says why not."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from compressor.errors import InputError, OptionError
from compressor.text.loading import load


def write(path: Path, content: str | bytes = "Some text.") -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def names(folder: Path, *paths: Path, skipped: list[str] | None = None) -> list[str]:
    """Load and return the sources relative to the folder."""
    on_skip = None if skipped is None else skipped.append
    documents = load([str(path) for path in paths] or [str(folder)], on_skip=on_skip)
    return [Path(document.source or "").relative_to(folder).as_posix() for document in documents]


def give_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestFiles:
    def test_keeps_the_path_as_given_and_the_text(self, here: Path) -> None:
        write(here / "notes.txt", "First line.\nSecond line.\n")
        (document,) = load(["./notes.txt"])
        assert document.source == "./notes.txt"
        assert document.text == "First line.\nSecond line.\n"

    def test_reads_several_in_the_order_given(self, here: Path) -> None:
        b, a = write(here / "b.txt", "B."), write(here / "a.txt", "A.")
        assert [document.text for document in load([b, a])] == ["B.", "A."]

    def test_reads_each_file_once(self, here: Path) -> None:
        write(here / "a.txt")
        (here / "link.txt").symlink_to("a.txt")
        assert [document.source for document in load(["a.txt", "./a.txt", "link.txt", "*.txt", "."])] == ["a.txt"]

    @pytest.mark.parametrize("name", ["a.rst", "a.log", "a.csv", "a.json", "a.py", "README", "a.unheard-of"])
    def test_takes_any_text_file(self, here: Path, name: str) -> None:
        assert load([write(here / name, "x,y\n1,2\n")])[0].text == "x,y\n1,2\n"

    def test_prefers_a_file_to_the_pattern_it_looks_like(self, here: Path) -> None:
        write(here / "a[1].txt", "brackets")
        write(here / "a1.txt", "no brackets")
        assert load(["a[1].txt"])[0].text == "brackets"

    def test_gives_a_source_that_can_be_written(self, here: Path) -> None:
        path = os.fsdecode(b"caf\xe9.txt")
        try:
            write(here / path)
        except OSError:
            pytest.skip("the file system takes UTF-8 names only")
        assert load([path])[0].source == "caf\ufffd.txt"

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "'bad.txt' is empty"),
            (b" \n\t" * 1000, "'bad.txt' is empty"),
            (b"\xef\xbb\xbf\r\n", "'bad.txt' is empty"),
            (b"abc\0def, and more text", "'bad.txt' is binary (a NUL at offset 3): expected text, HTML, PDF or DOCX"),
            (b"caf\xe9", "'bad.txt' is not valid UTF-8 (byte 0xE9 at offset 3): name its encoding, e.g. --charset"),
        ],
    )
    def test_refuses_what_is_not_text(self, here: Path, content: bytes, message: str) -> None:
        write(here / "bad.txt", content)
        with pytest.raises(InputError) as error:
            load(["bad.txt"])
        assert message in str(error.value)
        assert "\n" not in str(error.value)

    def test_reads_a_named_file_in_the_charset_given(self, here: Path) -> None:
        assert load([write(here / "a.txt", b"caf\xe9")], charset="latin-1")[0].text == "café"

    @pytest.mark.parametrize("path", ["nope.txt", "no/such/file", "a\nb", "nul\0.txt", "", "long" * 99])
    @pytest.mark.usefixtures("here")
    def test_says_what_is_missing(self, path: str) -> None:
        with pytest.raises(InputError) as error:
            load([path])
        assert repr(path) in str(error.value)
        assert "\n" not in str(error.value)

    def test_says_that_a_link_leads_nowhere(self, here: Path) -> None:
        (here / "dangling").symlink_to("gone")
        with pytest.raises(InputError, match="cannot read 'dangling'"):
            load(["dangling"])

    def test_says_that_nothing_was_given(self) -> None:
        with pytest.raises(InputError, match="no documents: expected files"):
            load([])

    def test_says_that_reading_is_forbidden(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(path: Path, _: str) -> BinaryIO:
            raise PermissionError(13, "Permission denied", str(path))

        write(here / "secret.txt")
        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(InputError, match=r"no permission to read 'secret\.txt'"):
            load(["secret.txt"])


class TestFolders:
    def test_reads_files_before_subfolders_sorted(self, here: Path) -> None:
        for name in ["z.txt", "b/2.md", "b/1.md", "a/deep/er/x.txt", "c.txt"]:
            write(here / name)
        assert names(here) == ["c.txt", "z.txt", "a/deep/er/x.txt", "b/1.md", "b/2.md"]

    def test_passes_over_hidden_binary_and_empty_files(self, here: Path) -> None:
        write(here / "a.txt")
        write(here / ".hidden")
        write(here / ".git" / "config")
        write(here / "image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        write(here / "__init__.py", "")
        write(here / "blank.txt", " \n" * 9000)
        write(here / "late.txt", "\n" * 9000 + "Some text.")
        assert names(here) == ["a.txt", "late.txt"]

    def test_follows_gitignore_files(self, here: Path) -> None:
        write(here / ".gitignore", "*.log\nbuild/\n/top.txt\n!keep.log\n")
        write(here / "sub" / ".gitignore", "!special.log\nlocal.txt\n")
        for name in ["a.log", "keep.log", "build/x.txt", "top.txt", "local.txt", "sub/top.txt", "sub/local.txt"]:
            write(here / name)
        for name in ["sub/special.log", "sub/other.log", "sub/build/y.txt"]:
            write(here / name)
        assert names(here) == ["keep.log", "local.txt", "sub/special.log", "sub/top.txt"]

    def test_follows_the_gitignore_of_the_repository_above(self, here: Path) -> None:
        (here / ".git").mkdir()
        write(here / ".gitignore", "drafts/\n*.tmp\n")
        for name in ["docs/a.txt", "docs/b.tmp", "docs/drafts/c.txt"]:
            write(here / name)
        assert names(here, here / "docs") == ["docs/a.txt"]

    def test_reads_an_ignored_folder_that_is_named(self, here: Path) -> None:
        (here / ".git").mkdir()
        write(here / ".gitignore", "drafts/\n")
        write(here / "drafts" / "c.txt")
        assert names(here, here / "drafts") == ["drafts/c.txt"]

    def test_ignores_gitignore_outside_a_repository(self, here: Path) -> None:
        write(here / ".gitignore", "*.txt\n")
        write(here / "docs" / "a.txt")
        assert names(here, here / "docs") == ["docs/a.txt"]

    def test_does_not_follow_links_in_circles(self, here: Path) -> None:
        write(here / "sub" / "a.txt")
        (here / "sub" / "up").symlink_to(here)
        assert names(here) == ["sub/a.txt"]

    @pytest.mark.parametrize("content", [None, "", b"\0\1\2\3"])
    def test_refuses_a_folder_without_documents(self, here: Path, content: str | bytes | None) -> None:
        (here / "docs").mkdir()
        if content is not None:
            write(here / "docs" / "x", content)
        with pytest.raises(InputError, match="'docs' has no readable documents"):
            load(["docs"])

    def test_stops_at_a_file_it_cannot_read_unless_told_to_pass_over(self, here: Path) -> None:
        write(here / "docs" / "a.txt")
        write(here / "docs" / "b.txt", b"caf\xe9")
        with pytest.raises(InputError, match="not valid UTF-8"):
            load(["docs"])
        skipped: list[str] = []
        assert names(here, here / "docs", skipped=skipped) == ["docs/a.txt"]
        assert len(skipped) == 1
        assert "b.txt' is not valid UTF-8 (byte 0xE9 at offset 3)" in skipped[0]

    def test_does_not_blame_the_files_for_an_unknown_charset(self, here: Path) -> None:
        write(here / "a.txt")
        with pytest.raises(OptionError, match="unknown charset 'klingon'"):
            load(["."], charset="klingon", on_skip=lambda _: None)

    def test_reads_utf_16_files_when_the_charset_says_so(self, here: Path) -> None:
        write(here / "docs" / "a.txt", "漢字\nと text".encode("utf-16-le"))
        assert load(["docs"], charset="UTF-16-LE")[0].text == "漢字\nと text"


class TestPatterns:
    def test_matches_sorted_and_without_hidden_files(self, here: Path) -> None:
        for name in ["b.md", "a.md", ".c.md", "d.txt", "sub/e.md"]:
            write(here / name)
        assert [document.source for document in load(["*.md"])] == ["a.md", "b.md"]
        assert [document.source for document in load(["**/*.md"])] == ["a.md", "b.md", "sub/e.md"]

    def test_reads_the_folders_it_matches(self, here: Path) -> None:
        write(here / "chapter1" / "a.txt")
        write(here / "chapter2" / "b.txt")
        assert [document.source for document in load(["chapter*"])] == ["chapter1/a.txt", "chapter2/b.txt"]

    def test_passes_over_binary_files(self, here: Path) -> None:
        write(here / "a.txt")
        write(here / "b.bin", b"\0\0")
        assert [document.source for document in load(["*"])] == ["a.txt"]

    @pytest.mark.usefixtures("here")
    def test_says_that_nothing_matches(self) -> None:
        with pytest.raises(InputError, match=r"no file matches '\*\.xyz'"):
            load(["*.xyz"])


class TestStandardInput:
    def test_reads_bytes_in_any_encoding(self, monkeypatch: pytest.MonkeyPatch) -> None:
        give_stdin(monkeypatch, "Grüße\r\nda".encode("utf-16"))
        (document,) = load(["-"])
        assert (document.source, document.text) == ("-", "Grüße\nda")

    def test_recognises_html(self, monkeypatch: pytest.MonkeyPatch) -> None:
        give_stdin(monkeypatch, b"\n<!DOCTYPE html><title>T</title><p>One</p><p>Two</p>")
        assert load(["-"])[0].text == "# T\n\nOne\n\nTwo"

    def test_leaves_other_markup_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        give_stdin(monkeypatch, b"a <b>c</b> <html>")
        assert load(["-"])[0].text == "a <b>c</b> <html>"

    def test_is_read_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        give_stdin(monkeypatch, b"text")
        assert len(load(["-", "-"])) == 1

    @pytest.mark.parametrize(("data", "message"), [(b"", "is empty"), (b"\0", "is binary"), (b"\xff", "is not valid")])
    def test_is_named_in_errors(self, monkeypatch: pytest.MonkeyPatch, data: bytes, message: str) -> None:
        give_stdin(monkeypatch, data)
        with pytest.raises(InputError, match=f"^standard input {message}"):
            load(["-"])
