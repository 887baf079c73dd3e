from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.relevance.bm25 import K1, B, bm25, idf, index

UNITS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), min_size=1, max_size=8)
QUERY = st.lists(st.sampled_from("abcdefz"), max_size=5).map(Counter)


def reference(units: Sequence[Sequence[str]], query: Counter[str]) -> list[float]:
    """Okapi BM25 as it stands in Robertson & Zaragoza 2009, one unit and term after the other."""
    mean = max(sum(map(len, units)) / len(units), 1.0)
    scores = []
    for unit in units:
        score = 0.0
        for term, weight in query.items():
            held = sum(term in other for other in units)
            count = unit.count(term)
            rarity = math.log(1 + (len(units) - held + 0.5) / (held + 0.5))
            score += weight * rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * len(unit) / mean))
        scores.append(score)
    return scores


@given(units=UNITS, query=QUERY)
def test_scores_are_those_of_the_plain_formula(units: list[list[str]], query: Counter[str]) -> None:
    assert bm25(index(units), query) == pytest.approx(reference(units, query))


@given(units=UNITS, query=QUERY, data=st.data())
def test_groups_score_as_if_their_units_were_one(
    units: list[list[str]], query: Counter[str], data: st.DataObject
) -> None:
    breaks = data.draw(st.lists(st.booleans(), min_size=len(units) - 1, max_size=len(units) - 1))
    groups = np.cumsum([0, *breaks])
    joined: list[list[str]] = [[] for _ in range(groups[-1] + 1)]
    for unit, group in zip(units, groups, strict=True):
        joined[group] += unit
    assert bm25(index(units), query, groups) == pytest.approx(reference(joined, query))


def test_an_empty_index_has_no_scores() -> None:
    assert bm25(index([]), Counter(["a"])).tolist() == []


def test_a_rare_term_weighs_more_and_a_common_one_never_less_than_nothing() -> None:
    weights = [idf(10, holding) for holding in range(1, 11)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
