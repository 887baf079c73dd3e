from __future__ import annotations

import pytest

from compressor.errors import OptionError
from compressor.selection.budget import resolve


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        (1, 1),
        (2000, 2000),
        ("2000", 2000),
        (" 2,000 ", 2000),
        ("2_000", 2000),
        ("10%", 100),
        ("12.5 %", 125),
        ("0.01%", 1),
        ("100%", 1000),
        ("29%", 290),
        ("auto", None),
        (" AUTO ", None),
    ],
)
def test_a_budget_is_tokens_a_share_or_auto(budget: int | str, expected: int | None) -> None:
    assert resolve(budget, 1000) == expected


WRONG_TEXTS = ["0", "-5", "0%", "101%", "-10%", "%", "abc", "", " ", "1.5", "1e3", "inf", "10 tokens", "9" * 5000]


@pytest.mark.parametrize("budget", [0, -1, 1.5, True, None, b"9", *WRONG_TEXTS])
def test_anything_else_is_an_error_that_says_what_was_expected(budget: object) -> None:
    with pytest.raises(OptionError, match=r"budget .* expected a whole number") as caught:
        resolve(budget, 1000)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
