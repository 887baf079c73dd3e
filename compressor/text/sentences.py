"""Find sentence boundaries within a stretch of running text, by rule.

A full stop ends a sentence unless it closes an abbreviation, an initial or a numbering. Ideographic
full stops need no blank after them. Very long sentences are cut at their clauses, so that no piece
is longer than `LONGEST` characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 600  # characters: about 100 words, beyond which a sentence is read clause by clause
_SHORTEST_CUT = LONGEST // 3

_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s+(?:[\"'“‘«(\[¿¡*_]*[^\W_a-zа-я]|`))"  # then a blank and no small letter
    r"|[。！？｡]+[」』”’）]*"
    r"|(?<=[a-z]{2})[.!?](?=[A-Z][a-z]* [a-z])"  # the blank was lost: "one day.The first thing"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|No|Nos|Fig|Figs|Eq|Eqs|Ref|Refs|Sec|Art|Ch|al|etc|e\.g|i\.e|cf|ca|approx|"
    r"Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|a\.m|p\.m|sp|spp|Vol|pp|p|Gen|Col|Capt|Lt|Sgt|"
    r"Sen|Rep|Gov|Hon|Rev|Mt|Ph\.D|tel|est|resp|dept)|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z]|^\(?(?:\d{1,3}[a-z]?|[a-z]|[ivxIVX]{1,4})|"
    r"^(?:Figure|Fig\.|Table|Box|Scheme|Eq\.) [\dIVX]{1,3})\.$"
)
_NUMBERED = re.compile(r"\b(?:figs?|eqs?|refs?|secs?|vols?|nos?|ch|arts?|paras?|pp?)\.$", re.IGNORECASE)
_NUMBER = re.compile(r"\s+\d")
_ENDS_EITHER_WAY = re.compile(r"(?:Inc|Corp|Co|Ltd|etc|al|a\.m|p\.m|Jr|Sr|(?:[A-Z]\.)+[A-Z])\.$")
_STARTER = re.compile(
    r"\s+(?:The|This|That|These|Those|It|In|On|At|He|She|They|We|A|An|But|However|If|When|As|For|Its|His|Her)\s"
)
_CLAUSE = re.compile(r";\s+|:\s+(?=\()|\s(?=\((?:[a-z]{1,4}|\d{1,2})\)\s)|\n\s*\n")
_COMMA = re.compile(r",\s+")
_BLANK = re.compile(r"\s+")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of text[start:end] as (start, end), without outer blanks."""
    at = start
    for match in _END.finditer(text, start, end):
        if text[match.start()] == "." and _is_abbreviation(text, at, match.start() + 1):
            continue
        yield from pieces(text, at, match.end())
        at = match.end()
    yield from pieces(text, at, end)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    before = text[max(start, end - 12) : end].lstrip()
    if _NUMBERED.search(before) and _NUMBER.match(text, end):
        return True
    if not _ABBREVIATION.search(before):
        return False
    return not (_ENDS_EITHER_WAY.search(before) and _STARTER.match(text, end, end + 24))


def pieces(
    text: str, start: int, end: int, cuts: tuple[re.Pattern[str], ...] = (_CLAUSE, _COMMA, _BLANK)
) -> Iterator[tuple[int, int]]:
    """Yield a sentence as it is or, where it is too long, in pieces cut at the best kind of boundary."""
    start, end = stripped(text, start, end)
    while end - start > LONGEST:
        cut = _cut(text, start, cuts)
        yield stripped(text, start, cut)
        start, end = stripped(text, cut, end)
    if start < end:
        yield start, end


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of text[start:end] without outer blanks."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut(text: str, start: int, cuts: tuple[re.Pattern[str], ...]) -> int:
    for pattern in cuts:
        found = [m.end() for m in pattern.finditer(text, start + _SHORTEST_CUT, start + LONGEST)]
        if found:
            return found[-1]
    return start + LONGEST
