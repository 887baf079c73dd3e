"""Turn HTML into the Markdown that segmentation understands.

Headings become '# ', list items '- ' or '1. ', defined terms '- term: definition', table rows '| a | b |',
preformatted text a fenced block; blank lines separate paragraphs. Offsets of an HTML document refer to this text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal, NamedTuple

_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\f\r\u00a0]+")

# fmt: off
_SKIPPED = frozenset({
    "audio", "button", "canvas", "iframe", "nav", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "video",
})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hgroup", "hr", "html", "legend",
    "main", "p", "section", "summary", "tbody", "tfoot", "thead",
})
# fmt: on
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_LONGEST_CELL = 1000  # characters; a longer one belongs to a table that lays out the page
_DEEPEST_INDENT = 8  # levels; deeper ones come from lists that are never closed

_BlockKind = Literal["title", "heading", "text", "item", "row", "code"]


def html_text(markup: str) -> str:
    """Return the readable text of an HTML document."""
    converter = _Converter()
    converter.feed(markup)
    converter.close()
    return _join(_without_repeated_title(converter.finish()))


def is_html(text: str) -> bool:
    """Return whether a text begins as an HTML document does."""
    return _START.match(text) is not None


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that a `<meta>` element near the beginning declares, if it is known."""
    found = _CHARSET.search(data, 0, 2048)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    if name.startswith(("utf-16", "utf-32")):
        return None  # the declaration was read as ASCII, so it cannot be true
    return "cp1252" if name == "iso8859-1" else name  # as browsers do


class _Block(NamedTuple):
    kind: _BlockKind
    text: str
    group: int = 0  # blocks of one list or table share a number, and no blank line stands between them


@dataclass(slots=True)
class _Table:
    group: int
    row: list[list[_Block]] = field(default_factory=list)
    in_cell: bool = False


