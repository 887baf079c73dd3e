"""Texts that share a budget and stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compressor import CompressorOptions
from compressor.apart import compress_apart
from compressor.errors import InputError, OptionError
from compressor.options import OutputFormat
from compressor.text.tokens import tokenizer

PLAIN = CompressorOptions(tighten=False)
FERRY = "The ferry to the island leaves at noon. It takes forty minutes and carries bicycles. Dogs travel free."
GULLS = "Gulls cry over the bay. They nest on the cliffs in May. Their eggs are olive with brown spots."
TABLE = "# Prices\n\n| Ticket | Euro |\n|---|---|\n| Single | 14.00 |\n| Return | 24.50 |"
CODE = "```\nfor gull in bay:\n    gull.cry()\n```"
count = tokenizer().count


def test_the_budget_goes_to_the_text_that_answers() -> None:
    ferry, gulls = compress_apart([FERRY, GULLS], budget=9, query="When do gulls nest on the cliffs?", options=PLAIN)
    assert ferry.text == "" == "".join(FERRY[a:b] for a, b in ferry.spans)
    assert gulls.text == "They nest on the cliffs in May."
    assert [GULLS[a:b] for a, b in gulls.spans] == [gulls.text]


def test_texts_that_fit_exactly_are_given_back_as_they_are() -> None:
    texts = [FERRY, TABLE, CODE]
    kept = compress_apart(texts, budget=sum(map(count, texts)), query=None, options=PLAIN)
    assert [one.text for one in kept] == texts
    assert [one.spans for one in kept] == [((0, len(text)),) for text in texts]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("text", "# Prices\n| Ticket | Euro |\n\n| Return | 24.50 |"),
        ("markdown", "# Prices\n\n| Ticket | Euro |\n|---|---|\n| … |\n| Return | 24.50 |"),
        ("xml", "# Prices\n| Ticket | Euro |\n<gap/>\n| Return | 24.50 |"),
    ],
)
def test_each_text_is_written_in_the_format_of_the_options(form: OutputFormat, expected: str) -> None:
    options = CompressorOptions(format=form, tighten=False)
    (_, prices) = compress_apart([GULLS, TABLE], budget=count(expected) + 1, query="return 24.50", options=options)
    assert prices.text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The harbour \ud800 closes.", "The harbour ? closes."), ("The harbour\0closes.", "The harbour closes.")],
)
def test_characters_that_cannot_be_written_are_replaced_one_for_one(text: str, expected: str) -> None:
    (kept,) = compress_apart([text], budget=50, query="\udfff harbour", options=PLAIN)
    assert kept == (expected, ((0, len(text)),))


def test_no_texts_give_nothing() -> None:
    assert compress_apart([], budget=5, query=None, options=PLAIN) == []


def test_an_automatic_budget_is_within_all_the_texts() -> None:
    kept = compress_apart([FERRY, GULLS] * 4, budget="auto", query="Do dogs travel free?", options=PLAIN)
    assert "Dogs travel free." in kept[0].text
    assert 0 < sum(count(one.text) for one in kept) < 4 * count(FERRY + GULLS)


def test_wrong_input_is_named() -> None:
    with pytest.raises(OptionError, match="budget 0"):
        compress_apart([FERRY], budget=0, query=None, options=PLAIN)
    with pytest.raises(InputError, match="the question is a int"):
        compress_apart([FERRY], budget=5, query=3, options=PLAIN)  # type: ignore[arg-type]


SENTENCES = st.sampled_from(
    [*FERRY.split(". "), *GULLS.split(". "), TABLE, CODE, "👍🏽 \0 \ud800", "東京都は日本の首都です。", "x" * 300]
)
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map(". ".join), max_size=5)
QUERIES = st.sampled_from([None, "", "When do gulls nest?", "zebra"])


def squeezed(text: str) -> str:
    return "".join(text.replace("\ud800", "?").replace("\0", " ").split())


@given(TEXTS, st.integers(1, 120), QUERIES)
@settings(max_examples=60)
def test_what_is_kept_is_within_the_budget_and_is_what_its_spans_say(
    texts: list[str], budget: int, query: str | None
) -> None:
    kept = compress_apart(texts, budget=budget, query=query, options=PLAIN)
    assert len(kept) == len(texts)
    assert sum(count(one.text) for one in kept) <= budget
    for text, one in zip(texts, kept, strict=True):
        assert list(one.spans) == sorted(one.spans)
        assert squeezed("".join(text[start:end] for start, end in one.spans)) == squeezed(one.text)
    if sum(map(count, texts)) <= budget:
        assert list(map(squeezed, texts)) == [squeezed(one.text) for one in kept]
