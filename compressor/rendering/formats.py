"""The formats a context can take, each written from lines and the names of the documents.

A format is a sum of parts, so selection can price a line alone in the very form it will have. Where
sentences are left out between two lines, text has a blank line, Markdown `[…]` and XML `<gap/>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape

from compressor.options import OutputFormat
from compressor.rendering.layout import Line

APART = "\0"  # stands between documents that stay apart; decoding refuses text that has it
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Format(NamedTuple):
    """How one format writes a line, the start and end of a document, and the start and end of the whole."""

    line: Callable[[Line], str]
    between: Callable[[Line, Line], str]  # what stands between two lines of a document
    opening: Callable[[str, int], str]
    closing: str
    separator: str  # between documents
    envelope: tuple[str, str]
    names_one: bool  # whether a document is named even when there is only one


def _plain(line: Line) -> str:
    return line.text


def _plain_between(_: Line, after: Line) -> str:
    return "\n\n" if after.gap else "\n"


def _markdown(line: Line) -> str:
    if line.kind == "heading" and not line.text.startswith("#"):
        return f"{'#' * min(line.level + 1, 6)} {line.text}"
    if line.kind == "table" and line.level and line.text.startswith("|"):
        return f"{line.text}\n{'|---' * (line.text.count('|') - 1)}|"
    return line.text


def _markdown_between(before: Line, after: Line) -> str:
    """Return a blank line or, between the rows of a table, a line end; with a paragraph or a row for a gap."""
    if not before.kind == after.kind == "table":
        return "\n\n[…]\n\n" if after.gap else "\n\n"
    is_grid = before.text.startswith("|") and after.text.startswith("|")
    mark = "| … |" if is_grid else "[…]"
    return f"\n{mark}\n" if after.gap else "\n"


def _xml(line: Line) -> str:
    return _escaped(line.text)


def _xml_between(_: Line, after: Line) -> str:
    return "\n<gap/>\n" if after.gap else "\n"


def _xml_opening(name: str, number: int) -> str:
    return f'<document index="{number + 1}">\n<source>{_escaped(name)}</source>\n<document_content>\n'


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub(" ", text))


_TEXT = Format(_plain, _plain_between, lambda name, _: f"[{name}]\n", "", "\n", ("", ""), names_one=False)
_MARKDOWN = Format(_markdown, _markdown_between, lambda name, _: f"# {name}\n\n", "", "\n\n", ("", ""), names_one=False)
_XML = Format(
    _xml,
    _xml_between,
    _xml_opening,
    "\n</document_content>\n</document>",
    "\n",
    ("<documents>\n", "\n</documents>"),
    names_one=True,
)
_FORMATS: dict[OutputFormat, Format] = {
    "text": _TEXT,
    "json": _TEXT,  # structured output holds the context as text
    "jsonl": _TEXT,
    "markdown": _MARKDOWN,
    "xml": _XML,
}


def _bare(form: Format) -> Format:
    """Return a format that writes the lines of each document and nothing around them."""
    return form._replace(closing="", separator=APART, envelope=("", ""))


class Writer:
    """Writes the context of named documents in one format; of documents that stay apart, without names."""

    def __init__(self, sources: Sequence[str | None], form: OutputFormat, *, apart: bool = False) -> None:
        self._names = [source or f"document {number + 1}" for number, source in enumerate(sources)]
        self._format = _bare(_FORMATS[form]) if apart else _FORMATS[form]
        self._labelled = not apart and (self._format.names_one or len(sources) > 1)

    def piece(self, line: Line) -> str:
        """Return what a line adds to the context, with a gap behind it as most have."""
        return self._format.line(line) + self._format.between(line, line._replace(gap=True))

    def label(self, document: int) -> str:
        """Return what a document adds to the context before its first line and after its last."""
        if not self._labelled:
            return ""
        return self._format.opening(self._names[document], document) + self._format.closing + self._format.separator

    def write(self, lines: Iterable[Line]) -> str:
        """Write lines, given in document order; no lines give an empty text."""
        parts = []
        for number, group in groupby(lines, key=lambda line: line.document):
            opening = self._format.opening(self._names[number], number) if self._labelled else ""
            parts.append(opening + self._join(list(group)) + self._format.closing)
        start, end = self._format.envelope
        return f"{start}{self._format.separator.join(parts)}{end}" if parts else ""

    def _join(self, lines: Sequence[Line]) -> str:
        written = self._format.line(lines[0])
        for before, line in pairwise(lines):
            written += self._format.between(before, line) + self._format.line(line)
        return written
