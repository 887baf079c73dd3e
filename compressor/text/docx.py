"""Read DOCX files in document order as Markdown (extra `docs`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from compressor.errors import InputError, MissingExtraError
from compressor.text.decoding import name_of

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_MOST_BYTES = 200_000_000  # decompressed
_MOST_RATIO = 200  # decompressed to compressed; documents of plain words stay below 50
_FREE_BYTES = 10_000_000  # so little is harmless at any ratio

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def docx_text(data: bytes, source: str) -> str:
    """Return paragraphs, headings as '# ', list items as '- ' and tables as '| a | b |' rows."""
    try:
        import docx
    except ImportError:
        raise MissingExtraError("Reading DOCX files", "docs") from None
    _check_size(data, source)
    try:
        return "".join(_blocks(docx.Document(BytesIO(data)).iter_inner_content())).strip()
    except Exception as error:  # python-docx lets all kinds of errors out of broken files
        raise InputError(
            f"{name_of(source)} is not a readable DOCX ({type(error).__name__}): save it anew, or give its text"
        ) from None


def _check_size(data: bytes, source: str) -> None:
    """Raise InputError for a file that is no ZIP archive or unpacks to an unreasonable size."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (BadZipFile, ValueError, OSError):
        raise InputError(
            f"{name_of(source)} is not a DOCX file: expected Office Open XML; save it as .docx, or give its text"
        ) from None
    if size > _MOST_BYTES or (size > _FREE_BYTES and size > _MOST_RATIO * len(data)):
        raise InputError(
            f"{name_of(source)} unpacks from {len(data):,} to {size:,} bytes: expected at most {_MOST_BYTES:,} and "
            f"{_MOST_RATIO} times its size; split it, or give its text"
        )


def _blocks(content: Iterator[Paragraph | Table]) -> Iterator[str]:
    """Yield each paragraph and row with the line ends it needs: a blank line, but none inside a list or table."""
    from docx.table import Table

    in_list = False
    for part in content:
        if isinstance(part, Table):
            yield "\n" * in_list + "".join(_rows(part)) + "\n"
            in_list = False
            continue
        text = part.text.strip()
        if not text:
            continue
        prefix = _prefix(part)
        is_item = prefix == "- "
        yield "\n" * (in_list and not is_item) + prefix + text + ("\n" if is_item else "\n\n")
        in_list = is_item


def _prefix(paragraph: Paragraph) -> str:
    style = (paragraph.style.name if paragraph.style is not None else None) or ""
    heading = _HEADING.match(style)
    if heading:
        return "#" * int(heading[1]) + " "
    if style == "Title":
        return "# "
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return "- " if numbered or style.startswith("List") else ""


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = list(dict.fromkeys(row.cells))  # a merged cell is listed once for each column it spans
        texts = (" ".join(cell.text.split()).replace("|", "\\|") for cell in cells)
        yield f"| {' | '.join(texts)} |\n"
