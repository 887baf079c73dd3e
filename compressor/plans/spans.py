"""Offer the spans of a sentence that may answer: names, dates, amounts, and the phrases of its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compressor.plans.kinds import AMOUNTS, DATES
from compressor.plans.shelf import Volume
from compressor.records import Argument, Fact

LONGEST = 8  # words of a short answer
PHRASE = "PHRASE"  # label of what no entity says the type of

_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:hundred|thousand|[mbtr]+illion|dozen)s?)"
)
_ONE = rf"(?:(?:[$€£¥] ?)?\d+(?:,\d{{3}})*(?:\.\d+)?|{_NUMBER_WORD})"
_NUMBER = re.compile(
    rf"(?<![\w.,]){_ONE}(?:(?:[ \xa0-]|–| to | and ){_ONE}){{0,5}}(?: ?(?:%|°[CF]?|percent\b|times\b))?(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_ITS_YEAR = re.compile(r",?\s(?:1\d|20)\d\d\b")
_AFTERTHOUGHT = re.compile(r"\s(?:which|that|who|where|when|while|because|such as)\s|[,;:]\s|\s\(")
_COMPLEMENT = re.compile(r"\s(?:of|in|for|to|with|from|by|on|at|as|under|and)\s")
_EDGES = " \t\n,;:.\"“”'‘()"


class Candidate(NamedTuple):
    """A stretch of a text that may answer, with the type of entity it is."""

    start: int
    end: int
    label: str


def candidates(volume: Volume, start: int, end: int) -> Iterator[Candidate]:
    """Yield the short spans of a sentence that may answer, each once."""
    found = dict(_named(volume, start, end))
    outer = {span: label for span, label in found.items() if not _is_part(span, label, found)}
    labels = dict(outer)
    for span in _phrases(volume, start, end):
        labels.setdefault(span, _label(span, outer))
    for (first, last), label in labels.items():
        if first < last and len(volume.text[first:last].split()) <= LONGEST:
            yield Candidate(first, last, label)


Place = tuple[int, int]


def _named(volume: Volume, start: int, end: int) -> Iterator[tuple[Place, str]]:
    """Yield names, dates with the year behind them, and the numbers and years that no date holds."""
    mentions = list(volume.mentions(start, end))
    dates = []
    for mention in mentions:
        last = mention.end
        if mention.type in DATES:
            behind = None if _YEAR.search(volume.text, mention.start, last) else _ITS_YEAR.match(volume.text, last, end)
            last = behind.end() if behind else last
            dates.append((mention.start, last))
        yield (mention.start, last), mention.type
    for match in _NUMBER.finditer(volume.text, start, end):
        if not any(a <= match.start() and match.end() <= b for a, b in dates):
            yield match.span(), "NUMBER"
    taken = [*dates, *((mention.start, mention.end) for mention in mentions)]
    for match in _YEAR.finditer(volume.text, start, end):
        if not any(a <= match.start() and match.end() <= b for a, b in taken):
            yield match.span(), "DATE"


def _is_part(span: Place, label: str, found: dict[Place, str]) -> bool:
    """Tell a span within a longer one that is the same sort of thing."""
    same = AMOUNTS if label in AMOUNTS else {label}
    return any(o != span and o[0] <= span[0] and span[1] <= o[1] and kind in same for o, kind in found.items())


def _phrases(volume: Volume, start: int, end: int) -> Iterator[Place]:
    for fact in volume.facts(start, end):
        for argument in parts(fact):
            yield from _shortened(argument.start, argument.quote)
    for item in volume.properties(start, end):
        at = volume.text.find(item.value, item.start, item.end)
        if at >= 0:
            yield at, at + len(item.value)


def parts(fact: Fact) -> Iterator[Argument]:
    """Yield all that takes part in a fact."""
    yield fact.subject
    yield from fact.arguments
    yield from (part for part in (fact.time, fact.place) if part is not None)


def _shortened(start: int, phrase: str) -> Iterator[Place]:
    """Yield a phrase without its afterthoughts, and its head alone: 'the mayor' of 'the mayor of Ely'."""
    whole = _AFTERTHOUGHT.split(phrase.strip(_EDGES), maxsplit=1)[0].strip(_EDGES)
    for words in (whole, _COMPLEMENT.split(whole, maxsplit=1)[0]):
        at = start + phrase.find(words)
        yield at, at + len(words)


def _label(span: Place, named: dict[Place, str]) -> str:
    """Return the type of the entity that makes up at least half of a phrase."""
    half = (
        label for (a, b), label in named.items() if span[0] <= a and b <= span[1] and 2 * (b - a) >= span[1] - span[0]
    )
    return next(half, PHRASE)
