"""Find the stored sentences that have most to do with a question.

All documents are scored together by the package's own scorer, which sees headings and neighbours;
where that would be too much text, full-text search first says which documents matter.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from compressor.plans.results import Item
from compressor.plans.shelf import Shelf
from compressor.relevance.collection import collect
from compressor.relevance.scoring import question_scores

MOST_TEXT = 4_000_000  # characters that are scored: about two seconds, once a store
_HITS = 500  # sentences of full-text search that say which documents matter


def best_sentences(shelf: Shelf, words: str, limit: int) -> list[Item]:
    """Return sentences by relevance, the score of the best being 1; none where nothing matches."""
    numbers = list(documents_for(shelf, words))
    if not numbers:
        return []
    volumes = [shelf.volume(number) for number in numbers]
    collection = collect(tuple(volume.text for volume in volumes))
    scores = question_scores(collection, words)
    order = [int(n) for n in np.argsort(-scores, kind="stable")[:limit] if scores[n] > 0]
    found = []
    for number in order:
        _, sentence, _ = collection.locate(number)
        place = volumes[int(collection.document[number])].evidence(sentence.start, sentence.end)
        text = " ".join(place.quote.split())
        found.append(Item(text=text, score=float(scores[number] / scores[order[0]]), evidence=(place,)))
    return found


def documents_for(shelf: Shelf, words: str) -> Iterator[int]:
    """Yield the documents to score, as many as there is room for."""
    sizes = {document.id: document.characters for document in shelf.documents}
    if sum(sizes.values()) <= MOST_TEXT:
        yield from sizes
        return
    taken = 0
    hits = shelf.store.search(words, source=shelf.source, limit=_HITS)
    for number in dict.fromkeys(hit.document for hit in hits):
        if taken and taken + sizes[number] > MOST_TEXT:
            return
        taken += sizes[number]
        yield number
