from __future__ import annotations

import numpy as np

from compressor.relevance.collection import Collection, collect
from compressor.selection.candidates import Offer, offer
from compressor.selection.ranking import Ranking

TEXT = """\
# Harbour

Ferries berth here. They are white.

## Prices

| Trip | Euro |
|---|---|
| Day | 9 |

## Notes
"""


def offered(collection: Collection, values: dict[int, float], labels: list[int]) -> Offer:
    worth = np.zeros(collection.size)
    worth[list(values)] = list(values.values())
    ranking = Ranking(worth, np.ones(collection.size), [()] * collection.size, ())
    return offer(collection, ranking, price=lambda n: len(collection.quote(n).split()), label_prices=labels)


def quotes(texts: tuple[str, ...], values: dict[int, float], budget: int, labels: list[int]) -> list[str]:
    collection = collect(texts)
    made = offered(collection, values, labels)
    return [collection.quote(n) for n in made.sentences_of(made.choose(budget))]


def test_a_sentence_brings_its_heading_and_pays_for_it() -> None:
    assert quotes((TEXT,), {1: 9.0}, 5, [0]) == ["# Harbour", "Ferries berth here."]
    assert quotes((TEXT,), {1: 9.0}, 4, [0]) == ["# Harbour", "## Notes"]


def test_a_row_brings_its_header_row() -> None:
    assert quotes((TEXT,), {5: 9.0}, 12, [0]) == ["## Prices", "| Trip | Euro |", "| Day | 9 |"]


def test_headings_and_headers_are_offered_by_themselves_only_where_nothing_stands_under_them() -> None:
    collection = collect((TEXT,))
    sentences = offered(collection, {}, [0]).sentences
    left_out = [collection.quote(n) for n in range(collection.size) if n not in sentences]
    assert left_out == ["# Harbour", "## Prices", "| Trip | Euro |"]


def test_an_outline_of_headings_alone_can_be_chosen_from() -> None:
    assert quotes(("# One\n\n## Two\n\n## Three\n",), {2: 1.0}, 4, [0]) == ["# One", "## Three"]


def test_the_label_of_a_document_is_paid_for_once() -> None:
    texts = ("Gulls cry. Waves break.", "Sand drifts.")
    values = {0: 3.0, 2: 2.0, 1: 1.0}
    assert quotes(texts, values, 7, [3, 3]) == ["Gulls cry.", "Waves break."]
    assert quotes(texts, values, 10, [3, 3]) == ["Gulls cry.", "Sand drifts."]
    assert quotes(texts, values, 12, [3, 3]) == ["Gulls cry.", "Waves break.", "Sand drifts."]


def test_a_sentence_that_has_become_shorter_is_offered_for_less() -> None:
    collection = collect(("Ferries do berth here at the old pier.",))
    made = offered(collection, {0: 1.0}, [0])
    assert made.choose(7).candidates == []
    assert made.repriced({0: 7}).choose(7).candidates == [0]
    assert made.choose(7).candidates == []
