from __future__ import annotations

from pathlib import Path

import pytest
from store import ask, choices, questions
from synthetic import PER_DOCUMENT, build, source

from compressor import RecordStore
from compressor.store.filters import Filters


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made up") / "store.db"
    build(path, 10 * PER_DOCUMENT, source())
    return path


def test_a_made_up_store_has_as_many_statements_as_asked_for(made: Path) -> None:
    with RecordStore.open(made) as store:
        assert len(store.documents()) == 10
        assert store.count() == len(list(store.rows())) == 10 * PER_DOCUMENT


def test_every_filter_is_asked_for_alone_and_with_every_other() -> None:
    asked = questions(choices("common", "rare"))
    alone = {name for filters in asked["no filter or one"] for name in filters}
    assert alone == set(Filters.model_fields) - {"maximum"}  # the index is that of `minimum`
    pairs = {frozenset(filters) for filters in asked["pairs of filters"]}
    assert frozenset({"polarity", "search"}) in pairs


def test_the_total_is_told_with_the_time(made: Path) -> None:
    with RecordStore.open(made) as store:
        timed = ask(store, {"kind": "entity"})
    assert timed.milliseconds > 0
    assert timed.total == "600"
