"""Bring marked reviews into the form that engines read: parsed sentences and the opinions in them, by token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.aspects.candidates import Place, places_of
from compressor.extraction.aspects.opinions import Opinion, Tokens
from compressor.extraction.found import Range
from compressor.extraction.nlp import Parsed, parse
from compressor.extraction.runs import Run, gather_runs
from compressor.extraction.syntax import syntax_of
from compressor.text.segmentation import segment
from compressor.training.reviews import Review, Triplet

if TYPE_CHECKING:
    from spacy.language import Language


class Lesson(NamedTuple):
    """A sentence of a review and the opinions marked in it."""

    review: int
    place: Place
    opinions: tuple[Opinion, ...]


class Read(NamedTuple):
    """A parsed run of a review, by its number."""

    review: int
    parsed: Parsed


def read_all(nlp: Language, reviews: Sequence[Review]) -> Iterator[Read]:
    """Parse reviews as extraction does."""
    runs = list[Run]()
    numbers = list[int]()
    for number, review in enumerate(reviews):
        for run in gather_runs(segment(review.text), None):
            if run.group == "prose":
                runs.append(run)
                numbers.append(number)
    for number, parsed in zip(numbers, parse(nlp, runs), strict=True):
        yield Read(number, parsed)


def lessons_of(reads: Sequence[Read], reviews: Sequence[Review]) -> Iterator[Lesson]:
    """Yield the sentences; an opinion whose terms do not begin and end with tokens of one sentence is left out."""
    for number, parsed in reads:
        places = _Places(parsed)
        marked = [found for triplet in reviews[number].opinions if (found := places.opinion(triplet))]
        for place in places_of(syntax_of(parsed.doc)):
            start, end = place.tokens
            inside = [one for one in marked if start <= one.words.start and one.words.end <= end]
            kept = [one for one in inside if one.term is None or (start <= one.term.start and one.term.end <= end)]
            yield Lesson(number, place, tuple(dict.fromkeys(kept)))


class _Places:
    """The tokens of a parse by where they start and end in the document."""

    def __init__(self, parsed: Parsed) -> None:
        ranges = [parsed.range(token) for token in parsed.doc]
        self._starts = {place.start: token for token, place in enumerate(ranges)}
        self._ends = {place.end: token + 1 for token, place in enumerate(ranges)}

    def opinion(self, triplet: Triplet) -> Opinion | None:
        term, words = self._tokens(triplet.aspect), self._tokens(triplet.opinion)
        if words is None or (triplet.aspect is not None and term is None):
            return None
        return Opinion(term, words, triplet.polarity, 1.0)

    def _tokens(self, place: Range | None) -> Tokens | None:
        if place is None:
            return None
        start, end = self._starts.get(place.start), self._ends.get(place.end)
        return None if start is None or end is None or end <= start else Tokens(start, end)
