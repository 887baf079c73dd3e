"""Read documents from files, folders, patterns and standard input.

Plain text, Markdown and HTML are read by the core; PDF and DOCX need the extra `docs`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from compressor.errors import InputError, MissingExtraError
from compressor.records import Document
from compressor.text.decoding import SAMPLE, STDIN, check_text, decode, has_mark, is_binary, name_of
from compressor.text.docx import docx_text
from compressor.text.folders import Candidate, expand
from compressor.text.html import declared_charset, html_text, is_html
from compressor.text.pdf import pdf_text

__all__ = ["check_text", "decode", "load", "load_plain", "stream"]

_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_WIDE_CHARSETS = ("utf-16", "utf16", "utf_16", "utf-32", "utf32", "utf_32")


def load(
    paths: Sequence[str], *, charset: str | None = None, on_skip: Callable[[str], object] | None = None
) -> list[Document]:
    """Read every document that the paths stand for, in their order, each file once.

    A path is a file, a folder (read recursively as .gitignore allows, hidden files left out), a glob pattern
    or '-' for standard input. In folders and patterns, binary and empty files are passed over; any other file
    there that cannot be read is passed over if `on_skip` is given, and the reason handed to it.

    Raises InputError, or MissingExtraError for PDF and DOCX without the extra.
    """
    return list(stream(paths, charset=charset, on_skip=on_skip))


def stream(
    paths: Sequence[str], *, charset: str | None = None, on_skip: Callable[[str], object] | None = None
) -> Iterator[Document]:
    """Read documents as `load` does, one at a time; an error comes when its path's turn does."""
    if not paths:
        raise InputError("no documents: expected files, folders, patterns, or - for standard input")
    read: dict[str, bool] = {}  # by the file's real path; False where there was nothing to read
    for argument in paths:
        keys = []
        for candidate in expand(argument):
            key = STDIN if candidate.path == STDIN else os.path.realpath(candidate.path)
            keys.append(key)
            if key not in read:
                document = _load_one(candidate, charset, on_skip)
                read[key] = document is not None
                if document is not None:
                    yield document
        if not any(read[key] for key in keys):
            raise InputError(
                f"{argument!r} has no readable documents: expected text, HTML, PDF or DOCX files that are not empty, "
                "hidden or listed in .gitignore"
            )


def load_plain(path: str) -> str:
    """Return the text of one file, or of standard input for '-', as it stands, whatever its name says it is."""
    return decode(_read(path), path)


def _load_one(candidate: Candidate, charset: str | None, on_skip: Callable[[str], object] | None) -> Document | None:
    try:
        if not candidate.named and _is_binary_file(candidate.path, charset):
            return None
        text = _text(_read(candidate.path), candidate.path, charset)
    except (InputError, MissingExtraError) as error:
        if candidate.named or on_skip is None:
            raise
        on_skip(str(error))
        return None
    if not text or text.isspace():
        if candidate.named:
            raise InputError(f"{name_of(candidate.path)} is empty: expected a document with text")
        return None
    return Document(text=text, source=os.fsencode(candidate.path).decode("utf-8", "replace"))


def _read(path: str, most: int = -1) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        with Path(path).open("rb") as file:
            return file.read(most)
    except PermissionError:
        raise InputError(f"no permission to read {path!r}: allow reading it, e.g. chmod u+r") from None
    except OSError as error:
        raise InputError(f"cannot read {path!r} ({error.strerror}): expected a readable file") from None


def _is_binary_file(path: str, charset: str | None) -> bool:
    """Judge a file by its beginning, so that films and disk images in a folder are not read whole."""
    head = _read(path, SAMPLE)
    wide = charset is not None and charset.lower().startswith(_WIDE_CHARSETS)
    return is_binary(head) and not wide and _document_kind(head, path) is None


def _document_kind(data: bytes, path: str) -> str | None:
    """Return 'pdf' or 'docx' for what is not text; standard input, having no suffix, shows it by its first bytes."""
    suffix = Path(path).suffix.lower()
    if suffix == ".pdf" or data.startswith(b"%PDF-"):
        return "pdf"
    if suffix == ".docx" or (path == STDIN and data.startswith(b"PK\x03\x04")):
        return "docx"
    return None


def _text(data: bytes, path: str, charset: str | None) -> str:
    kind = _document_kind(data, path)
    if kind == "pdf":
        return pdf_text(data, path)
    if kind == "docx":
        return docx_text(data, path)
    return _html_or_plain(data, path, charset)


def _html_or_plain(data: bytes, path: str, charset: str | None) -> str:
    named_html = Path(path).suffix.lower() in _HTML_SUFFIXES
    if named_html and charset is None and not has_mark(data):
        charset = declared_charset(data)
    text = decode(data, path, charset)
    return html_text(text) if named_html or (path == STDIN and is_html(text)) else text
