"""What may be an aspect or an opinion in a sentence: the spans of the tagger and of the rules, and cuts of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from compressor.extraction.aspects.opinions import Opinion, Tokens, overlap, whole_words, without_owner
from compressor.extraction.aspects.rules import JUDGING, opinions_of, term_of
from compressor.extraction.lexicon import score_of
from compressor.extraction.syntax import Syntax

ASPECT, OPINION = "ASPECT", "OPINION"
TAGGED, RULED, WORD, CUT, GROWN = "tagged", "ruled", "word", "cut", "grown"

SPEAKERS = frozenset({"i", "my", "we", "our", "me", "us"})
_DEGREES = frozenset({"ADV", "PART"})
_KIND = frozenset({"compound", "amod", "nmod"})
_MODIFYING = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_PARTICIPLES, _DESCRIBING = frozenset({"VBN", "VBG"}), frozenset({"amod", "acomp", "conj"})
_LONGEST_REST = 6


class Register(NamedTuple):
    """What kind of text a sentence stands in: whether someone speaks in it, how loud; told from all parsed with it."""

    speaks: bool
    exclaims: bool
    judging: int  # words of the lexicon for a hundred words, in steps of three
    size: int  # sentences: 0 one, 1 two or three, 2 more


class Place(NamedTuple):
    """Where a sentence stands."""

    syntax: Syntax
    tokens: Tokens
    register: Register


class Tagged(NamedTuple):
    """A span that the tagger found, in tokens of the sentence."""

    label: str
    tokens: Tokens


class Shares(NamedTuple):
    """How likely each token of a sentence is part of a span, and its first or last."""

    within: list[float]
    first: list[float]
    last: list[float]


class Tagging(NamedTuple):
    """What the tagger makes of a sentence, in tokens of the sentence; the shares are by label."""

    spans: tuple[Tagged, ...] = ()
    shares: Mapping[str, Shares] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with all that may be an aspect or an opinion in it, each with where it comes from."""

    syntax: Syntax
    tokens: Tokens
    terms: dict[Tokens, tuple[str, ...]]
    opinions: dict[Tokens, tuple[str, ...]]
    ruled: list[Opinion]
    shares: Mapping[str, Shares]
    register: Register

    def tagged(self, pieces: dict[Tokens, tuple[str, ...]]) -> list[Tokens]:
        """Return those of the pieces that the tagger found, in order."""
        return sorted(piece for piece, sources in pieces.items() if TAGGED in sources)

    def pairs(self) -> Iterator[tuple[Tokens, Tokens | None]]:
        """Yield each opinion with what it may be about; None: something without words of its own."""
        for opinion in self.opinions:
            yield opinion, None
            yield from ((opinion, term) for term in self.terms if not _are_same(self.syntax, opinion, term))


def places_of(syntax: Syntax) -> Iterator[Place]:
    """Yield the sentences of a text."""
    register = register_of(syntax)
    return (Place(syntax, Tokens(start, end), register) for start, end in syntax.sentences)


def register_of(syntax: Syntax) -> Register:
    """Tell the kind of a text."""
    words, scored = syntax.words, sum(_is_judging(syntax, token) for token in range(len(syntax.words)))
    return Register(
        speaks=not SPEAKERS.isdisjoint(words),
        exclaims="!" in words,
        judging=min(-(-100 * scored // (3 * max(1, len(words)))), 5),
        size=min(len(syntax.sentences) // 2, 2),
    )


def read(place: Place, tagging: Tagging) -> Sentence:
    """Gather the candidates of a sentence: what the tagger and the rules find, words that judge, nouns, and cuts."""
    syntax, tokens, register = place
    ruled = list(opinions_of(syntax, *tokens))
    terms, opinions = _Pieces(), _Pieces()
    for label, (start, end) in tagging.spans:
        piece = Tokens(tokens.start + start, tokens.start + end)
        if label == ASPECT:
            terms.add(without_owner(syntax, whole_words(syntax, piece)), TAGGED)
        else:
            opinions.add(whole_words(syntax, piece), TAGGED)
    for opinion in ruled:
        opinions.add(opinion.words, RULED)
        if opinion.term is not None:
            terms.add(opinion.term, RULED)
    for token in range(*tokens):
        if _may_judge(syntax, token):
            opinions.add(whole_words(syntax, Tokens(token, token + 1)), WORD)
        elif syntax.pos[token] in ("NOUN", "PROPN") and syntax.dep[token] != "compound" and not syntax.label[token]:
            terms.add(term_of(syntax, token), WORD)
    for piece in list(opinions):
        opinions.add(_without_degree(syntax, piece), CUT)
        opinions.add(_with_degree(syntax, piece, tokens.start), GROWN)
    for piece in list(terms):
        terms.add(_with_kind(syntax, piece, tokens.start), GROWN)
        terms.add(_with_modifiers(syntax, piece, tokens.start), GROWN)
        terms.add(_with_rest(syntax, piece, tokens.end), GROWN)
        terms.add(whole_words(syntax, Tokens(piece.end - 1, piece.end)), CUT)
    return Sentence(syntax, tokens, terms.sources(), opinions.sources(), ruled, tagging.shares, register)


def _are_same(syntax: Syntax, opinion: Tokens, term: Tokens) -> bool:
    """Tell whether an opinion would be about itself: it shares words with the term, or says the same."""
    return overlap(opinion, term) or syntax.words[slice(*opinion)] == syntax.words[slice(*term)]


def _may_judge(syntax: Syntax, token: int) -> bool:
    if syntax.label[token]:
        return False
    if syntax.pos[token] == "ADJ" or (syntax.tag[token] in _PARTICIPLES and syntax.dep[token] in _DESCRIBING):
        return True
    return syntax.pos[token] in JUDGING and _is_judging(syntax, token)


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


def _with_modifiers(syntax: Syntax, piece: Tokens, least: int) -> Tokens:
    """Take in all that stands before a noun but its article: 'sauce' -> 'fresh tomato sauce'."""
    start = piece.start
    while start > least and (syntax.pos[start - 1] in _MODIFYING or syntax.dep[start - 1] == "amod"):
        start -= 1
    return Tokens(start, piece.end)


def _with_rest(syntax: Syntax, piece: Tokens, most: int) -> Tokens:
    """Take in what a preposition adds: 'wines' -> 'wines by the glass'."""
    following = piece.end
    if following < most and syntax.dep[following] == "prep" and syntax.head[following] == following - 1:
        end = syntax.right[following]
        if end <= min(most, following + _LONGEST_REST):
            return Tokens(piece.start, end)
    return piece
