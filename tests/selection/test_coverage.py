from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.selection.coverage import Candidate, Chosen, select


class Instance(NamedTuple):
    candidates: list[Candidate]
    shared: list[int]
    weights: list[float]
    scaling: float
    again: float
    budget: int

    def select(self) -> Chosen:
        return select(
            self.candidates,
            self.budget,
            shared=self.shared,
            weights=self.weights,
            scaling=self.scaling,
            again=self.again,
        )


def indices(size: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.sets(st.integers(0, size - 1), max_size=3).map(lambda found: tuple(sorted(found)))


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    candidate = st.builds(
        Candidate,
        st.integers(0, 9).map(float),
        st.integers(1, 9),
        opens=indices(3),
        covers=indices(4),
        twin=st.none() | st.integers(0, 1),
        factor=st.sampled_from([0.5, 1.0, 2.0]),
    )
    return Instance(
        draw(st.lists(candidate, max_size=8)),
        draw(st.lists(st.integers(0, 5), min_size=3, max_size=3)),
        draw(st.lists(st.integers(0, 9).map(float), min_size=4, max_size=4)),
        draw(st.sampled_from([0.0, 0.5, 1.0])),
        draw(st.sampled_from([0.0, 0.25, 1.0])),
        draw(st.integers(0, 30)),
    )


def price(candidates: Sequence[Candidate], shared: Sequence[int], chosen: Sequence[int]) -> int:
    opened = {o for i in chosen for o in candidates[i].opens}
    return sum(candidates[i].tokens for i in chosen) + sum(shared[o] for o in opened)


def naive(found: Instance) -> list[int]:
    """Weigh every candidate again before each choice; pass over for good what no longer fits."""
    chosen: list[int] = []
    left = list(range(len(found.candidates)))
    while left:

        def worth(i: int) -> float:
            candidate = found.candidates[i]
            covered = Counter(c for j in chosen for c in found.candidates[j].covers)
            gain = candidate.value + sum(found.weights[c] * found.again ** covered[c] for c in candidate.covers)
            return candidate.factor * gain / float(candidate.tokens**found.scaling)

        best = max(left, key=lambda i: (worth(i), -i))
        left.remove(best)
        twins = {found.candidates[i].twin for i in chosen} - {None}
        fits = price(found.candidates, found.shared, [*chosen, best]) <= found.budget
        if fits and found.candidates[best].twin not in twins:
            chosen.append(best)
    return chosen


@given(instances())
def test_lazy_greedy_chooses_what_naive_greedy_does(found: Instance) -> None:
    assert found.select().candidates == naive(found)


@given(instances())
def test_prices_add_up_to_the_budget_at_most_and_twins_come_once(found: Instance) -> None:
    chosen = select(found.candidates, found.budget, shared=found.shared, weights=found.weights).candidates
    twins = [t for i in chosen if (t := found.candidates[i].twin) is not None]
    assert price(found.candidates, found.shared, chosen) <= found.budget
    assert len(set(chosen)) == len(chosen)
    assert len(set(twins)) == len(twins)


@given(instances())
def test_gains_add_up_to_what_the_choice_is_worth(found: Instance) -> None:
    plain = found._replace(candidates=[c._replace(factor=1.0) for c in found.candidates], scaling=0.0, again=0.0)
    chosen = plain.select()
    covered = {c for i in chosen.candidates for c in found.candidates[i].covers}
    worth = sum(found.candidates[i].value for i in chosen.candidates) + sum(found.weights[c] for c in covered)
    assert sum(chosen.gains) == pytest.approx(worth)


@given(
    worth=st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=8), budget=st.integers(1, 30)
)
def test_the_choice_by_gain_per_token_is_near_the_best_there_is(worth: list[tuple[int, int]], budget: int) -> None:
    candidates = [Candidate(float(value), tokens) for value, tokens in worth]
    subsets = (s for n in range(len(candidates) + 1) for s in combinations(candidates, n))
    best = max(sum(c.value for c in s) for s in subsets if sum(c.tokens for c in s) <= budget)
    greedy = sum(candidates[i].value for i in select(candidates, budget, scaling=1.0).candidates)
    single = max((c.value for c in candidates if c.tokens <= budget), default=0.0)
    assert max(greedy, single) >= best / 2  # the classic bound of the knapsack


@given(values=st.lists(st.integers(0, 9), max_size=8), budget=st.integers(0, 8))
def test_the_choice_is_the_best_there_is_where_all_prices_are_equal(values: list[int], budget: int) -> None:
    chosen = select([Candidate(float(v), 1) for v in values], budget)
    assert sum(chosen.gains) == sum(sorted(values, reverse=True)[:budget])


def test_what_candidates_share_is_paid_for_once() -> None:
    candidates = [Candidate(3.0, 2, opens=(0,)), Candidate(2.0, 2, opens=(0,))]
    assert select(candidates, 9, shared=[5]).candidates == [0, 1]
    assert select(candidates, 8, shared=[5]).candidates == [0]
    assert select(candidates, 6, shared=[5]).candidates == []


def test_equals_are_taken_in_document_order() -> None:
    assert select([Candidate(1.0, 1)] * 3, 2).candidates == [0, 1]


def test_candidates_that_cost_nothing_are_taken() -> None:
    assert select([Candidate(1.0, 0), Candidate(2.0, 5)], 1).candidates == [0]


def test_nothing_to_choose_from() -> None:
    assert select([], 10) == ([], [])
