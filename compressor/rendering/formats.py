"""The formats a context can take; each a function of its lines and the names of its documents.

Every format is a sum of parts: `line` for each line, `opening` and `closing` for each document and
for the whole. So selection can price a line alone, in the very form it will have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

from compressor.options import OutputFormat
from compressor.rendering.layout import Line, label


class Format(NamedTuple):
    """How one format writes a line, the start and the end of a document, and the whole."""

    line: Callable[[Line], str]
    opening: Callable[[str, int], str]
    closing: str
    separator: str
    envelope: tuple[str, str]
    always_labelled: bool  # whether a single document is named too


def _plain(line: Line) -> str:
    return line.text


def _markdown(line: Line) -> str:
    if line.kind == "heading" and not line.text.startswith("#"):
        return f"{'#' * min(line.level + 1, 6)} {line.text}"
    return line.text


def _xml(line: Line) -> str:
    return escape(line.text)


def _xml_opening(name: str, number: int) -> str:
    return f'<document index="{number + 1}">\n<source>{escape(name)}</source>\n<document_content>\n'


_TEXT = Format(_plain, lambda name, _: f"[{name}]\n", "", "\n", ("", ""), False)
FORMATS: dict[OutputFormat, Format] = {
    "text": _TEXT,
    "json": _TEXT,  # structured output holds the context as text
    "jsonl": _TEXT,
    "markdown": Format(_markdown, lambda name, _: f"# {name}\n\n", "", "\n\n", ("", ""), False),
    "xml": Format(_xml, _xml_opening, "\n</document_content>\n</document>", "\n", ("<documents>\n", "\n</documents>"), True),
}


def render(lines: Iterable[Line], sources: Sequence[str | None], form: OutputFormat) -> str:
    """Write lines, given in document order, in a format; no lines give an empty text."""
    style = FORMATS[form]
    labelled = style.always_labelled or len(sources) > 1
    parts = []
    for number, group in groupby(lines, key=lambda line: line.document):
        opening = style.opening(label(sources[number], number), number) if labelled else ""
        parts.append(opening + _join(list(group), style) + style.closing)
    start, end = style.envelope
    return f"{start}{style.separator.join(parts)}{end}" if parts else ""


def _join(lines: Sequence[Line], style: Format) -> str:
    """Join lines by the format's separator; the rows of a table stay together."""
    written = style.line(lines[0])
    for before, line in zip(lines, lines[1:], strict=False):
        together = before.kind == line.kind == "table"
        written += ("\n" if together else style.separator) + style.line(line)
    return written
