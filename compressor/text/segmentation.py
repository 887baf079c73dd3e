"""Cut a text into blocks, sentences, passages and sections, with exact offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "list", "table", "code"]


class Sentence(NamedTuple):
    """A sentence, list item, table row or heading: text[start:end] without outer blanks."""

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
    """The structure of one text."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
