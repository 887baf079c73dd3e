"""Read a budget: a number of tokens, a share of the input, or `auto`."""

from __future__ import annotations

import re

from compressor.errors import OptionError

AUTO = "auto"
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_EXPECTED = "expected a whole number of tokens from 1 up, a share of the input such as 10%, or auto"


def resolve(budget: int | str, tokens: int) -> int | None:
    """Return the most tokens a context may have for an input of so many; None leaves it to the selection.

    Raises OptionError for anything that is not a budget.
    """
    if isinstance(budget, bool) or not isinstance(budget, int | str):
        raise OptionError(f"budget {budget!r} is not a budget; {_EXPECTED}")
    if isinstance(budget, int):
        return _positive(budget, budget)
    text = budget.strip().lower()
    if text == AUTO:
        return None
    share = _SHARE.fullmatch(text)
    if share:
        if not 0 < float(share[1]) <= 100:
            raise OptionError(f"budget {budget!r} is outside 0% to 100%; {_EXPECTED}")
        return max(1, int(tokens * float(share[1]) / 100 + 1e-9))
    try:
        return _positive(int(text.replace(",", "").replace("_", "")), budget)
    except ValueError:
        raise OptionError(f"budget {budget!r} is not a budget; {_EXPECTED}") from None


def _positive(number: int, given: int | str) -> int:
    if number < 1:
        raise OptionError(f"budget {given!r} is below 1; {_EXPECTED}")
    return number
