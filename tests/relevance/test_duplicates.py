"""Near-duplicates are those that comparing all pairs would find, and finding them takes few comparisons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.relevance import duplicates
from compressor.relevance.bm25 import index
from compressor.relevance.duplicates import FEW_TERMS, MOST_ADDED, near_duplicates
from compressor.relevance.terms import terms

FERRY = "The ferry from Helsinki to Tallinn leaves the west harbour every day at noon."


def firsts(*texts: str) -> list[int | None]:
    units = [terms(text) for text in texts]
    return near_duplicates(units, texts, index(units))


@pytest.mark.parametrize(
    "again",
    [
        FERRY,
        "Ferry from Helsinki to Tallinn: leaves west harbour every day, at noon!",
        "The ferry from Helsinki to Tallinn usually leaves the west harbour every day at noon.",
        "The ferry Helsinki-Tallinn leaves the harbour every day at noon.",
    ],
)
def test_the_same_with_a_word_more_or_less_is_said_twice(again: str) -> None:
    assert firsts("It rains.", FERRY, "Snow falls on the old town.", again) == [None, 1, 2, 1]


@pytest.mark.parametrize(
    "other",
    [
        "The ferry from Helsinki to Tallinn leaves the east harbour every day at noon.",
        "The ferry from Tallinn to Helsinki leaves the west harbour every day at noon.",
        "The ferry from Helsinki to Tallinn never leaves the west harbour every day at noon.",
        "The ferry from Helsinki to Tallinn doesn't leave the west harbour every day at noon.",
        "The ferry from Helsinki to Tallinn leaves the west harbour every day before noon.",
        "The ferry from Helsinki to Tallinn leaves the west harbour every second day at noon.",
        "The 3 ferries from Helsinki to Tallinn leave the west harbour every day at noon.",
        "The new big ferry from Helsinki to Tallinn leaves the west harbour every day at noon in summer.",
    ],
)
def test_another_name_number_negation_or_order_is_news(other: str) -> None:
    assert firsts(FERRY, other) == [0, 1]


def test_rows_and_log_lines_that_differ_in_a_number_all_stay() -> None:
    lines = [f"12:00:{second:02} worker 3 could not write block 88 to disk sda, retrying" for second in range(60)]
    assert firsts(*lines) == [*range(60)]


@pytest.mark.parametrize(
    ("amount", "other"), [("5", "-5"), ("€5", "$5"), ("5", "5%"), ("2.5", "5.2"), ("two", "three")]
)
def test_amounts_differ_by_sign_currency_and_order(amount: str, other: str) -> None:
    told = "Balance of harbour account on first morning of week: {}"
    assert firsts(told.format(amount), told.format(other)) == [0, 1]


def test_units_of_few_terms_have_no_duplicates() -> None:
    assert firsts("They berth.", "They berth.", "Yes, yes, they berth, berth.", "") == [None] * 4


def test_a_chain_of_additions_goes_back_to_a_first_that_is_like_each() -> None:
    one = "alpha bravo charlie delta echo foxtrot golf"
    assert firsts(one, f"{one} hotel", f"{one} hotel india", f"{one} hotel india") == [0, 0, 2, 2]


def expected(units: Sequence[Sequence[str]], texts: Sequence[str]) -> list[int | None]:
    found: list[int | None] = []
    for number, unit in enumerate(units):
        before = (n for n in range(number) if found[n] == n and is_same(units, texts, n, number))
        found.append(None if len(set(unit)) < FEW_TERMS else next(before, number))
    return found


def is_same(units: Sequence[Sequence[str]], texts: Sequence[str], one: int, other: int) -> bool:
    shorter, longer = sorted((list(units[one]), list(units[other])), key=len)
    rest = iter(longer)
    return (
        len(longer) - len(shorter) <= MOST_ADDED * len(longer)
        and all(term in rest for term in shorter)
        and ("not" in texts[one]) == ("not" in texts[other])
    )


WORDS = st.lists(st.sampled_from(["alpha", "bravo", "charlie", "delta", "not"]), max_size=9)


@given(st.lists(WORDS.map(" ".join), max_size=12), st.lists(WORDS, max_size=2))
def test_agrees_with_comparing_all_pairs(texts: list[str], tails: list[list[str]]) -> None:
    texts += [" ".join([text, *tail]) for text in texts for tail in tails]
    texts = [text.replace("not", "", text.count("not") - 1) for text in texts]
    units = [terms(text) for text in texts]
    assert near_duplicates(units, texts, index(units)) == expected(units, texts)


def count_comparisons(monkeypatch: pytest.MonkeyPatch, texts: Sequence[str]) -> int:
    extends = Mock(wraps=duplicates._extends)
    with monkeypatch.context() as patch:
        patch.setattr(duplicates, "_extends", extends)
        firsts(*texts)
    return extends.call_count


def common_words(size: int) -> list[str]:
    """Return distinct units that are made of the same twenty words."""
    return [" ".join("abcdefghijklmnopqrst"[(n * k * k + k + n // 20) % 20] * 3 for k in range(9)) for n in range(size)]


def prose(size: int) -> list[str]:
    return [f"the {n}th ship carried cargo{n % 97} from port{n % 89} to the harbour of the town" for n in range(size)]


@pytest.mark.parametrize("made", [common_words, prose])
def test_comparisons_grow_with_the_units_not_with_their_pairs(
    monkeypatch: pytest.MonkeyPatch, made: Callable[[int], list[str]]
) -> None:
    few, many = (count_comparisons(monkeypatch, made(size)) for size in (500, 4_000))
    assert many <= 8 * max(few, 500)
