"""Leave out what is written like a name and names nothing: openings of sentences, keys, symbols, units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compressor.extraction.dictionary import is_describing, is_noun
from compressor.extraction.joining import UNTYPED
from compressor.extraction.lexicon import score_of
from compressor.extraction.patterns import Match
from compressor.extraction.syntax import syntax_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_VALUES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
_STEADY = _VALUES | {"PERSON", "GPE"}  # types that a common word at the head of a sentence seldom gets
_LONG_WORD = 5  # letters: shorter ones may be the initials of a name
_SYMBOL = re.compile(r"[A-Za-z]\.?|d[A-Za-z]|(?:[Ff]ig|[Ee]q|[Vv]ol|[Rr]ef|[Tt]ab|[Cc]h|[Nn]o|p)s?\.?|pp\.?|[ivx]{2,5}")
_UNIT = re.compile(r"[A-Z]?[a-z]{1,2}(?: [a-z]{1,3}-?\d)?")
_NUMBERED = re.compile(r"[a-z]{2,}-?\d+")  # 'gw-03' names a machine
_OPENING = re.compile(r"[:\"“] ?$")  # 'Clerk: Briefly,' opens a sentence of its own
_COUNT = re.compile(r"\d[ \u00a0]$")


def without_nameless(doc: Doc, text: str, matches: list[Match]) -> list[Match]:
    """Leave out the matches that name nothing."""
    syntax = syntax_of(doc)
    openings = {doc[start].idx for start, _ in syntax.sentences}
    openings |= {match.start for match in matches if _OPENING.search(text, max(0, match.start - 2), match.start)}
    words = set(syntax.forms)
    shouted = [doc[start:end] for start, end in syntax.sentences if doc[start:end].text.isupper()]
    casual = [
        (doc[start].idx, doc[end - 1].idx) for start, end in syntax.sentences if _is_casual(syntax.forms[start:end])
    ]
    units = {text[match.start : match.end] for match in matches if _is_unit(text, match)}

    def is_common(match: Match) -> bool:
        word = text[match.start : match.end]
        if match.label in _STEADY or not word.isalpha():
            return False
        if word.isupper():
            is_long = len(word) >= _LONG_WORD
            return is_long and any(span.start_char <= match.start < span.end_char for span in shouted)
        is_known = word.lower() in words or score_of(word.lower(), word.lower()) is not None
        return word.istitle() and match.start in openings and is_known

    def is_description(match: Match) -> bool:
        first, *rest = text[match.start : match.end].split()
        if match.start not in openings or not (first.istitle() and all(map(str.islower, rest))):
            return False
        is_name = not rest and (match.label in _STEADY or is_noun(doc.vocab, first.lower()))
        return not is_name and is_describing(doc.vocab, first.lower())

    def is_small(match: Match) -> bool:
        word = text[match.start : match.end]
        return (
            word.islower()
            and not _NUMBERED.fullmatch(word)
            and not any(start <= match.start < end for start, end in casual)
        )

    def is_nameless(match: Match) -> bool:
        if match.label in _VALUES:
            return False
        word = text[match.start : match.end]
        if word in units or _SYMBOL.fullmatch(word) or is_common(match) or is_description(match):
            return True
        return match.label == UNTYPED and (is_small(match) or (match.start in openings and _is_key(text, match)))

    return [match for match in matches if not is_nameless(match)]


def _is_unit(text: str, match: Match) -> bool:
    """Tell 'Mg' of '14.8 Mg ha-1'."""
    is_counted = _COUNT.search(text, max(0, match.start - 2), match.start)
    return is_counted is not None and _UNIT.fullmatch(text, match.start, match.end) is not None


def _is_key(text: str, match: Match) -> bool:
    """Tell the key of 'Subtotal: £1,240'."""
    return text[match.end : match.end + 2] == ": "


def _is_casual(forms: list[str]) -> bool:
    """Tell a sentence written without capitals, as in a chat, where names have none either."""
    return not any(form[0].isupper() for form in forms)
