"""What the engines hand on: opinions by token, and the way from there to the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.categories import category_of
from compressor.extraction.found import FoundAspect
from compressor.extraction.polarity import EXCESS
from compressor.extraction.syntax import HYPHENS, Syntax, range_of
from compressor.records import Polarity

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed


# Names of which an opinion word is a part: it judges nothing.
_FIXED = frozenset(
    [
        "great circle",
        "good faith",
        "bad faith",
        "fine print",
        "fine art",
        "free trade",
        "free kick",
        "hard drive",
        "sweet potato",
        "cold war",
        "best man",
        "warm front",
        "dead end",
        "fresh water",
        "common sense",
        "good friday",
        "great grandfather",
        "great grandmother",
    ]
)


class Tokens(NamedTuple):
    """A half-open stretch of the tokens of a parse."""

    start: int
    end: int


class Opinion(NamedTuple):
    """An opinion word or phrase and what it judges; `term` is None where that is not named."""

    term: Tokens | None
    words: Tokens
    polarity: Polarity
    confidence: float


def located(parsed: Parsed, syntax: Syntax, opinion: Opinion) -> FoundAspect:
    """Return an opinion by its place in the document, with the category of its aspect."""
    term, words = opinion.term, opinion.words
    return FoundAspect(
        sentence=range_of(parsed, *syntax.sentence(words.start)),
        term=None if term is None else range_of(parsed, *term),
        opinion=range_of(parsed, *words),
        category=category_of(syntax.lemmas[slice(*(term or words))]),
        polarity=opinion.polarity,
        confidence=opinion.confidence,
    )


def says_something(syntax: Syntax, term: Tokens | None, words: Tokens) -> bool:
    """Tell an opinion from a part of a name ('great circle'), and from one on what does not come about."""
    return not _is_fixed(syntax, term, words) and not _is_out_of_reach(syntax, words)


def _is_fixed(syntax: Syntax, term: Tokens | None, words: Tokens) -> bool:
    """Tell whether an opinion and its term are one name: 'great circle', 'good faith'."""
    return term is not None and " ".join([*syntax.words[slice(*words)], *syntax.lemmas[slice(*term)]]) in _FIXED


def _is_out_of_reach(syntax: Syntax, words: Tokens) -> bool:
    """Tell whether an opinion is on what does not come about: 'too intricate to be copied at a reasonable price'."""
    token = words.start
    while (head := syntax.head[token]) != token:
        too = any(syntax.words[child] in EXCESS for child in syntax.each(head, "advmod"))
        if too and any(syntax.words[child] == "to" for child in syntax.each(token, "aux")):
            return True
        token = head
    return False


def head_of(syntax: Syntax, tokens: Tokens) -> int:
    """Return the token that a stretch hangs by: the first whose head is outside, or is itself."""
    start, end = tokens
    for token in range(start, end):
        head = syntax.head[token]
        if head == token or not start <= head < end:
            return token
    return end - 1


def whole_words(syntax: Syntax, tokens: Tokens) -> Tokens:
    """Take in the rest of words that hyphens join: 'friendly' -> 'user-friendly'."""
    start, end = tokens
    least, most = syntax.sentence(start)
    while start - 2 >= least and _joins(syntax, start - 1):
        start -= 2
    while end + 1 < most and _joins(syntax, end):
        end += 2
    return Tokens(start, end)


def _joins(syntax: Syntax, token: int) -> bool:
    return syntax.forms[token] in HYPHENS and syntax.joined[token - 1] and syntax.joined[token]


def without_owner(syntax: Syntax, tokens: Tokens) -> Tokens:
    """Leave out whose a thing is: 'café's soup' -> 'soup', 'my soup' -> 'soup'."""
    start, end = tokens
    for token in range(end - 2, start - 1, -1):
        if syntax.tag[token] in ("POS", "PRP$"):
            return Tokens(token + 1, end)
    return tokens


def overlap(one: Tokens, other: Tokens) -> bool:
    """Tell whether two stretches share a token."""
    return one.start < other.end and other.start < one.end
