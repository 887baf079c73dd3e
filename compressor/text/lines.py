"""Group the lines of a text into blocks: headings, paragraphs, list items, tables, code.

Hard-wrapped lines are re-joined: in wrapped text a line ends because the next word did not fit,
so the line and that word together are about as wide as the widest lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from compressor.text.sentences import stripped

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]|[☀-➿🀀-🫿]")  # a letter, a digit or an emoji
_FENCE = re.compile(r"(`{3,}|~{3,})")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \t]+\S")
_NUMBERED_HEADING = re.compile(r"(\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.|Article \w+|Section \w+)\s+[A-Z]")
_LIST_ITEM = re.compile(r"(?:[-*+•‣◦–]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])\s+\S")
_COLUMN_GAP = re.compile(r"[^\s.!?:](?: {2,}| *\t)[ \t]*\S|\S {4,}\S")
_SENTENCE_END = re.compile(r"[.!?;,…。！？][\"'”’)\]]*$")
_FULL_STOP = re.compile(r"[.!?…。！？][\"'”’)\]]*$")
_OPEN_END = re.compile(r"\s(?:the|an?|of|to|and|or|in|on|for|by|with|from|at|as)$")  # a sentence goes on after these
_SPEAKER = re.compile(r"[A-Z][^:.!?\n]{0,30}:\s")
_KEY_VALUE = re.compile(r"[^:]{1,40}:\s+\S")

HEADING_CHARACTERS = 100
HEADING_WORDS = 16
WRAP_WIDTHS = range(40, 161)
WRAP_SLACK = 0.9  # proportional fonts make the lines of one column differ by about a tenth


class Line(NamedTuple):
    """A line with words in it, without outer blanks."""

    start: int
    end: int
    gap: int  # what stands before it: 0 nothing, 1 a rule of dashes or the like, 2 a blank line
    kind: str  # "text", "heading", "list", "table", "columns" or "code"


class RawBlock(NamedTuple):
    """A block and its stretches: a paragraph has one, a table one for each row."""

    kind: str
    stretches: tuple[tuple[int, int], ...]
    level: int


def raw_blocks(text: str) -> Iterator[RawBlock]:
    """Yield the blocks of a text in order; lines of marks alone (rules, frames) belong to none."""
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    at = 0
    while at < len(lines):
        take = _TAKERS.get(lines[at].kind, _take_text)
        block, at = take(text, lines, at, width)
        yield block


# ------------------------------------------------------------------------------------------------ lines
def _lines(text: str) -> Iterator[Line]:
    fence, opened, gap, last_end = "", 0, 2, 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        gap = 2 if start - last_end > 1 else gap
        last_end = end
        start, end = stripped(text, start, end)
        mark = _FENCE.match(text, start, end)
        if fence:
            if mark and text.startswith(fence, start):
                yield Line(opened, end, 2, "code")
                fence, gap = "", 2
        elif mark:
            fence, opened = mark[1], start
        elif not _WORD.search(text, start, end):
            gap = max(gap, 1) if start < end else 2
        else:
            yield Line(start, end, gap, _kind(text, start, end))
            gap = 0
    if fence:  # never closed: the rest is code
        start, end = stripped(text, opened, len(text))
        yield Line(start, end, 2, "code")


def _kind(text: str, start: int, end: int) -> str:
    if _MARKDOWN_HEADING.match(text, start, end):
        return "heading"
    if text[start] == "|" and text[end - 1] == "|" and end - start > 1:
        return "table"
    marker = _LIST_ITEM.match(text, start, end)
    words = marker.end() - 1 if marker else start
    if _COLUMN_GAP.search(text, words, min(end, words + 200)) and not _SENTENCE_END.search(text, end - 3, end):
        return "columns"
    return "list" if marker else "text"


def _wrap_width(text: str, lines: Sequence[Line]) -> int:
    """Return the width that running text is wrapped at, or 0 where it is not.

    It is the width that most lines with a line after them nearly fill.
    """
    lengths = sorted(
        _reach(text, line)
        for line, after in pairwise(lines)
        if line.kind in ("text", "list") and after.kind == "text" and not after.gap and _narrow(line) and _narrow(after)
    )
    nearly = {width: bisect_right(lengths, width) - bisect_right(lengths, 0.85 * width) for width in WRAP_WIDTHS}
    width = max(nearly, key=lambda w: (nearly[w], -w))
    return width if len(lengths) >= 3 and nearly[width] >= 0.4 * len(lengths) else 0


def _reach(text: str, line: Line) -> int:
    """Return the column that a line ends at: what a wrapped line is measured by, indented or not."""
    return line.end - text.rfind("\n", 0, line.start) - 1


def _narrow(line: Line) -> bool:
    return line.end - line.start < WRAP_WIDTHS.stop


# ----------------------------------------------------------------------------------------------- blocks
def _take_text(text: str, lines: Sequence[Line], at: int, width: int) -> tuple[RawBlock, int]:
    """Take a heading, or a paragraph with the lines that were wrapped from it."""
    line = lines[at]
    if line.kind != "list" and _is_heading(text, lines, at, width):
        return RawBlock("heading", ((line.start, line.end),), _level(text, line)), at + 1
    last = at
    while last + 1 < len(lines) and _continues(text, lines[last], lines[last + 1], width):
        last += 1
    kind = "list" if line.kind == "list" else "paragraph"
    return RawBlock(kind, ((line.start, lines[last].end),), 0), last + 1


def _continues(text: str, line: Line, after: Line, width: int) -> bool:
    """Whether `after` is the rest of a line that was wrapped."""
    if after.gap or after.kind not in ("text", "columns"):
        return False
    length = _reach(text, line)
    if max(length, after.end - after.start) > (1.5 * width or WRAP_WIDTHS.stop):
        return False
    if _SPEAKER.match(text, after.start, after.end) and _FULL_STOP.search(text, line.end - 3, line.end):
        return False
    word = text[after.start : after.end].split(maxsplit=1)[0]
    if width and length + 1 + len(word) >= WRAP_SLACK * width:
        return True
    least = 0.5 * width or WRAP_WIDTHS.start
    if length < least or _SENTENCE_END.search(text, line.end - 3, line.end):
        return False
    return text[after.start].islower() or bool(_OPEN_END.search(text, line.end - 6, line.end))


def _is_heading(text: str, lines: Sequence[Line], at: int, width: int) -> bool:
    """Whether a line of text is the heading of what follows it."""
    line = lines[at]
    if line.kind == "heading":
        return True
    words = text[line.start : line.end]
    if len(words) > HEADING_CHARACTERS or len(words.split()) > HEADING_WORDS or at + 1 == len(lines):
        return False
    capitals = words.isupper()
    if _SENTENCE_END.search(words) or (_KEY_VALUE.match(words) and not capitals):
        return False
    if words[0].islower() or not words[0].isalnum() or sum(map(str.isalpha, words)) < 0.5 * len(words):
        return False
    after = lines[at + 1]
    if after.gap:
        return bool(line.gap) or bool(_NUMBERED_HEADING.match(words))
    if _continues(text, line, after, width):
        return False
    return bool(line.gap) and (capitals or (after.end - after.start > 2 * len(words) and words[-1] != ":"))


def _is_title(words: str) -> bool:
    """Whether most longer words start with a capital, or there are few words at all, and no colon."""
    longer = [word for word in words.split() if len(word) > 3]
    return words[-1] != ":" and (len(longer) <= 3 or sum(w[0].isupper() for w in longer) > 0.5 * len(longer))


def _level(text: str, line: Line) -> int:
    marks = _MARKDOWN_HEADING.match(text, line.start, line.end)
    if marks:
        return len(marks[1])
    number = re.match(r"\d+((?:\.\d+)*)", text[line.start : line.end])
    return 2 + number[1].count(".") if number else 2


def _take_list(text: str, lines: Sequence[Line], at: int, width: int) -> tuple[RawBlock, int]:
    """Take one list item; a numbered line that reads like a title is a heading ("2. Methods")."""
    line = lines[at]
    numbered = _NUMBERED_HEADING.match(text, line.start, line.end)
    if numbered and _is_title(text[line.start : line.end]) and _is_heading(text, lines, at, width):
        return RawBlock("heading", ((line.start, line.end),), _level(text, line)), at + 1
    return _take_text(text, lines, at, width)


def _take_rows(text: str, lines: Sequence[Line], at: int, width: int) -> tuple[RawBlock, int]:
    """Take the rows of a table: lines with pipes, or two and more lines with columns."""
    kind, last = lines[at].kind, at + 1
    while last < len(lines) and lines[last].kind == kind and lines[last].gap < 2:
        last += 1
    if kind == "columns" and last - at < 2:
        return _take_text(text, lines, at, width)
    return RawBlock("table", tuple((line.start, line.end) for line in lines[at:last]), 0), last


def _take_code(text: str, lines: Sequence[Line], at: int, width: int) -> tuple[RawBlock, int]:  # noqa: ARG001
    return RawBlock("code", ((lines[at].start, lines[at].end),), 0), at + 1


_TAKERS = {"list": _take_list, "table": _take_rows, "columns": _take_rows, "code": _take_code}
