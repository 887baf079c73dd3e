from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from compressor.text.segmentation import Segmentation, segment
from compressor.text.sentences import LONGEST

PIECES = [*"aA.1 \n\t#-|`~:;。é,(\u2028\f", "\n\n", "```", "word ", "The end. ", "1. ", "| a | b |\n", "  ", "x" * 700]
TEXTS = (
    st.text(max_size=200) | st.text(max_size=1200).map(lambda s: s * 3) | st.lists(st.sampled_from(PIECES)).map("".join)
)


@given(TEXTS)
@settings(max_examples=300)
def test_every_letter_and_digit_stands_in_exactly_one_sentence(text: str) -> None:
    at = 0
    for start, end, _ in segment(text).sentences:
        assert at <= start < end
        assert not any(map(str.isalnum, text[at:start]))
        at = end
    assert not any(map(str.isalnum, text[at:]))


@given(TEXTS)
def test_sentences_have_no_outer_blanks_and_no_more_than_the_most_characters(text: str) -> None:
    for start, end, _ in segment(text).sentences:
        assert text[start:end] == text[start:end].strip()
        assert end - start <= LONGEST


@given(TEXTS)
def test_blocks_and_passages_tile_the_sentences(text: str) -> None:
    found = segment(text)
    for parts in ([(b.first, b.last) for b in found.blocks], found.passages):
        assert [i for first, last in parts for i in range(first, last)] == list(range(len(found.sentences)))
        assert all(first < last for first, last in parts)
    assert all(
        sentence.block == number
        for number, block in enumerate(found.blocks)
        for sentence in found.sentences[block.first : block.last]
    )


@given(TEXTS)
def test_no_passage_crosses_a_heading(text: str) -> None:
    found = segment(text)
    for first, last in found.passages:
        assert not any(_opens_a_section(found, i) for i in range(first + 1, last))


def _opens_a_section(found: Segmentation, sentence: int) -> bool:
    block = found.blocks[found.sentences[sentence].block]
    return block.kind == "heading" and block.first == sentence


@given(TEXTS)
def test_a_section_is_an_earlier_heading_of_a_lower_level(text: str) -> None:
    found = segment(text)
    for number, block in enumerate(found.blocks):
        assert (block.level > 0) == (block.kind == "heading")
        if block.section >= 0:
            above = found.blocks[block.section]
            assert above.kind == "heading"
            assert block.section < number
            assert block.kind != "heading" or above.level < block.level
        else:
            assert block.kind == "heading" or all(b.kind != "heading" for b in found.blocks[:number])
