"""What may be an aspect or an opinion in a sentence: the spans of the tagger and of the rules, and cuts of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from compressor.extraction.aspects.opinions import Opinion, Tokens
from compressor.extraction.aspects.rules import JUDGING, opinions_of, term_of
from compressor.extraction.lexicon import score_of
from compressor.extraction.syntax import Syntax

ASPECT, OPINION = "ASPECT", "OPINION"
TAGGED, RULED, WORD, CUT, GROWN = "tagged", "ruled", "word", "cut", "grown"

_DEGREES = frozenset({"ADV", "PART"})
_KIND = frozenset({"compound", "amod", "nmod"})


class Tagged(NamedTuple):
    """A span that the tagger found."""

    label: str
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with all that may be an aspect or an opinion in it, each with where it comes from."""

    syntax: Syntax
    tokens: Tokens
    terms: dict[Tokens, tuple[str, ...]]
    opinions: dict[Tokens, tuple[str, ...]]
    ruled: list[Opinion]

    def tagged(self, pieces: dict[Tokens, tuple[str, ...]]) -> list[Tokens]:
        """Return those of the pieces that the tagger found, in order."""
        return sorted(piece for piece, sources in pieces.items() if TAGGED in sources)

    def pairs(self) -> Iterator[tuple[Tokens, Tokens | None]]:
        """Yield each opinion with what it may be about; None: something without words of its own."""
        for opinion in self.opinions:
            yield opinion, None
            for term in self.terms:
                if term.end <= opinion.start or opinion.end <= term.start:
                    yield opinion, term


def read(syntax: Syntax, tokens: Tokens, tagged: Iterable[Tagged]) -> Sentence:
    """Gather the candidates of a sentence: what the tagger and the rules find, words that judge, nouns, and cuts."""
    ruled = list(opinions_of(syntax, *tokens))
    spans = list(tagged)
    terms, opinions = _Pieces(), _Pieces()
    for label, piece in spans:
        (terms if label == ASPECT else opinions).add(piece, TAGGED)
    for opinion in ruled:
        opinions.add(opinion.words, RULED)
        if opinion.term is not None:
            terms.add(opinion.term, RULED)
    for token in range(*tokens):
        if syntax.pos[token] == "ADJ" or (syntax.pos[token] in JUDGING and _is_judging(syntax, token)):
            opinions.add(Tokens(token, token + 1), WORD)
        elif syntax.pos[token] in ("NOUN", "PROPN") and syntax.dep[token] != "compound" and not syntax.label[token]:
            terms.add(term_of(syntax, token), WORD)
    for piece in list(opinions):
        opinions.add(_without_degree(syntax, piece), CUT)
        opinions.add(_with_degree(syntax, piece, tokens.start), GROWN)
    for piece in list(terms):
        terms.add(_with_kind(syntax, piece, tokens.start), GROWN)
        terms.add(Tokens(piece.end - 1, piece.end), CUT)
    return Sentence(syntax, tokens, terms.sources(), opinions.sources(), ruled)


def _is_judging(syntax: Syntax, token: int) -> bool:
    return score_of(syntax.words[token], syntax.lemmas[token]) is not None


class _Pieces(dict[Tokens, set[str]]):
    """Stretches by where they come from; what only a cut gives is marked so."""

    def add(self, piece: Tokens, source: str) -> None:
        if source in (WORD, CUT, GROWN) and piece in self:
            return
        self.setdefault(piece, set()).add(source)

    def sources(self) -> dict[Tokens, tuple[str, ...]]:
        return {piece: tuple(sorted(self[piece])) for piece in sorted(self)}


def _without_degree(syntax: Syntax, piece: Tokens) -> Tokens:
    """Leave out what says how much: 'very good' -> 'good'."""
    start = piece.start
    while start < piece.end - 1 and syntax.pos[start] in _DEGREES:
        start += 1
    return Tokens(start, piece.end)


def _with_degree(syntax: Syntax, piece: Tokens, least: int) -> Tokens:
    """Take in what says how much: 'good' -> 'very good'."""
    start = piece.start
    while start > least and syntax.pos[start - 1] in _DEGREES:
        start -= 1
    return Tokens(start, piece.end)


def _with_kind(syntax: Syntax, piece: Tokens, least: int) -> Tokens:
    """Take in what names the kind: 'life' -> 'battery life'."""
    start = piece.start
    while start > least and syntax.dep[start - 1] in _KIND and syntax.pos[start - 1] in ("NOUN", "PROPN"):
        start -= 1
    return Tokens(start, piece.end)
