"""Price the sentences of a collection as candidates for the context.

A sentence does not come alone: it opens its document's label (where documents are named), the heading
it stands under and, for a table row, the table's header row. What is open is paid for once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from compressor.relevance.collection import Collection
from compressor.selection.coverage import Candidate, Chosen, select
from compressor.selection.ranking import Ranking


@dataclass(frozen=True, slots=True)
class Offer:
    """Priced candidates; `sentences[i]` is the sentence that candidate i stands for."""

    candidates: list[Candidate]
    sentences: list[int]
    shared_prices: list[int]
    shared_sentences: list[int | None]  # a heading or a header row; None for a label
    ranking: Ranking

    @property
    def total(self) -> int:
        """Return the price of everything, in tokens."""
        return sum(candidate.tokens for candidate in self.candidates) + sum(self.shared_prices)

    def repriced(self, prices: Mapping[int, int]) -> Offer:
        """Return the same offer with other prices for some sentences."""
        priced = zip(self.candidates, self.sentences, strict=True)
        return replace(self, candidates=[c._replace(tokens=prices.get(number, c.tokens)) for c, number in priced])

    def choose(self, budget: int) -> Chosen:
        """Choose what is worth most within a number of tokens."""
        ranking = self.ranking
        return select(
            self.candidates,
            budget,
            shared=self.shared_prices,
            weights=ranking.weights,
            scaling=ranking.scaling,
            again=ranking.again,
        )

    def sentences_of(self, chosen: Chosen) -> list[int]:
        """Return the sentences that a choice puts into the context, in document order."""
        opened = {o for i in chosen.candidates for o in self.candidates[i].opens}
        companions = {s for o in opened if (s := self.shared_sentences[o]) is not None}
        return sorted(companions | {self.sentences[i] for i in chosen.candidates})


def offer(
    collection: Collection,
    ranking: Ranking,
    price: Callable[[int], int],
    label_prices: Sequence[int],
) -> Offer:
    """Offer all sentences at their price in tokens.

    A heading comes with what stands under it, the header of a Markdown table with its rows; what nothing
    stands under is offered by itself.
    """
    made = Offer([], [], list(label_prices), [None] * len(label_prices), ranking)
    numbers: dict[int, int] = {}
    headers = (number for number in set(collection.header.tolist()) if number >= 0)
    leading = {*collection.heading.tolist(), *(n for n in headers if collection.quote(n).startswith("|"))}

    def opening(sentence: int) -> int:
        if sentence not in numbers:
            numbers[sentence] = len(made.shared_prices)
            made.shared_prices.append(price(sentence))
            made.shared_sentences.append(sentence)
        return numbers[sentence]

    for i in range(collection.size):
        if i not in leading:
            opens = (int(collection.document[i]), *map(opening, collection.companions(i)))
            value, factor = float(ranking.values[i]), float(ranking.factors[i])
            made.sentences.append(i)
            made.candidates.append(Candidate(value, price(i), opens, ranking.covers[i], collection.twin[i], factor))
    return made
