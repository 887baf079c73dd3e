"""Tokens, words and sentences as the benchmark reads them: apart from the package, the same for every method."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compressor.text.tokens import tokenizer

count = tokenizer("o200k_base").count
Span = tuple[int, int]

_TURNING = "no not nor without only few more most all over under above below before after until"
_EMPTY = """
    a an the this that these those some any each both such same other own another
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself
    she her hers herself it its itself they them their theirs themselves
    who whom whose which what when where why how
    am is are was were be been being do does did doing have has had having
    can could may might must ought shall should will would
    and but or as if than then so because while
    about against at between by down during for from in into of off on onto out per through to toward up upon via
    with within again also further here just once there too very
    s t d m ll re ve
"""
TURNING = frozenset(_TURNING.split())  # dropping one turns a meaning: no terms of a search, yet content of a sentence
STOP_WORDS = TURNING | frozenset(_EMPTY.split())

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_LINE = re.compile(r".+")
_BOUNDARY = re.compile(r"""[.!?]['"’”)\]]*\s+(?=['"‘“(\[]?[A-Z0-9])""")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Gen|Col|Lt|Sen|Rep|Inc|Corp|Co|Ltd|No|Nos|Vol|Fig|Figs|Eq|Ref|Refs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs|etc|approx|cf|al|pp|sp|spp)|\b[eE]\.g|\b[iI]\.e|\b[ap]\.m)\.$"
)
_LONGEST_ABBREVIATION = 8  # characters


def words(text: str) -> list[str]:
    """Return the words in order, in lower case; a hyphen parts two words, an apostrophe does not."""
    return _WORD.findall(text.lower().replace("’", "'"))


def content_words(found: list[str]) -> list[str]:
    """Keep the words that carry content; every negated auxiliary is read as `not`."""
    plain = ("not" if word.endswith("n't") or word == "cannot" else word for word in found)
    return [word for word in plain if word in TURNING or word.partition("'")[0] not in STOP_WORDS]


def sentence_spans(text: str) -> Iterator[Span]:
    """Yield where the sentences are; a line break always ends one."""
    for line in _LINE.finditer(text):
        start = line.start()
        for boundary in _BOUNDARY.finditer(text, *line.span()):
            stop = boundary.start() + 1
            if not _ABBREVIATION.search(text, max(start, stop - _LONGEST_ABBREVIATION), stop):
                yield from _trimmed(text, start, boundary.end())
                start = boundary.end()
        yield from _trimmed(text, start, line.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without the blanks at its ends; nothing if it is blank."""
    quote = text[start:end]
    if quote.strip():
        yield start + len(quote) - len(quote.lstrip()), start + len(quote.rstrip())


def cut(text: str, budget: int) -> str:
    """Return the longest beginning of a text that fits the budget."""
    if count(text) <= budget:
        return text
    fits, over = 0, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        fits, over = (middle, over) if count(text[:middle]) <= budget else (fits, middle)
    return text[:fits]
