"""Read the text layer of PDF files (extra `docs`)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from compressor.errors import InputError, MissingExtraError
from compressor.text.decoding import name_of

if TYPE_CHECKING:
    from pypdf import PdfReader


def pdf_text(data: bytes, source: str) -> str:
    """Return the text of all pages, with a blank line between pages."""
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
    text = "\n\n".join(filter(None, pages))
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
