"""Read documents from files, folders, patterns and standard input.

Plain text, Markdown and HTML are read by the core; PDF and DOCX need the extra `docs`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from compressor.errors import CompressorError, InputError
from compressor.records import Document
from compressor.text.decoding import STDIN, check_text, decode, has_mark, is_binary, name_of
from compressor.text.docx import docx_text
from compressor.text.folders import Candidate, expand
from compressor.text.html import declared_charset, html_text, is_html
from compressor.text.pdf import pdf_text

__all__ = ["check_text", "decode", "load"]

_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_UTF_CHARSETS = ("utf-16", "utf16", "utf_16", "utf-32", "utf32", "utf_32")


def load(
    paths: Sequence[str], *, charset: str | None = None, on_skip: Callable[[str], object] | None = None
) -> list[Document]:
    """Read every document that the paths stand for, in their order, each file once.

    A path is a file, a folder (read recursively as .gitignore allows, hidden files left out), a glob pattern
    or '-' for standard input. In folders and patterns, binary and empty files are passed over; any other file
    there that cannot be read is passed over if `on_skip` is given, and the reason handed to it.

    Raises InputError, or MissingExtraError for PDF and DOCX without the extra.
    """
    if not paths:
        raise InputError("no documents: expected files, folders, patterns, or - for standard input")
    documents: dict[str, Document | None] = {}  # by the file's real path; None where there is nothing to read
    for argument in paths:
        keys = []
        for candidate in expand(argument):
            key = STDIN if candidate.path == STDIN else os.path.realpath(candidate.path)
            keys.append(key)
            if key not in documents:
                documents[key] = _load_one(candidate, charset, on_skip)
        if not any(documents[key] for key in keys):
            raise InputError(
                f"{argument!r} has no readable documents: expected text, HTML, PDF or DOCX files that are not empty, "
                "hidden or listed in .gitignore"
            )
    return [document for document in documents.values() if document is not None]


def _load_one(candidate: Candidate, charset: str | None, on_skip: Callable[[str], object] | None) -> Document | None:
    try:
        data = _read(candidate.path)
        if not candidate.named and _is_useless(data, candidate.path, charset):
            return None
        text = _text(data, candidate.path, charset)
        if not text or text.isspace():
            raise InputError(f"{name_of(candidate.path)} is empty: expected a document with text")
    except CompressorError as error:
        if candidate.named or on_skip is None:
            raise
        on_skip(str(error))
        return None
    return Document(text=text, source=os.fsencode(candidate.path).decode("utf-8", "replace"))


def _read(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except PermissionError:
        raise InputError(f"no permission to read {path!r}: allow reading it, e.g. chmod u+r") from None
    except OSError as error:
        raise InputError(f"cannot read {path!r} ({error.strerror}): expected a readable file") from None


def _is_useless(data: bytes, path: str, charset: str | None) -> bool:
    if not data.strip():
        return True
    wide = charset is not None and charset.lower().startswith(_UTF_CHARSETS)
    return is_binary(data) and not wide and _document_kind(data, path) is None


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
