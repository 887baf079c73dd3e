"""Budgeted maximum coverage by lazy greedy selection (Minoux 1978; Lin & Bilmes 2010).

The gain of a candidate is its own value plus the weight of what it covers, times its factor. What is
chosen leaves nothing, or little, to gain from what it covers. So gains only shrink as more is chosen,
and a candidate is looked at again only when it comes up.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple


class Candidate(NamedTuple):
    """Something that may go into the context; prices are in tokens."""

    value: float
    tokens: int
    opens: tuple[int, ...] = ()  # what has to stand there too, as indices into the shared prices
    covers: tuple[int, ...] = ()  # concepts, as indices into the weights
    twin: int | None = None  # candidates with the same twin say the same: one is enough
    factor: float = 1.0  # what its gain is multiplied by


class Chosen(NamedTuple):
    """Indices of candidates and what each gained per tokens ** scaling, in the order of choice."""

    candidates: list[int]
    gains: list[float]


def select(
    candidates: Sequence[Candidate],
    budget: int,
    *,
    shared: Sequence[int] = (),
    weights: Sequence[float] = (),
    scaling: float = 0.0,
    again: float = 0.0,
) -> Chosen:
    """Choose candidates worth most together whose prices add up to at most the budget.

    Candidates are taken by gain / tokens ** scaling: 0 ranks by gain, 1 by gain per token. `again` is what
    is left of a concept's weight each time it is covered. Takes O(n log n) for n candidates when gains
    seldom change.
    """
    chosen = Chosen([], [])
    opened: set[int] = set()
    left = list(weights)
    twins: set[int] = set()
    room = budget
    cheapest = min((c.tokens for c in candidates), default=0)

    def worth(candidate: Candidate) -> float:
        gain = candidate.factor * (candidate.value + sum(left[c] for c in candidate.covers))
        return gain / max(candidate.tokens, 1) ** scaling if scaling else gain

    heap = [(-worth(c), i) for i, c in enumerate(candidates)]
    heapify(heap)
    while heap and room >= cheapest:
        stale, i = heappop(heap)
        candidate = candidates[i]
        if candidate.twin is not None and candidate.twin in twins:
            continue
        price = candidate.tokens + sum(shared[o] for o in candidate.opens if o not in opened)
        if price > room:
            continue
        current = -worth(candidate) if candidate.covers else stale
        if current > stale:
            heappush(heap, (current, i))
            continue
        room -= price
        chosen.candidates.append(i)
        chosen.gains.append(-current)
        opened.update(candidate.opens)
        for concept in candidate.covers:
            left[concept] *= again
        if candidate.twin is not None:
            twins.add(candidate.twin)
    return chosen
