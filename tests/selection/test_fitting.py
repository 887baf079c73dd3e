from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.selection.coverage import Candidate, Chosen, select
from compressor.selection.fitting import fit

WORDS = st.lists(st.text("ab", min_size=1, max_size=6), min_size=1, max_size=12)
COUNTERS: dict[str, Callable[[str], int]] = {
    "characters": len,
    "the whole is more than its parts": lambda text: len(text) ** 2,
    "the whole is less than its parts": lambda text: int(len(text) ** 0.5),
    "constant": lambda _: 7,
    "nothing": lambda _: 0,
    "capricious": lambda text: sum(map(ord, text)) % 13,
}


def fitted(words: list[str], count: Callable[[str], int], budget: int) -> tuple[list[int], str, int] | None:
    candidates = [Candidate(float(len(word)), count(word)) for word in words]
    found = fit(
        lambda room: select(candidates, room),
        lambda chosen: " ".join(words[i] for i in sorted(chosen.candidates)),
        count,
        budget,
    )
    return found and (found.chosen.candidates, found.text, found.tokens)


@pytest.mark.parametrize("count", COUNTERS.values(), ids=COUNTERS)
@given(words=WORDS, budget=st.integers(1, 60))
def test_what_fits_is_within_the_budget_whatever_counts(
    count: Callable[[str], int], words: list[str], budget: int
) -> None:
    found = fitted(words, count, budget)
    if found:
        chosen, text, tokens = found
        assert chosen
        assert text == " ".join(words[i] for i in sorted(chosen))
        assert tokens == count(text) <= budget


@given(words=WORDS)
def test_everything_is_taken_where_everything_fits(words: list[str]) -> None:
    found = fitted(words, len, len(" ".join(words)))
    assert found is not None
    assert found[1] == " ".join(words)


@given(words=WORDS, budget=st.integers(1, 60))
def test_something_is_taken_where_a_word_fits(words: list[str], budget: int) -> None:
    assert (fitted(words, len, budget) is not None) == (min(map(len, words)) <= budget)


def test_room_that_prices_leave_is_filled() -> None:
    # Each word costs 3 alone, but two cost 4 together: what was saved pays for more.
    def count(text: str) -> int:
        words = len(text.split())
        return 2 * words + (1 if words == 1 else 0)

    found = fitted(["aa"] * 10, count, 12)
    assert found is not None
    assert found[2] == 12


def test_what_was_chosen_last_goes_first() -> None:
    chosen = Chosen([2, 0, 1], [3.0, 2.0, 1.0])
    found = fit(lambda _: chosen, lambda c: "x" * len(c.candidates), lambda text: 10 * len(text), 20)
    assert found is not None
    assert found.chosen == ([2, 0], [3.0, 2.0])
