"""Price the sentences of a collection as candidates for the context.

A sentence does not come alone: it opens its document's label (where several documents are named),
the heading it stands under and, for a table row, the table's header row. What is open is paid once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from compressor.relevance.bm25 import Scores
from compressor.relevance.collection import Collection
from compressor.selection.coverage import Candidate, Chosen


@dataclass(slots=True)
class Offer:
    """Candidates with what they share; `sentences[i]` is the sentence that candidate i stands for."""

    candidates: list[Candidate] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    shared: list[int] = field(default_factory=list)
    shared_sentences: list[int | None] = field(default_factory=list)  # a heading or a header row; None for a label

    def sentences_of(self, chosen: Chosen) -> list[int]:
        """Return the sentences that a choice puts into the context, in document order."""
        opened = (self.shared_sentences[o] for o in chosen.opened)
        found = {self.sentences[i] for i in chosen.candidates} | {s for s in opened if s is not None}
        return sorted(found)


def offer(
    collection: Collection,
    values: Scores,
    *,
    price: Callable[[int], int],
    label_prices: Sequence[int],
    covers: Callable[[int], tuple[int, ...]] = lambda _: (),
    among: Iterable[int] | None = None,
) -> Offer:
    """Offer sentences (all, or those in `among`) at their price in tokens; headings come only with others."""
    made = Offer(shared=list(label_prices), shared_sentences=[None] * len(label_prices))
    numbers: dict[int, int] = {}

    def opening(sentence: int) -> int:
        if sentence not in numbers:
            numbers[sentence] = len(made.shared)
            made.shared.append(price(sentence))
            made.shared_sentences.append(sentence)
        return numbers[sentence]

    for i in range(collection.size) if among is None else among:
        if collection.locate(i)[2].kind == "heading":
            continue
        opens = (int(collection.document[i]), *map(opening, collection.companions(i)))
        made.sentences.append(i)
        made.candidates.append(Candidate(float(values[i]), price(i), opens, covers(i), collection.twin[i]))
    return made
