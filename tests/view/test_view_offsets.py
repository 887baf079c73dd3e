"""Positions are those of JavaScript, in the text that the page shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.errors import InputError
from compressor.records import Span
from compressor.view.offsets import Offsets
from compressor.view.shown import Gap, Piece, between, joined

TEXTS = st.text(alphabet=st.sampled_from("a é\n𝔐🛶👩\u200d\u202e"), min_size=1, max_size=40)


def sliced(text: str, start: int, end: int) -> str:
    """Slice as JavaScript does, by UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@given(TEXTS, st.data())
def test_every_span_is_found_where_javascript_looks_for_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span(start=start, end=end, quote=text[start:end])
    assert sliced(text, *Offsets([Piece(0, text)]).place(span)) == span.quote


@given(st.lists(TEXTS, min_size=1, max_size=5), st.lists(st.integers(1, 9), min_size=5, max_size=5), st.data())
def test_spans_are_found_in_pieces_with_gaps_between(texts: list[str], gaps: list[int], data: st.DataObject) -> None:
    pieces, after = [], 0
    for text, gap in zip(texts, gaps, strict=False):
        pieces.append(Piece(after + gap, text))
        after = pieces[-1].end
    offsets = Offsets(pieces)
    for number, piece in enumerate(pieces):
        start = data.draw(st.integers(piece.start, piece.end - 1))
        quote = piece.text[start - piece.start :]
        assert sliced(offsets.text, *offsets.place(Span(start=start, end=piece.end, quote=quote))) == quote
        assert sliced(offsets.text, offsets.after(number), offsets.after(number + 1)) == piece.text


@given(st.lists(TEXTS, min_size=1, max_size=4), st.data())
def test_pieces_and_gaps_cover_a_text_once(texts: list[str], data: st.DataObject) -> None:
    text = "".join(texts)
    spans = []
    for _ in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        spans.append(Span(start=start, end=end, quote=text[start:end]))
    pieces = joined(spans)
    covered = sorted([*((p.start, p.end) for p in pieces), *((g.start, g.end) for g in between(pieces, len(text)))])
    assert all(text[p.start : p.end] == p.text for p in pieces)
    assert "".join(text[start:end] for start, end in covered) == text


@pytest.mark.parametrize(("start", "quote"), [(0, "Marstal"), (90, "Ærø"), (6, "øx")])
def test_words_that_are_not_there_are_an_error(start: int, quote: str) -> None:
    with pytest.raises(InputError, match="where its text has other words: make it again"):
        Offsets([Piece(4, "Ærø")]).place(Span(start=start, end=start + len(quote), quote=quote))


def test_quotes_that_contradict_each_other_are_an_error() -> None:
    with pytest.raises(InputError, match="contradict each other at character 2"):
        joined([Span(start=0, end=4, quote="ship"), Span(start=2, end=4, quote="op")])


def test_nothing_quoted_is_one_gap() -> None:
    assert between(joined([]), 12) == (Gap(0, 12),)
