"""The engine that learned from reviews: a tagger and the rules propose, a linear model decides.

What the tagger and the rules find, and cuts of both, are candidates; each pair of an opinion and a
term, or no term, gets the probability that it is right. The best of those that exclude each other
are kept, if they are likely enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.aspects.candidates import Sentence, Tagged, read
from compressor.extraction.aspects.cues import Cues
from compressor.extraction.aspects.linear import Linear
from compressor.extraction.aspects.opinions import Opinion, Tokens, located
from compressor.extraction.aspects.tagger import Tagger, Words
from compressor.extraction.found import FoundAspect
from compressor.extraction.syntax import Syntax, syntax_of
from compressor.records import Polarity

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

POLARITIES: tuple[Polarity, ...] = ("positive", "negative", "neutral")


class Pair(NamedTuple):
    """An opinion, what it is about, and how likely the two are right."""

    opinion: Tokens
    term: Tokens | None
    probability: float


@dataclass(frozen=True, slots=True)
class Trained:
    """An engine made of what training found."""

    tagger: Tagger
    pairs: Linear
    polarities: Linear
    least: float  # probability from which a pair is taken

    def find(self, parses: Sequence[Parsed]) -> Iterator[FoundAspect]:
        """Yield the opinions of parses in the order of their opinion terms."""
        syntaxes = [syntax_of(parsed.doc) for parsed in parses]
        places = [(number, Tokens(*tokens)) for number, syntax in enumerate(syntaxes) for tokens in syntax.sentences]
        sentences = read_sentences(self.tagger, [(syntaxes[number], tokens) for number, tokens in places])
        for (number, _), sentence in zip(places, sentences, strict=True):
            for opinion in self.opinions(sentence):
                yield located(parses[number], syntaxes[number], opinion)

    def opinions(self, sentence: Sentence) -> Iterator[Opinion]:
        """Yield the opinions of a sentence."""
        candidates, cues = list(sentence.pairs()), Cues(sentence)
        likely = self.pairs.probabilities([cues.of_pair(*pair) for pair in candidates])[:, 1].tolist()
        chosen = choose(
            map(Pair._make, ((*pair, share) for pair, share in zip(candidates, likely, strict=True))), self.least
        )
        shares = self.polarities.probabilities([cues.of_polarity(pair.opinion, pair.term) for pair in chosen])
        for pair, row in zip(chosen, shares.tolist(), strict=True):
            best = max(range(len(row)), key=row.__getitem__)
            yield Opinion(pair.term, pair.opinion, POLARITIES[best], round(pair.probability * row[best], 2))


def read_sentences(tagger: Tagger, places: Sequence[tuple[Syntax, Tokens]]) -> Iterator[Sentence]:
    """Yield the sentences at these places with what may be aspects and opinions in them."""
    words = [_words(*place) for place in places]
    for (syntax, tokens), tagged in zip(places, tagger.tag(words), strict=True):
        yield read(syntax, tokens, [_moved(span, tokens.start) for span in tagged])


def choose(pairs: Iterable[Pair], least: float) -> list[Pair]:
    """Return the likeliest pairs, in text order, of which no two cut the same words in different ways."""
    chosen = list[Pair]()
    for pair in sorted(pairs, key=lambda pair: (-pair.probability, pair.opinion, pair.term or (0, 0))):
        if pair.probability < least:
            break
        if not any(_excludes(other, pair) for other in chosen):
            chosen.append(pair)
    return sorted(chosen, key=lambda pair: (pair.opinion, pair.term or (0, 0)))


def _excludes(taken: Pair, other: Pair) -> bool:
    if taken.opinion != other.opinion:
        return _overlap(taken.opinion, other.opinion)
    return taken.term is None or other.term is None or _overlap(taken.term, other.term)


def _overlap(one: Tokens, other: Tokens) -> bool:
    return one.start < other.end and other.start < one.end


def _words(syntax: Syntax, tokens: Tokens) -> Words:
    return Words(syntax.forms[slice(*tokens)], [not joined for joined in syntax.joined[slice(*tokens)]])


def _moved(span: Tagged, by: int) -> Tagged:
    return Tagged(span.label, Tokens(span.tokens.start + by, span.tokens.end + by))
