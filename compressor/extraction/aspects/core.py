"""The core of an opinion phrase: what most sets mark of it."""

from __future__ import annotations

from compressor.extraction.aspects.opinions import Tokens, head_of
from compressor.extraction.polarity import DENIALS, EXCESS
from compressor.extraction.syntax import Syntax


def core_of(syntax: Syntax, words: Tokens) -> Tokens:
    """Leave out what frames the opinion: 'very good' -> 'good', 'easy to set up' -> 'easy', 'gets so hot' -> 'hot'."""
    start, end = _without_degree(syntax, words)
    head = head_of(syntax, Tokens(start, end))
    if syntax.pos[head] in ("VERB", "AUX"):
        described = next((child for child in syntax.each(head, "acomp") if head < child < end), None)
        return Tokens(start, end) if described is None else Tokens(described, described + 1)
    if syntax.pos[head] == "ADJ":
        return _without_degree(syntax, Tokens(start, head + 1))
    return Tokens(start, end)


def _without_degree(syntax: Syntax, words: Tokens) -> Tokens:
    """Leave out leading adverbs that only say how much the opinion holds."""
    start, end = words
    while start < end - 1 and _is_degree(syntax, start, end):
        start += 1
    return Tokens(start, end)


def _is_degree(syntax: Syntax, token: int, end: int) -> bool:
    head = syntax.head[token]
    modifies = syntax.dep[token] == "advmod" and token < head < end and syntax.pos[head] in ("ADJ", "ADV")
    return modifies and syntax.words[token] not in DENIALS | EXCESS
