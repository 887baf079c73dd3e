"""The engine that learned from reviews: a tagger and the rules propose, a linear model decides.

Of sentences that may hold an opinion, what the tagger and the rules find, and cuts of both, are
candidates; each pair of an opinion and a term, or no term, gets the probability that it is right.
The best of those that exclude each other are kept, if they are likely enough.

A broad engine is for texts of other kinds than it learned from. Reviews of one kind teach little of
the words of another, but syntax carries over: so what the rules find is taken at far less
probability, a named aspect is taken before none, and of an opinion on one only the core is kept ('good'
of 'very good', 'easy' of 'easy to set up'), which is what most sets mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.aspects.candidates import Place, Sentence, places_of, read
from compressor.extraction.aspects.core import core_of
from compressor.extraction.aspects.cues import Cues
from compressor.extraction.aspects.gate import gate_cues, is_worth_reading
from compressor.extraction.aspects.linear import Linear
from compressor.extraction.aspects.opinions import Opinion, Tokens, located, overlap, says_something
from compressor.extraction.aspects.tagger import Tagger
from compressor.extraction.found import FoundAspect
from compressor.extraction.syntax import syntax_of
from compressor.records import Polarity

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

POLARITIES: tuple[Polarity, ...] = ("positive", "negative", "neutral")
_LEAST_RULED = 0.01  # less brings more that is wrong in prose than right in reviews
_MOST_GAIN = 50.0  # how many times likelier a pair may be than its parts say
_NAMED = 2.0  # how much more a named aspect counts than none, to a broad engine


Parts = tuple[Tokens, Tokens | None]  # an opinion and what it is about


class Pair(NamedTuple):
    """An opinion, what it is about, and how likely the two are right."""

    opinion: Tokens
    term: Tokens | None
    probability: float


@dataclass(frozen=True, slots=True)
class Trained:
    """An engine made of what training found."""

    gate: Linear
    tagger: Tagger
    pairs: Linear
    polarities: Linear
    least: float  # probability from which a pair is taken
    broad: bool = False

    def find(self, parses: Sequence[Parsed]) -> Iterator[FoundAspect]:
        """Yield the opinions of parses in the order of their opinion terms."""
        syntaxes = [syntax_of(parsed.doc) for parsed in parses]
        places = [(number, place) for number, syntax in enumerate(syntaxes) for place in places_of(syntax)]
        worth = self.gate.probabilities([gate_cues(place) for _, place in places])[:, 1].tolist()
        kept = [one for one, share in zip(places, worth, strict=True) if is_worth_reading(one[1], share)]
        sentences = list(read_sentences(self.tagger, [place for _, place in kept]))
        for (number, _), opinions in zip(kept, self.opinions(sentences), strict=True):
            yield from (located(parses[number], syntaxes[number], opinion) for opinion in opinions)

    def opinions(self, sentences: Sequence[Sentence]) -> list[list[Opinion]]:
        """Return the opinions of each sentence; all are scored at once."""
        read = self._hopeful([(Cues(sentence), list(sentence.pairs())) for sentence in sentences])
        rows = [cues.of_pair(*pair) for cues, pairs in read for pair in pairs]
        likely = iter(self.pairs.probabilities(rows)[:, 1].tolist())
        chosen = [(cues, self._chosen([Pair(*pair, next(likely)) for pair in pairs], cues)) for cues, pairs in read]
        rows = [cues.of_polarity(pair.opinion, pair.term) for cues, pairs in chosen for pair in pairs]
        shares = iter(self.polarities.probabilities(rows).tolist())
        return [[self._opinion(pair, cues, next(shares)) for pair in pairs] for cues, pairs in chosen]

    def _hopeful(self, read: Sequence[tuple[Cues, list[Parts]]]) -> list[tuple[Cues, list[Parts]]]:
        """Leave out pairs that their parts speak against: how the two stand to each other never outweighs as much."""
        rows = [cues.of_parts(*pair) for cues, pairs in read for pair in pairs]
        likely = iter(self.pairs.probabilities(rows)[:, 1].tolist())
        least = self.least / _MOST_GAIN
        return [(cues, [pair for pair in pairs if next(likely) >= least or cues.ruled(*pair)]) for cues, pairs in read]

    def _chosen(self, pairs: Sequence[Pair], cues: Cues) -> list[Pair]:
        taken = (pair for pair in pairs if self._is_taken(pair, cues))
        telling = (pair for pair in taken if says_something(cues.syntax, pair.term, pair.opinion))
        return choose(telling, _NAMED if self.broad else 1.0)

    def _opinion(self, pair: Pair, cues: Cues, shares: Sequence[float]) -> Opinion:
        best = max(range(len(shares)), key=shares.__getitem__)
        words = core_of(cues.syntax, pair.opinion) if self.broad and pair.term is not None else pair.opinion
        return Opinion(pair.term, words, POLARITIES[best], round(self._confidence(pair, cues) * shares[best], 2))

    def _is_taken(self, pair: Pair, cues: Cues) -> bool:
        if pair.probability >= self.least:
            return True
        return self.broad and pair.probability >= _LEAST_RULED and cues.ruled(pair.opinion, pair.term) is not None

    def _confidence(self, pair: Pair, cues: Cues) -> float:
        """Return the probability; of what is only taken because the rules find it, the mean with theirs."""
        ruled = cues.ruled(pair.opinion, pair.term) if pair.probability < self.least else None
        return pair.probability if ruled is None else (pair.probability + ruled.confidence) / 2


def read_sentences(tagger: Tagger, places: Sequence[Place]) -> Iterator[Sentence]:
    """Yield the sentences at these places with what may be aspects and opinions in them."""
    return (read(place, tagging) for place, tagging in zip(places, tagger.tag(places), strict=True))


def choose(pairs: Iterable[Pair], named: float = 1.0) -> list[Pair]:
    """Return the likeliest pairs, in text order, of which no two cut the same words in different ways.

    The probability of a pair with a named aspect counts `named` times.
    """

    def rank(pair: Pair) -> tuple[float, Tokens, tuple[int, int]]:
        return -pair.probability * (1.0 if pair.term is None else named), pair.opinion, pair.term or (0, 0)

    chosen = list[Pair]()
    for pair in sorted(pairs, key=rank):
        if not any(_excludes(other, pair) for other in chosen):
            chosen.append(pair)
    return sorted(chosen, key=lambda pair: (pair.opinion, pair.term or (0, 0)))


def _excludes(taken: Pair, other: Pair) -> bool:
    if taken.opinion != other.opinion:
        return overlap(taken.opinion, other.opinion)
    return taken.term is None or other.term is None or overlap(taken.term, other.term)
