from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from compressor.rendering.insertions import inserted, mark, position
from compressor.rendering.layout import fold
from compressor.text.segmentation import BlockKind

KINDS: list[BlockKind] = ["paragraph", "list", "table", "code"]


def put_in(quote: str, end: int, name: str) -> str | None:
    at = position(quote, "paragraph", end)
    return None if at is None else inserted(fold(quote, "paragraph"), at, name)


@pytest.mark.parametrize(
    ("quote", "end", "expected"),
    [
        ("She won it.", 3, "She [Marie Curie] won it."),
        ("In  1903\nshe  won it.", 12, "In 1903 she [Marie Curie] won it."),
        ("She, too, won it.", 3, "She [Marie Curie], too, won it."),
        ("She's late.", 3, "She [Marie Curie]'s late."),
    ],
)
def test_a_name_stands_in_brackets_behind_the_pronoun(quote: str, end: int, expected: str) -> None:
    assert put_in(quote, end, "Marie Curie") == expected


@pytest.mark.parametrize("quote", ["She(1867-1934) won it.", "She[1] won it.", "She: won it."])
def test_nothing_is_put_in_where_the_brackets_would_be_a_link(quote: str) -> None:
    assert put_in(quote, 3, "Marie Curie") is None


@given(
    st.text("aB .\n\t(1)[]:", max_size=20),
    st.integers(0, 20),
    st.text("ab C", min_size=1).filter(str.strip),
    st.sampled_from(KINDS),
)
def test_without_what_was_put_in_the_folded_quote_is_left(quote: str, end: int, name: str, kind: BlockKind) -> None:
    at = position(quote, kind, end)
    assume(at is not None)
    assert at is not None
    text, after = inserted(fold(quote, kind), at, name), at + len(mark(name))
    assert text[:at] + text[after:] == fold(quote, kind)
    assert text[at:after] == f" [{name}]"
    assert fold(quote[:end], kind) == text[:at]


def test_markdown_shows_the_brackets() -> None:
    (paragraph,) = [token for token in MarkdownIt().parse(put_in("She won it.", 3, "Curie") or "") if token.children]
    assert [child.type for child in paragraph.children or ()] == ["text"]
    assert paragraph.content == "She [Curie] won it."