class _Converter(HTMLParser):
    """Collect blocks; `_targets[-1]` is the list that they go to: the document's, or that of the open cell."""

    def __init__(self) -> None:
        super().__init__()
        self._targets: list[list[_Block]] = [[]]
        self._tables: list[_Table] = []
        self._lists: list[int | None] = []  # the number of the last item of each open list; None if it has no numbers
        self._groups = 0
        self._list_group = 0
        self._terms_group = 0
        self._inline: list[str] = []
        self._next = _Block("text", "")  # kind, prefix and group of the block being collected
        self._code: list[str] | None = None
        self._skipped: tuple[str, int] | None = None  # element left out, and how deep it is nested in itself

    def finish(self) -> list[_Block]:
        """Return the blocks, closing what the document left open."""
        if self._code is not None:
            self._end_code()
        while self._tables:
            self._end_table()
        self._flush()
        return self._targets[0]

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002 - the signature is the parent's
        """Pass over `<![...]>` as browsers do; the parent raises AssertionError for unknown ones."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped is not None:
            self._skip(tag, 1)
        elif self._code is not None:
            if tag == "br":
                self._code.append("\n")
        elif tag in _SKIPPED:
            self._skipped = (tag, 1)
        elif tag == "br":
            self._inline.append("\n")
        else:
            self._start_block(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped is not None:
            self._skip(tag, -1)
        elif self._code is not None:
            if tag == "pre":
                self._end_code()
        elif tag in _LISTS:
            self._end_list()
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_table()
        elif tag in _BLOCKS and tag != "dt":  # whose definition is to come
            self._flush()
        elif tag in _HEADINGS or tag in ("li", "title"):
            self._begin(_Block("text", ""))

    def handle_data(self, data: str) -> None:
        if self._skipped is not None:
            return
        if self._code is not None:
            self._code.append(data)
        else:
            self._inline.append(_BLANKS.sub(" ", data))

    def _skip(self, tag: str, change: int) -> None:
        assert self._skipped is not None
        skipped, depth = self._skipped
        if tag == skipped:
            depth += change
            self._skipped = (skipped, depth) if depth else None

    def _start_block(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS:
            self._begin(_Block("heading", _HEADINGS[tag]))
        elif tag == "title":
            self._begin(_Block("title", "# "))
        elif tag in _LISTS:
            self._start_list(tag, attrs)
        elif tag == "li":
            self._start_item()
        elif tag == "pre":
            self._flush()
            self._code = []
        elif tag == "table":
            self._flush()
            self._tables.append(_Table(self._new_group()))
        elif tag == "tr":
            self._end_row()
        elif tag in _CELLS:
            self._start_cell()
        elif tag == "dl":
            self._flush()
            self._terms_group = self._new_group()
        elif tag == "dt":
            self._begin(_Block("item", "- ", self._terms_group))
        elif tag == "dd" and self._has_term():
            self._inline[:] = ["".join(self._inline).rstrip(), ": "]
        elif tag in _BLOCKS:
            self._flush()

    def _has_term(self) -> bool:
        is_term = self._next.kind == "item" and self._next.group == self._terms_group
        return is_term and any(map(str.strip, self._inline)) and ": " not in self._inline

    def _new_group(self) -> int:
        self._groups += 1
        return self._groups

    def _begin(self, block: _Block) -> None:
        self._flush()
        self._next = block

    def _flush(self) -> None:
        """Turn the inline text collected so far into blocks; two line breaks in a row part paragraphs."""
        text = "".join(self._inline)
        self._inline.clear()
        if not text or text.isspace():
            return
        kind, prefix, group = self._next
        self._next = _Block("text", "")
        lines = [" ".join(line.split()) for line in text.split("\n")]
        if kind != "text":
            self._targets[-1].append(_Block(kind, prefix + " ".join(filter(None, lines)), group))
            return
        for paragraph in re.split(r"\n{2,}", "\n".join(lines).strip("\n")):
            self._targets[-1].append(_Block("text", paragraph))

    def _start_list(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        if not self._lists:
            self._list_group = self._new_group()
        start = dict(attrs).get("start") or "1"
        numbered = tag == "ol"
        self._lists.append((int(start) if start.isdecimal() else 1) - 1 if numbered else None)

    def _end_list(self) -> None:
        self._flush()
        if self._lists:
            self._lists.pop()

    def _start_item(self) -> None:
        indent = "  " * min(len(self._lists) - 1, _DEEPEST_INDENT)
        number = self._lists[-1] if self._lists else None
        marker = "- "
        if number is not None:
            self._lists[-1] = number + 1
            marker = f"{number + 1}. "
        self._begin(_Block("item", indent + marker, self._list_group if self._lists else 0))

    def _end_code(self) -> None:
        code = "".join(self._code or ()).removeprefix("\n").rstrip()
        self._code = None
        if code:
            fence = "```" if "```" not in code else "~~~~"
            self._targets[-1].append(_Block("code", f"{fence}\n{code}\n{fence}"))

    def _start_cell(self) -> None:
        self._end_cell()
        if self._tables:
            self._tables[-1].in_cell = True
            self._targets.append([])

    def _end_cell(self) -> None:
        self._begin(_Block("text", ""))
        if self._tables and self._tables[-1].in_cell:
            self._tables[-1].in_cell = False
            self._tables[-1].row.append(self._targets.pop())

    def _end_row(self) -> None:
        self._end_cell()
        if not self._tables:
            return
        table = self._tables[-1]
        if len(table.row) > 1 and all(map(_is_plain, table.row)):
            self._targets[-1].append(_Block("row", f"| {' | '.join(map(_on_one_line, table.row))} |", table.group))
        else:  # a table that lays out the page: its cells are the page
            self._targets[-1].extend(block for cell in table.row for block in cell)
        table.row = []

    def _end_table(self) -> None:
        self._end_row()
        if self._tables:
            self._tables.pop()


def _is_plain(cell: list[_Block]) -> bool:
    """Return whether a cell holds words only, no more than stand in a table row."""
    words_only = all(block.kind in ("text", "item") for block in cell)
    return words_only and sum(len(block.text) for block in cell) <= _LONGEST_CELL


def _on_one_line(cell: list[_Block]) -> str:
    return " ".join(block.text for block in cell).replace("\n", " ").replace("|", "\\|")


def _without_repeated_title(blocks: list[_Block]) -> list[_Block]:
    """Drop the page's title when a main heading says the same, as in 'Heading - Name of the site'."""
    titles = [block.text for block in blocks if block.kind == "title"]
    headings = [block.text for block in blocks if block.kind == "heading" and block.text.startswith("# ")]
    repeated = any(title.startswith(heading) for title in titles for heading in headings)
    return [block for block in blocks if block.kind != "title"] if repeated else blocks


def _join(blocks: list[_Block]) -> str:
    parts: list[str] = []
    group = 0
    for block in blocks:
        if parts:
            parts.append("\n" if block.group and block.group == group else "\n\n")
        parts.append(block.text)
        group = block.group
    return "".join(parts)
