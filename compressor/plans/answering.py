"""Answer a question with no model: rank the spans of relevant sentences by five plain signs, each from 0 to 1.

    score = relevance of the sentence * mean of (type, clause, nearness, role, noun) * novelty

The signs weigh the same: they are weak, and none is known to be the better one on texts that nobody has seen.
Relevance and novelty multiply, since a fitting span in a sentence about something else, or one that only repeats
the question, is no answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from compressor.plans.asked import Asked, asked
from compressor.plans.clauses import Part, parts_told
from compressor.plans.kinds import AMOUNTS, DATES, LABELS, Kind
from compressor.plans.results import Item
from compressor.plans.shelf import Shelf, Volume
from compressor.plans.spans import PHRASE, Candidate, candidates
from compressor.relevance.bm25 import idf
from compressor.relevance.question import read
from compressor.relevance.terms import terms

SENTENCES = 10  # that are read for answers; the answer seldom stands further down
HALF = 5  # words away at which a term of the question counts half
REPEATED = 0.5  # what is left of the score of a span that says nothing but words of the question

BEHIND = 3  # words behind a number in which what it counts is named
HALFWAY, LITTLE = 0.5, 0.25  # for a type that may well be wrong, and for one that is hardly right

_POINT_IN_TIME = re.compile(r"\d|century", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ARTICLES = frozenset({"a", "an", "the"})


class _Question(NamedTuple):
    """What is asked, and what each term of it weighs."""

    asked: Asked
    query: Mapping[str, float]


class _Sentence(NamedTuple):
    """A sentence prepared for scoring."""

    starts: Sequence[int]  # of its words
    stems: Sequence[str]  # of its words; '' for function words
    parts: Sequence[Part]


def answers_in(shelf: Shelf, question: str, sentences: Sequence[Item]) -> list[Item]:
    """Return the short spans of sentences that answer best, best first, each answer once."""
    best = sorted(sentences, key=lambda item: -item.score)[:SENTENCES]
    asking = _Question(asked(question), _weights(question, [item.text for item in sentences]))
    found = [answer for sentence in best for answer in _answers(shelf, asking, sentence)]
    return distinct(found)


def distinct(answers: Iterable[Item]) -> list[Item]:
    """Return answers by score; one that says no more than a better one only adds its evidence to that."""
    kept: dict[str, Item] = {}
    for answer in sorted(answers, key=lambda item: (-item.score, -len(item.text))):
        key = f" {plain(answer.text)} "
        better = next((known for known in kept if key in known), None)
        if better is None:
            kept[key] = answer
        elif key == better:
            evidence = dict.fromkeys((*kept[key].evidence, *answer.evidence))
            kept[key] = kept[key].model_copy(update={"evidence": tuple(evidence)})
    return list(kept.values())


def plain(text: str) -> str:
    """Return the words of a text without case, punctuation and articles."""
    return " ".join(word for word in _WORD.findall(text.lower()) if word not in _ARTICLES)


def _weights(question: str, sentences: Sequence[str]) -> dict[str, float]:
    """Weigh the terms of a question by how few of the sentences hold them."""
    held = [frozenset(terms(sentence)) for sentence in sentences]
    return {t: w * idf(len(held), sum(t in sentence for sentence in held)) for t, w in read(question).items()}


def _answers(shelf: Shelf, asking: _Question, sentence: Item) -> Iterator[Item]:
    for place in sentence.evidence[:1]:
        volume = shelf.volume(place.document)
        prepared = _prepare(volume, place.start, place.end, asking.query)
        for candidate in candidates(volume, place.start, place.end):
            quote = volume.text[candidate.start : candidate.end]
            score = sentence.score * _fit(asking, prepared, candidate, quote)
            if score > 0:
                text = " ".join(quote.split())
                yield Item(text=text, score=round(score, 4), evidence=(place,))


def _prepare(volume: Volume, start: int, end: int, query: Mapping[str, float]) -> _Sentence:
    words = list(_WORD.finditer(volume.text, start, end))
    return _Sentence(
        starts=[match.start() for match in words],
        stems=[next(iter(terms(match[0])), "") for match in words],
        parts=list(parts_told(volume, start, end, query)),
    )


def _fit(asking: _Question, sentence: _Sentence, candidate: Candidate, quote: str) -> float:
    """Return how well a span answers, by all but the relevance of its sentence; 0 where it cannot."""
    type_fit = _type_fit(asking.asked.kind, candidate.label, quote)
    first = bisect_left(sentence.starts, candidate.start)
    last = bisect_left(sentence.starts, candidate.end)
    said = {stem for stem in sentence.stems[first:last] if stem}
    repeated = said & (asking.query.keys() - asking.asked.noun)
    if not type_fit or (candidate.label not in AMOUNTS and said <= repeated):
        return 0.0
    near_by = sentence.stems[first : last + BEHIND] if candidate.label in AMOUNTS else said
    signs = (
        type_fit,
        *_clause(asking.asked, sentence.parts, candidate),
        _nearness(asking.query, sentence.stems, first, last),
        float(not asking.asked.noun.isdisjoint(near_by)),
    )
    return sum(signs) / len(signs) * (1 - (1 - REPEATED) * len(repeated) / max(len(said), 1))


def _type_fit(kind: Kind, label: str, quote: str) -> float:
    """Return how well the type of a span suits; the types of names are weak, those of dates and amounts are not."""
    if label in DATES | AMOUNTS:
        if kind == "thing":
            return LITTLE
        if label not in LABELS[kind]:
            return 0.0
        return 1.0 if label in AMOUNTS or _POINT_IN_TIME.search(quote) else HALFWAY  # '1804', not 'a year later'
    if kind in ("date", "amount"):
        return 0.0
    if kind == "thing" or label in LABELS[kind]:
        return HALFWAY if kind == "thing" else 1.0
    return LITTLE if label in (PHRASE, "NORP") else HALFWAY


def _clause(asking: Asked, told: Sequence[Part], candidate: Candidate) -> tuple[float, float]:
    """Return how much of the question the rest of the span's fact says, and whether the span has the role asked for."""
    holding = [part for part in told if part.start <= candidate.start and candidate.end <= part.end]
    if not holding:
        return 0.0, 0.0
    best = max(holding, key=lambda part: part.known)
    return best.known, float(asking.role is not None and best.role == asking.role)


def _nearness(query: Mapping[str, float], stems: Sequence[str], first: int, last: int) -> float:
    """Return how near the words of the question stand: 1 for all of them right beside the span."""
    nearest: dict[str, float] = {}
    for number, stem in enumerate(stems):
        if stem in query and not first <= number < last:
            distance = first - number if number < first else number - last + 1
            nearest[stem] = max(nearest.get(stem, 0.0), HALF / (HALF + distance - 1))
    total = sum(query.values())
    return sum(query[stem] * near for stem, near in nearest.items()) / total if total else 0.0
