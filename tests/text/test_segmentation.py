from __future__ import annotations

import pytest

from compressor.text.segmentation import PASSAGE_CHARACTERS, Segmentation, segment

GUIDE = """\
# Garden guide

Plants need light. They need water too.

## Soil

Loam holds water. Sand does not.

### Clay

Clay is heavy.

## Tools

- a spade
- a rake

| Tool | Price |
|---|---|
| Spade | 30 |
"""


def words(segmentation: Segmentation, first: int, last: int) -> list[str]:
    return [segmentation.text[s.start : s.end] for s in segmentation.sentences[first:last]]


def test_blocks_hold_their_sentences_in_order() -> None:
    found = segment(GUIDE)
    assert [(block.kind, words(found, block.first, block.last)) for block in found.blocks] == [
        ("heading", ["# Garden guide"]),
        ("paragraph", ["Plants need light.", "They need water too."]),
        ("heading", ["## Soil"]),
        ("paragraph", ["Loam holds water.", "Sand does not."]),
        ("heading", ["### Clay"]),
        ("paragraph", ["Clay is heavy."]),
        ("heading", ["## Tools"]),
        ("list", ["- a spade"]),
        ("list", ["- a rake"]),
        ("table", ["| Tool | Price |", "| Spade | 30 |"]),
    ]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (0, []),
        (1, ["# Garden guide"]),
        (2, ["# Garden guide"]),
        (5, ["# Garden guide", "## Soil", "### Clay"]),
        (9, ["# Garden guide", "## Tools"]),
    ],
)
def test_a_block_knows_the_headings_above_it(block: int, expected: list[str]) -> None:
    found, above = segment(GUIDE), list[str]()
    while (block := found.blocks[block].section) >= 0:
        above.insert(0, words(found, found.blocks[block].first, found.blocks[block].last)[0])
    assert above == expected


def test_a_short_section_is_one_passage() -> None:
    found = segment(GUIDE)
    assert [words(found, *passage)[0] for passage in found.passages] == [
        "# Garden guide",
        "## Soil",
        "### Clay",
        "## Tools",
    ]


def test_a_long_paragraph_is_cut_into_even_passages() -> None:
    found = segment("The tide turns twice a day in this bay. " * 60)
    lengths = [last - first for first, last in found.passages]
    assert len(lengths) == round(len(found.text) / PASSAGE_CHARACTERS)
    assert min(lengths) > max(lengths) / 2


def test_a_heading_stays_with_the_long_text_under_it() -> None:
    found = segment("# Tides\n\nThey turn.\n\n" + "The tide turns twice a day in this bay. " * 40)
    assert words(found, *found.passages[0])[:3] == ["# Tides", "They turn.", "The tide turns twice a day in this bay."]


def test_short_paragraphs_fill_a_passage_together() -> None:
    found = segment("A short paragraph stands here.\n\n" * 40)
    sizes = [found.sentences[last - 1].end - found.sentences[first].start for first, last in found.passages]
    assert all(size <= PASSAGE_CHARACTERS for size in sizes)
    assert all(size > PASSAGE_CHARACTERS // 2 for size in sizes[:-1])


def test_long_code_is_cut_at_line_ends_and_long_rows_at_bars() -> None:
    code = "```\n" + "total = total + price\n" * 60 + "```"
    assert all(piece.endswith("price") for piece in words(segment(code), 0, -1))
    row = "|" + " a cell with words |" * 60
    assert all(piece.endswith("|") for piece in words(segment(row), 0, -1))


def test_a_blank_text_has_no_structure() -> None:
    assert segment(" \n\t\n") == Segmentation(" \n\t\n", (), (), ())


def test_marks_are_kept_where_there_is_nothing_else() -> None:
    assert words(segment(" \n--\n§ §\n"), 0, 1) == ["--\n§ §"]


def test_emoji_are_words_but_rules_are_not() -> None:
    assert words(segment("🎉🎉\n\n-----\n\nWell done."), 0, 9) == ["🎉🎉", "Well done."]
