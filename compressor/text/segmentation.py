"""Cut a text into blocks, sentences and passages, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from compressor.text.lines import RawBlock, raw_blocks
from compressor.text.sentences import pieces, sentences

BlockKind = Literal["heading", "paragraph", "list", "table", "code"]

PASSAGE_CHARACTERS = 700  # about 150 tokens: a paragraph
_CODE_CUTS = (re.compile(r"\n"),)
_ROW_CUTS = (re.compile(r"\|"), re.compile(r"\s+"))


class Sentence(NamedTuple):
    """A sentence, list item, table row, piece of code or heading: text[start:end] without outer blanks."""

    start: int
    end: int
    block: int  # index into Segmentation.blocks


class Block(NamedTuple):
    """Consecutive sentences that belong together; sentences[first:last]."""

    kind: BlockKind
    first: int
    last: int
    section: int  # index of the heading block it stands under (for a heading: of the one above it), or -1
    level: int  # depth of a heading, from 1; 0 for other blocks


class Passage(NamedTuple):
    """Consecutive sentences of one section, about a paragraph long; sentences[first:last]."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The structure of one text: every letter and digit of it stands in exactly one sentence."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


def segment(text: str) -> Segmentation:
    """Segment a text in time linear in its length."""
    blocks: list[Block] = []
    found: list[Sentence] = []
    open_headings: list[int] = []  # the headings that the next block stands under, outermost first
    for raw in raw_blocks(text):
        if raw.kind == "heading":
            while open_headings and blocks[open_headings[-1]].level >= raw.level:
                open_headings.pop()
        section = open_headings[-1] if open_headings else -1
        first, number = len(found), len(blocks)
        found.extend(Sentence(start, end, number) for start, end in _sentences(text, raw))
        blocks.append(Block(cast("BlockKind", raw.kind), first, len(found), section, raw.level))
        if raw.kind == "heading":
            open_headings.append(number)
    if not found:  # nothing but marks: they are all there is to keep
        found = [Sentence(start, end, 0) for start, end in pieces(text, 0, len(text))]
        blocks = [Block("paragraph", 0, len(found), -1, 0)] if found else []
    return Segmentation(text, tuple(blocks), tuple(found), tuple(_passages(blocks, found)))


def _sentences(text: str, block: RawBlock) -> Iterator[tuple[int, int]]:
    for start, end in block.stretches:
        if block.kind in ("paragraph", "list"):
            yield from sentences(text, start, end)
        else:
            yield from pieces(text, start, end, _CODE_CUTS if block.kind == "code" else _ROW_CUTS)


def _passages(blocks: Sequence[Block], found: Sequence[Sentence]) -> Iterator[Passage]:
    """Join the blocks of a section until a passage is full; a longer block is cut into even parts."""
    first = 0
    for block in blocks:
        full = _size(found, first, block.last) > PASSAGE_CHARACTERS
        titled = blocks[found[first].block].kind == "heading"
        if first < block.first and (block.kind == "heading" or (full and not titled)):
            yield Passage(first, block.first)
            first = block.first
        if _size(found, first, block.last) > PASSAGE_CHARACTERS:
            yield from _even_parts(found, first, block.last)
            first = block.last
    if first < len(found):
        yield Passage(first, len(found))


def _even_parts(found: Sequence[Sentence], first: int, last: int) -> Iterator[Passage]:
    size = _size(found, first, last)
    full = size / max(1, round(size / PASSAGE_CHARACTERS))
    start = first
    for i in range(first, last):
        if i > start and _size(found, start, i + 1) > full * 1.1:
            yield Passage(start, i)
            start = i
    if start < last:
        yield Passage(start, last)


def _size(found: Sequence[Sentence], first: int, last: int) -> int:
    return found[last - 1].end - found[first].start if last > first else 0
