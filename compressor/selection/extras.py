"""Add to a choice that is made what is good to have, as far as there is room."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def affordable(prices: Sequence[int], room: int, fits: Callable[[Sequence[int]], bool]) -> list[int]:
    """Return the extras, as indices, that go into a room of so many tokens, where the first are worth most.

    Prices are what they add alone; `fits` counts what they come to together, and has the last word.
    """
    taken = list[int]()
    for index, price in enumerate(prices):
        if price <= room:
            taken.append(index)
            room -= price
    while taken and not fits(taken):
        taken.pop()
    return taken
