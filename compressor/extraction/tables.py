"""Read table rows and 'key: value' lines as properties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from compressor.extraction.found import FoundProperty, Range
from compressor.text.segmentation import Block, Segmentation, Sentence

_GAP_CELL = re.compile(r"\S+(?: \S+)*")
_KEY = re.compile(r"(?:[-*+•][ \t]+)?[*_]{0,2}(?P<key>[A-Z][\w /&()'’.%-]{0,38})[*_]{0,2}:[*_]{0,2}[ \t]+")
_KEY_VALUE = re.compile(_KEY.pattern + r"(?P<value>\S[^\n]{0,119})")
_LINK = re.compile(r"<(?P<link>[^\s<>]+:[^\s<>]+)>\.?")
_TEXT_LINE = re.compile(r"[^\n]+")
_HEADING_MARK = re.compile(r"(?:#{1,6}[ \t]*)?(?:\d+(?:\.\d+)*\.?[ \t]+)?(?=\S)")
_CELL = re.compile(
    r"[ \t]*(?:(?P<mark>\*{1,3}|_{1,2}|`)(?P<marked>(?:(?!(?P=mark)).)+)(?P=mark)|(?P<plain>\S(?:.*\S)?))?[ \t]*",
    re.DOTALL,
)
_TABLE_CONFIDENCE = 0.9
_LINE_CONFIDENCE = 0.8
_LONGEST_VALUE = 12  # words; more is running text
_SPEAKER_LINES = 3  # a key that recurs so often names who speaks


def find_table_properties(segmentation: Segmentation, chosen: Collection[int] | None) -> Iterator[FoundProperty]:
    """Yield a property for each cell under a header, and for each 'key: value' line."""
    wanted = range(len(segmentation.sentences)) if chosen is None else frozenset(chosen)
    speakers = _speakers(segmentation)
    for block in segmentation.blocks:
        rows = [row for row in range(block.first, block.last) if row in wanted]
        if block.kind == "table":
            yield from _cells_of(segmentation, rows, range(block.first, block.last))
        elif block.kind in ("paragraph", "list"):
            lines = (segmentation.sentences[row] for row in rows)
            for line in lines:
                if _key(segmentation.text, line) not in speakers:
                    for part in _lines(segmentation.text, line):
                        yield from _line(segmentation, block, part)


def _cells_of(segmentation: Segmentation, rows: Sequence[int], table: range) -> Iterator[FoundProperty]:
    text, sentences = segmentation.text, segmentation.sentences
    header = [_plain(text, cell) for cell in _cells(text, sentences[table.start])]
    if not header or header[0][:1].isdigit():  # rows of data from the first on, as in a log
        return
    body = [cells for row in table[1:] if len(cells := _cells(text, sentences[row])) == len(header)]
    first = 1 if len(header) > 2 and _are_numbered(text, body) else 0
    lead = first + 1 if first else _lead(text, body, len(header))
    keys = _keys(header, lead)
    for row in rows:
        cells = _cells(text, sentences[row])
        if row == table.start or len(cells) != len(header) or not _has_words(text, cells[0]):
            continue
        owner = Range(cells[first].start, cells[lead - 1].end)
        for key, cell in zip(keys, cells[lead:], strict=True):
            if key and _has_words(text, cell):
                yield FoundProperty(owner, key, cell, Range(owner.start, cell.end), _TABLE_CONFIDENCE)


def _keys(header: Sequence[str], lead: int) -> list[str]:
    """Return what the columns are called: a bare year by what the table is about, a repeated name by the column before.

    'segment EBITDA 2025' and 'margin, % 2025' under | Segment EBITDA | 2025 | Margin, % | 2024 | Margin, % |.
    """
    keys, counts, unique = list[str](), Counter(header), ""
    for name in header[lead:]:
        if counts[name] > 1:
            keys.append(f"{name} {unique}".strip())
        else:
            keys.append(f"{header[0]} {name}".strip() if name[:1].isdigit() else name)
            unique = name
    return keys


def _are_numbered(text: str, rows: Sequence[list[Range]]) -> bool:
    """Tell whether the first cells only count the rows and the second ones say what they are of."""
    numbers = [_plain(text, row[0]).rstrip(".") for row in rows]
    are_words = all(any(map(str.isalpha, _plain(text, row[1]))) for row in rows)
    return len(rows) > 1 and are_words and numbers == [str(number) for number in range(1, len(rows) + 1)]


def _lead(text: str, rows: Sequence[list[Range]], width: int) -> int:
    """Return how many cells name a row: two where several rows share the first and none shares both."""
    named = [(_plain(text, row[0]), _plain(text, row[1])) for row in rows if len(row) == width > 2]
    is_shared = len({first for first, _ in named}) < len(named)
    has_names = all(any(map(str.isalpha, second)) for _, second in named)
    return 2 if is_shared and has_names and len(set(named)) == len(named) else 1


def _has_words(text: str, cell: Range) -> bool:
    return any(map(str.isalnum, text[cell.start : cell.end]))


def _cells(text: str, row: Sentence) -> list[Range]:
    """Return the cells of a row; an empty one between bars is an empty range."""
    if text[row.start] != "|":
        return [Range(*cell.span()) for cell in _GAP_CELL.finditer(text, row.start, row.end)]
    cells, start = list[Range](), row.start + 1
    while start < row.end:
        bar = text.find("|", start, row.end)
        end = row.end if bar < 0 else bar
        cells.append(_stripped(text, start, end))
        start = end + 1
    return cells


def _stripped(text: str, start: int, end: int) -> Range:
    """Return a cell without the blanks around it and the marks that enclose it: '**Total**', but not '*a* and *b*'."""
    found = _CELL.fullmatch(text, start, end)
    if found is None or not (found["marked"] or found["plain"]):
        return Range(end, end)
    return _stripped(text, *found.span("marked")) if found["marked"] else Range(*found.span("plain"))


def _plain(text: str, cell: Range) -> str:
    return " ".join(text[cell.start : cell.end].split()).casefold()


def _lines(text: str, sentence: Sentence) -> list[Sentence]:
    """Return the lines of a sentence if each is a key and its value, as at the head of a letter; else the sentence."""
    lines = [
        Sentence(*found.span(), sentence.block) for found in _TEXT_LINE.finditer(text, sentence.start, sentence.end)
    ]
    are_pairs = len(lines) > 1 and all(_KEY_VALUE.fullmatch(text, line.start, line.end) for line in lines)
    return lines if are_pairs else [sentence]


def _line(segmentation: Segmentation, block: Block, line: Sentence) -> Iterator[FoundProperty]:
    """Yield what a 'key: value' line says of what its heading names, or of the key where there is no heading."""
    text = segmentation.text
    found = _KEY_VALUE.fullmatch(text, line.start, line.end)
    if (
        not found or _is_speech(found["value"]) or (found["key"].isupper() and found["value"].isupper())
    ):  # 'ITEM 4: FUNDING' is a heading
        return
    value, span = _unwrapped(text, *found.span("value")), Range(line.start, line.end)
    if block.section < 0:
        yield FoundProperty(Range(*found.span("key")), "is", value, span, _LINE_CONFIDENCE)
    else:
        heading = segmentation.sentences[segmentation.blocks[block.section].first]
        owner = _heading_words(text, heading)
        yield FoundProperty(owner, found["key"].casefold(), value, span, _LINE_CONFIDENCE)


def _unwrapped(text: str, start: int, end: int) -> Range:
    """Return a value without the brackets of a link and the stop behind them."""
    link = _LINK.fullmatch(text, start, end)
    return Range(*link.span("link")) if link else Range(start, end)


def _is_speech(value: str) -> bool:
    words = value.split()
    return len(words) > _LONGEST_VALUE or (len(words) > 1 and value[-1] in ".!?")


def _heading_words(text: str, heading: Sentence) -> Range:
    mark = _HEADING_MARK.match(text, heading.start, heading.end)
    return Range(mark.end() if mark else heading.start, heading.end)


def _key(text: str, line: Sentence) -> str | None:
    found = _KEY.match(text, line.start, line.end)
    return found["key"] if found else None


def _speakers(segmentation: Segmentation) -> frozenset[str]:
    """Return the keys that recur like the names in a transcript."""
    keys = Counter(key for line in segmentation.sentences if (key := _key(segmentation.text, line)))
    return frozenset(key for key, count in keys.items() if count >= _SPEAKER_LINES)
