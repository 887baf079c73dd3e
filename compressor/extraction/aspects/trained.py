"""The engine that learned from reviews: a tagger and the rules propose, a linear model decides.

What the tagger and the rules find, and cuts of both, are candidates; each pair of an opinion and a
term, or no term, gets the probability that it is right. The best of those that exclude each other
are kept, if they are likely enough.

A broad engine is for texts of other kinds than it learned from. Reviews of one kind teach little of
the words of another, but syntax carries over: so what the rules find is taken at far less
probability, and of an opinion on a named aspect what says how much is left out ('very good'), which
few sets mark as part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.aspects.candidates import SPEAKERS, Register, Sentence, Tagged, read, register_of
from compressor.extraction.aspects.cues import Cues
from compressor.extraction.aspects.linear import Linear
from compressor.extraction.aspects.opinions import Opinion, Tokens, is_fixed, located, overlap
from compressor.extraction.aspects.tagger import Tagger, Words
from compressor.extraction.found import FoundAspect
from compressor.extraction.lexicon import score_of
from compressor.extraction.polarity import DENIALS, EXCESS
from compressor.extraction.syntax import Syntax, syntax_of
from compressor.records import Polarity

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed

POLARITIES: tuple[Polarity, ...] = ("positive", "negative", "neutral")
_LEAST_RULED = 0.03  # less brings more that is wrong in prose than right in reviews


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
    broad: bool = False

    def find(self, parses: Sequence[Parsed]) -> Iterator[FoundAspect]:
        """Yield the opinions of parses in the order of their opinion terms."""
        syntaxes = [syntax_of(parsed.doc) for parsed in parses]
        places = [(number, tokens) for number, syntax in enumerate(syntaxes) for tokens in may_judge(syntax)]
        sentences = read_sentences(self.tagger, [(syntaxes[number], tokens) for number, tokens in places])
        for (number, _), sentence in zip(places, sentences, strict=True):
            for opinion in self.opinions(sentence):
                yield located(parses[number], syntaxes[number], opinion)

    def opinions(self, sentence: Sentence) -> Iterator[Opinion]:
        """Yield the opinions of a sentence."""
        candidates, cues = list(sentence.pairs()), Cues(sentence)
        likely = self.pairs.probabilities([cues.of_pair(*pair) for pair in candidates])[:, 1].tolist()
        pairs = [Pair(*pair, share) for pair, share in zip(candidates, likely, strict=True)]
        taken = (pair for pair in pairs if self._is_taken(pair, cues))
        chosen = choose(pair for pair in taken if not is_fixed(sentence.syntax, pair.term, pair.opinion))
        shares = self.polarities.probabilities([cues.of_polarity(pair.opinion, pair.term) for pair in chosen])
        for pair, row in zip(chosen, shares.tolist(), strict=True):
            best = max(range(len(row)), key=row.__getitem__)
            confidence = round(self._confidence(pair, cues) * row[best], 2)
            yield Opinion(pair.term, self._opinion_term(sentence.syntax, pair), POLARITIES[best], confidence)

    def _is_taken(self, pair: Pair, cues: Cues) -> bool:
        if pair.probability >= self.least:
            return True
        return self.broad and pair.probability >= _LEAST_RULED and cues.ruled(pair.opinion, pair.term) is not None

    def _confidence(self, pair: Pair, cues: Cues) -> float:
        """Return the probability; of what is only taken because the rules find it, the mean with theirs."""
        ruled = cues.ruled(pair.opinion, pair.term) if pair.probability < self.least else None
        return pair.probability if ruled is None else (pair.probability + ruled.confidence) / 2

    def _opinion_term(self, syntax: Syntax, pair: Pair) -> Tokens:
        return _without_degree(syntax, pair.opinion) if self.broad and pair.term is not None else pair.opinion


def may_judge(syntax: Syntax) -> Iterator[Tokens]:
    """Yield the sentences worth reading: those with a word of the lexicon and, where someone speaks, all.

    They hold 98% of the opinions that reviews mark, and less than half of the sentences of neutral prose.
    """
    speaks = not SPEAKERS.isdisjoint(syntax.words)
    for start, end in syntax.sentences:
        if speaks or any(score_of(syntax.words[token], syntax.lemmas[token]) for token in range(start, end)):
            yield Tokens(start, end)


def read_sentences(tagger: Tagger, places: Sequence[tuple[Syntax, Tokens]]) -> Iterator[Sentence]:
    """Yield the sentences at these places with what may be aspects and opinions in them."""
    words = [_words(*place) for place in places]
    registers = dict[int, Register]()
    for (syntax, tokens), tagged in zip(places, tagger.tag(words), strict=True):
        if id(syntax) not in registers:
            registers[id(syntax)] = register_of(syntax)
        yield read(syntax, tokens, [_moved(span, tokens.start) for span in tagged], registers[id(syntax)])


def choose(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the likeliest pairs, in text order, of which no two cut the same words in different ways."""
    chosen = list[Pair]()
    for pair in sorted(pairs, key=lambda pair: (-pair.probability, pair.opinion, pair.term or (0, 0))):
        if not any(_excludes(other, pair) for other in chosen):
            chosen.append(pair)
    return sorted(chosen, key=lambda pair: (pair.opinion, pair.term or (0, 0)))


def _excludes(taken: Pair, other: Pair) -> bool:
    if taken.opinion != other.opinion:
        return overlap(taken.opinion, other.opinion)
    return taken.term is None or other.term is None or overlap(taken.term, other.term)


def _without_degree(syntax: Syntax, words: Tokens) -> Tokens:
    """Leave out leading adverbs that only say how much the opinion holds: 'very good' -> 'good'."""
    start, end = words
    while start < end - 1 and _is_degree(syntax, start, end):
        start += 1
    return Tokens(start, end)


def _is_degree(syntax: Syntax, token: int, end: int) -> bool:
    head = syntax.head[token]
    modifies = syntax.dep[token] == "advmod" and token < head < end and syntax.pos[head] in ("ADJ", "ADV")
    return modifies and syntax.words[token] not in DENIALS | EXCESS


def _words(syntax: Syntax, tokens: Tokens) -> Words:
    return Words(syntax.forms[slice(*tokens)], [not joined for joined in syntax.joined[slice(*tokens)]])


def _moved(span: Tagged, by: int) -> Tagged:
    return Tagged(span.label, Tokens(span.tokens.start + by, span.tokens.end + by))
