"""Narrow a store to the documents that can matter to a question, with nothing but its full-text index."""

from __future__ import annotations

from compressor.errors import InputError
from compressor.records import Document
from compressor.relevance.terms import terms
from compressor.store import RecordStore

HITS = 1_000  # sentences looked at, best first
LEAST = 1_000_000  # characters that are compressed, where there are as many: a second's work or two
_PER_TOKEN = 4  # characters of English
_ROOM = 10  # times the budget: the choice is free among so much


def narrow(store: RecordStore, query: str, *, budget: int | None = None, source: str | None = None) -> list[Document]:
    """Return the documents that can matter to a question, in the order of the store.

    These are the documents of the 1,000 sentences that match it best (BM25 over all sentences of the store, or of
    the sources that the pattern `source` names). If they hold more than a million characters and more than ten
    times the budget, they are taken by their best sentence until that is reached. Raises InputError where no
    sentence has a word of the question.
    """
    asked = set(terms(query))
    room = max(LEAST, _ROOM * _PER_TOKEN * (budget or 0))
    sizes = {document.id: document.characters for document in store.documents()}
    chosen, taken = set[int](), 0
    for hit in store.search(query, source=source, limit=HITS):
        if hit.document in chosen or not asked & set(terms(hit.quote)):
            continue
        if taken and taken + sizes[hit.document] > room:
            break
        chosen.add(hit.document)
        taken += sizes[hit.document]
    if not chosen:
        place = f" of the sources {source!r}" if source else ""
        raise InputError(f"no sentence{place} in the store has a word of the question {query!r}: ask in its words")
    return [store.text(document) for document in sorted(chosen)]
