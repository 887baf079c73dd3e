from __future__ import annotations

import pytest

from compressor.selection.stopping import best_stop


def test_the_context_ends_where_relevance_no_longer_outruns_cost() -> None:
    found = best_stop([10.0, 10.0, 1.0, 1.0], [10, 10, 40, 40], float)
    assert found.tokens == 20
    assert found.relevance == pytest.approx(200 / 202)
    assert found.cost == pytest.approx(0.2)


def test_quadratic_cost_lets_an_early_unit_be_longer() -> None:
    gains, tokens = [3.0, 2.0], [50, 50]
    assert best_stop(gains, tokens, float).tokens == 50
    assert best_stop(gains, tokens, lambda n: n * n).cost == pytest.approx(0.25)


@pytest.mark.parametrize(("gains", "tokens"), [([0.0, 0.0], [5, 5]), ([1.0], [0]), ([1.0, 1.0], [0, 0])])
def test_units_without_worth_or_without_price_still_end_somewhere(gains: list[float], tokens: list[int]) -> None:
    assert best_stop(gains, tokens, float).tokens in (0, 5)


def test_no_units_end_at_once() -> None:
    assert best_stop([], [], float) == (0, 0.0, 0.0)
