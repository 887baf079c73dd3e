from __future__ import annotations

import pytest

from compressor.relevance.terms import terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferries ferried the FERRY", ["ferri", "ferri", "ferri"]),
        ("the and of it is", []),
        ("Who doesn't, who can’t?", []),
        ("Curie's laboratory", ["curi", "laboratori"]),
        ("Curie’s laboratory", ["curi", "laboratori"]),
        ("budget of £61,500 in 2025", ["budget", "61", "500", "2025"]),
        ("snake_case and v2", ["snake", "case", "v2"]),
        ("東京都", ["東京", "京都"]),
        ("雨", ["雨"]),
        ("GPT搭載 phones", ["gpt", "搭載", "phone"]),
        ("서울은", ["서울", "울은"]),
        ("Москва", ["москва"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("👍 !? --", []),
        ("", []),
    ],
)
def test_terms_are_the_stems_of_the_words_that_carry_a_topic(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(("one", "other"), [("runs", "RUNNING"), ("ferry", "ferries’"), ("we’ll sail", "sailing")])
def test_forms_of_a_word_share_their_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)
