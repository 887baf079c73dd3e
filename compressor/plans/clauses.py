"""Match facts to a question by structure: what a fact says besides one of its parts is what the question knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from compressor.extraction.wordsets import word_set
from compressor.plans.asked import Role
from compressor.plans.shelf import Volume
from compressor.plans.spans import parts
from compressor.records import Argument, Fact
from compressor.relevance.terms import terms

_PLACE_PREPOSITIONS = word_set("at from in into near on to")
_BE = word_set("am is are was were be been being")


class Part(NamedTuple):
    """A part of a fact, and how far the rest of the fact is what the question says."""

    start: int
    end: int
    known: float  # share of the question's weight that the rest of the fact holds
    role: Role | None  # towards a verb that the question names


def parts_told(volume: Volume, start: int, end: int, query: Mapping[str, float]) -> Iterator[Part]:
    """Yield the parts of all facts of a sentence."""
    total = sum(query.values())
    for fact in volume.facts(start, end):
        said = [(part, frozenset(terms(part.quote))) for part in parts(fact)]
        predicate = frozenset(terms(f"{fact.predicate} {fact.lemma}"))
        for part, _ in said:
            rest = predicate.union(*(words for other, words in said if not _holds(other, part)))
            known = sum(query[term] for term in rest if term in query)
            role = _role(fact, part) if predicate & query.keys() else None
            yield Part(part.start, part.end, known / total if total else 0.0, role)


def _holds(outer: Argument, inner: Argument) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _role(fact: Fact, part: Argument) -> Role | None:
    """Return who acts and who is acted upon, whichever way round the verb puts it."""
    words = fact.predicate.lower().split()
    passive = fact.lemma != "be" and not _BE.isdisjoint(words)
    if part is fact.subject:
        return "object" if passive else "subject"
    if part is fact.place or part.role in _PLACE_PREPOSITIONS:
        return "place"
    if part.role == "by":
        return "subject" if passive else None
    return "object" if part.role == "object" else None
