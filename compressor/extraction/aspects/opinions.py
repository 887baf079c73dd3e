"""What the engines hand on: opinions by token, and the way from there to the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compressor.extraction.categories import category_of
from compressor.extraction.found import FoundAspect
from compressor.extraction.syntax import Syntax, range_of
from compressor.records import Polarity

if TYPE_CHECKING:
    from compressor.extraction.nlp import Parsed


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


def head_of(syntax: Syntax, tokens: Tokens) -> int:
    """Return the token that a stretch hangs by: the first whose head is outside, or is itself."""
    start, end = tokens
    for token in range(start, end):
        head = syntax.head[token]
        if head == token or not start <= head < end:
            return token
    return end - 1
