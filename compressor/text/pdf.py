"""Read the text layer of PDF files (extra `docs`)."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from compressor.errors import InputError, MissingExtraError
from compressor.text.decoding import name_of

if TYPE_CHECKING:
    from pypdf import PdfReader

_NUMBER = re.compile(r"\d+")
_FEWEST_PAGES = 3  # with a line in common before it counts as a running line
_SENTENCE_GOES_ON = re.compile(r"[\w,;-]\Z")


def pdf_text(data: bytes, source: str) -> str:
    """Return the text of all pages, without running heads and page numbers, a blank line between pages."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise MissingExtraError("Reading PDF files", "docs") from None
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not _opens_without_password(reader)
        pages = [] if locked else [_clean(page.extract_text()) for page in reader.pages]
    except Exception as error:  # pypdf lets all kinds of errors out of broken files
        raise InputError(
            f"{name_of(source)} is not a readable PDF ({type(error).__name__}): save it anew, or give its text"
        ) from None
    if locked:
        raise InputError(f"{name_of(source)} is encrypted: expected a PDF without a password; remove it first")
    text = _join(_without_running_lines([page for page in pages if page]))
    if not text:
        raise InputError(f"{name_of(source)} has no text layer: it holds images only; run OCR on it first")
    return text


def _opens_without_password(reader: PdfReader) -> bool:
    """Return whether the user password is empty, as in files that only restrict printing."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except DependencyError:  # AES needs a package that the extra does not bring
        return False


def _clean(page: str) -> str:
    """Join the surrogate pairs that broken character maps leave, replace lone ones, and drop NULs."""
    repaired = page.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return repaired.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _without_running_lines(pages: list[str]) -> list[str]:
    """Drop a first or last line that a third of the pages have in common but for numbers."""
    lines = [page.split("\n") for page in pages]
    shared = Counter(shape for page in lines for shape in {_shape(page[0]), _shape(page[-1])})
    fewest = max(_FEWEST_PAGES, len(pages) / 3)
    running = {shape for shape, count in shared.items() if count >= fewest and _may_run(shape)}
    stripped = []
    for page in lines:
        first = _shape(page[0]) in running
        last = len(page) > 1 and _shape(page[-1]) in running
        stripped.append("\n".join(page[first : len(page) - last]).strip())
    return [page for page in stripped if page]


def _shape(line: str) -> str:
    return _NUMBER.sub("#", line.strip())


def _may_run(shape: str) -> bool:
    """Return whether a line is a page number or has words; a row of several numbers may belong to a table."""
    return shape.count("#") <= 1 or any(map(str.isalpha, shape))


def _join(pages: list[str]) -> str:
    """Put a blank line between pages, but only a line end where a sentence runs on."""
    parts = pages[:1]
    for previous, page in pairwise(pages):
        runs_on = page[0].islower() and _SENTENCE_GOES_ON.search(previous)
        parts += ["\n" if runs_on else "\n\n", page]
    return "".join(parts)
