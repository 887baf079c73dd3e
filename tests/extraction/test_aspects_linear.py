from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from compressor.extraction.aspects.linear import BUCKETS, Linear, fit, hashed

PARTS = st.lists(st.integers(min_value=0, max_value=BUCKETS - 1), min_size=1, max_size=8)


@settings(max_examples=30)
@given(st.lists(PARTS, min_size=1, max_size=5), st.data())
def test_parts_that_rows_share_count_in_each(parts: list[list[int]], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(st.sampled_from(parts), min_size=1, max_size=3), min_size=1, max_size=6))
    weights = np.random.default_rng(1).normal(size=(BUCKETS, 2)).astype(np.float32)
    model = Linear(weights, np.array([0.5, -0.5], dtype=np.float32))
    for row, share in zip(rows, model.probabilities(rows), strict=True):
        scores = weights[[cue for part in row for cue in part]].astype(np.float64).sum(axis=0) + model.bias
        wanted = np.exp(scores - scores.max())
        np.testing.assert_allclose(share, wanted / wanted.sum(), rtol=1e-3, atol=1e-5)


def test_what_was_learned_is_told_again() -> None:
    good, bad = [hashed(["good", "word"])], [hashed(["bad", "word"])]
    model = fit([good, bad] * 200, [1, 0] * 200, 2, seed=1)
    assert model.probabilities([good, bad])[:, 1].round().tolist() == [1, 0]
    assert model.probabilities([]).shape == (0, 2)
