from __future__ import annotations

import pytest

from compressor.relevance.collection import collect
from compressor.rendering.layout import Line, fold, lines
from compressor.text.segmentation import BlockKind

TEXT = "# Harbour\n\nOne\there. Two  here. Three here.\n\n- an item. Its end.\n\n| Trip |  Euro |\n| Day | 9 |\n"


def laid_out(*numbers: int) -> list[Line]:
    return list(lines(collect((TEXT, "Other text.")), numbers))


def test_sentences_of_a_block_that_follow_each_other_are_one_line() -> None:
    assert laid_out(0, 1, 2) == [Line(0, "heading", 1, "# Harbour"), Line(0, "paragraph", 0, "One here. Two here.")]


def test_a_line_ends_at_a_gap_a_block_and_a_document() -> None:
    found = laid_out(1, 3, 4, 8)
    assert [(line.document, line.text) for line in found] == [
        (0, "One here."),
        (0, "Three here."),
        (0, "- an item."),
        (1, "Other text."),
    ]


def test_a_line_knows_whether_sentences_of_its_document_are_left_out_before_it() -> None:
    assert [line.gap for line in laid_out(1, 3, 4, 8)] == [False, True, False, False]
    assert [line.gap for line in laid_out(0, 6, 7)] == [False, True, False]


def test_a_text_stands_in_the_place_of_a_sentence() -> None:
    found = list(lines(collect((TEXT,)), [1, 2], {2: "Two [geese] here."}))
    assert [line.text for line in found] == ["One here. Two [geese] here."]


def test_rows_are_lines_of_their_own() -> None:
    assert [line.text for line in laid_out(6, 7)] == ["| Trip |  Euro |", "| Day | 9 |"]


@pytest.mark.parametrize(
    ("quote", "kind", "expected"),
    [
        ("a \n b\t c", "paragraph", "a b c"),
        ("a\u00a0b", "list", "a b"),
        ("Day     9\tx y", "table", "Day  9  x y"),
        ("if a:\n    b\n\n\nc", "code", "if a:\n    b\n\n\nc"),
    ],
)
def test_blanks_are_folded_as_the_kind_of_block_allows(quote: str, kind: BlockKind, expected: str) -> None:
    assert fold(quote, kind) == expected
