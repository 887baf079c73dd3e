from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.selection.extras import affordable


@pytest.mark.parametrize(
    ("prices", "room", "expected"),
    [([3, 4, 5], 12, [0, 1, 2]), ([3, 9, 5], 8, [0, 2]), ([3], 2, []), ([], 9, []), ([0, 0], 0, [0, 1])],
)
def test_the_first_that_fit_are_taken(prices: list[int], room: int, expected: list[int]) -> None:
    assert affordable(prices, room, lambda _: True) == expected


@given(st.lists(st.integers(0, 9)), st.integers(0, 40), st.integers(0, 5))
def test_what_they_come_to_together_has_the_last_word(prices: list[int], room: int, surplus: int) -> None:
    def fits(taken: Sequence[int]) -> bool:
        return sum(prices[i] + surplus for i in taken) <= room

    taken = affordable(prices, room, fits)
    assert fits(taken)
    assert taken == sorted(set(taken))
