"""Gather chosen sentences into runs of clean text, keeping the way back to the document's offsets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from compressor.text.segmentation import BlockKind, Segmentation, Sentence

Group = Literal["prose", "heading", "grid"]  # how text is read: clauses, names only, or fixed forms only

RUN_LENGTH = 2_000  # below this, entities at the edges of runs start to differ from those of the whole text
PIECE_LENGTH = 4_000  # a "sentence" longer than this is cut: spaCy's cost per token grows with the length of a Doc

# Blanks to fold, and emphasis marks ('*so*', '**so**') to leave out: a tagger takes them for words.
_FOLDED = re.compile(r"(?P<blanks>\s{2,}|[^\S ])|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])")
_RUN_IN = re.compile(r"[.:!?]\*{2,3}(?P<blank>\s+)(?=\S)")  # '**Equity.** Equity rose' is a heading and a sentence
_MARKS: dict[BlockKind, re.Pattern[str]] = {
    "heading": re.compile(r"#{1,6}[ \t]+(?=\S)"),
    "paragraph": re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-Z])"),
    "list": re.compile(r"(?:[-*+•‣◦–]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])\s+(?=\S)"),
}
_GROUPS: dict[BlockKind, Group] = {
    "paragraph": "prose",
    "list": "prose",
    "heading": "heading",
    "table": "grid",
    "code": "grid",
}


class Run(NamedTuple):
    """Sentences of one kind with their blanks folded; `origins[i]` is the document offset of text[i]."""

    group: Group
    text: str
    origins: list[int]
    starts: list[int]  # where each sentence starts in `text`


def gather_runs(segmentation: Segmentation, chosen: Collection[int] | None) -> Iterator[Run]:
    """Yield the chosen sentences (None: all) in document order, neighbours of one kind together."""
    group: Group = "prose"
    pieces, length = list[Sentence](), 0
    for sentence in _chosen(segmentation, chosen):
        following = _GROUPS[segmentation.blocks[sentence.block].kind]
        size = sentence.end - sentence.start
        if pieces and (following != group or length + size > RUN_LENGTH):
            yield _fold(segmentation, group, pieces)
            pieces, length = [], 0
        group = following
        pieces.append(sentence)
        length += size
    if pieces:
        yield _fold(segmentation, group, pieces)


def _chosen(segmentation: Segmentation, chosen: Collection[int] | None) -> Iterator[Sentence]:
    sentences = segmentation.sentences
    for sentence in sentences if chosen is None else (sentences[index] for index in sorted(set(chosen))):
        yield from _cut(segmentation.text, sentence)


def _cut(text: str, sentence: Sentence) -> Iterator[Sentence]:
    start, end, block = sentence
    for run_in in _RUN_IN.finditer(text, start, end):
        yield Sentence(start, run_in.start("blank"), block)
        start = run_in.end()
    while end - start > PIECE_LENGTH:
        blank = text.rfind(" ", start + 1, start + PIECE_LENGTH)
        cut = blank if blank > 0 else start + PIECE_LENGTH
        yield Sentence(start, cut, block)
        start = cut
    if text[start:end].strip():
        yield Sentence(start, end, block)


def _fold(segmentation: Segmentation, group: Group, sentences: list[Sentence]) -> Run:
    """Join sentences with one blank each, without markup, every run of white space folded to one blank."""
    text, parts, origins, starts = segmentation.text, list[str](), list[int](), list[int]()
    for sentence in sentences:
        position = _after_mark(segmentation, sentence)
        if parts:
            parts.append(" ")
            origins.append(position)
        starts.append(len(origins))
        for folded in _FOLDED.finditer(text, position, sentence.end) if group != "grid" else ():
            blank = folded["blanks"] is not None
            parts += text[position : folded.start()], " " * blank
            origins += range(position, folded.start() + blank)
            position = folded.end()
        parts.append(text[position : sentence.end])
        origins += range(position, sentence.end)
    return Run(group, "".join(parts), origins, starts)


def _after_mark(segmentation: Segmentation, sentence: Sentence) -> int:
    """Return where the words of a sentence start: behind the mark of a heading or item, the number of a clause."""
    mark = _MARKS.get(segmentation.blocks[sentence.block].kind)
    found = mark.match(segmentation.text, sentence.start, sentence.end) if mark else None
    return found.end() if found else sentence.start
