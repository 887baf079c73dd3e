"""Offer the spans of a sentence that may answer: names, dates, amounts, and the phrases of its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from compressor.extraction.wordsets import word_set
from compressor.plans.kinds import AMOUNTS, DATES
from compressor.plans.shelf import Mention, Volume
from compressor.records import Argument, Fact
from compressor.relevance.terms import STOP_WORDS

LONGEST = 8  # words of a short answer
PLACE = "GPE"
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
_REST_OF_WORD = re.compile(r"(?:[-–][A-Z]\w*)+")
_ITS_YEAR = re.compile(r",?\s(?:1\d|20)\d\d\b")
_AFTERTHOUGHT = re.compile(r"\s(?:which|that|who|where|when|while|because|such as)\s|[,;:]\s|\s\(")
_LISTED = re.compile(r",? (?:and|or) |, [A-Z]")
_COMPLEMENT = re.compile(r"\s(?:of|in|for|to|with|from|by|on|at|as|under|and)\s")
_TURNS = word_set("addition case contrast example fact instance order particular result time turn way")
_EDGES = " \t\n,;:.\"“”'‘()"

Place = tuple[int, int]


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
        words = volume.text[first:last].split()
        if 0 < len(words) <= LONGEST and (label != PHRASE or _says_something(words)):
            yield Candidate(first, last, label)


def _named(volume: Volume, start: int, end: int) -> Iterator[tuple[Place, str]]:
    """Yield names, dates and amounts, and the numbers and years that no date or name holds."""
    named = {_whole(volume.text, mention, end): mention.type for mention in volume.mentions(start, end)}
    dates = [place for place, label in named.items() if label in DATES]
    yield from named.items()
    yield from ((place, PLACE) for place in _within(volume.text, named, end))
    for label, pattern, taken in (("NUMBER", _NUMBER, dates), ("DATE", _YEAR, list(named))):
        for match in pattern.finditer(volume.text, start, end):
            if not any(a <= match.start() and match.end() <= b for a, b in taken):
                yield match.span(), label


def _within(text: str, named: dict[Place, str], end: int) -> Iterator[Place]:
    """Yield a place with the one it lies in, 'Ely, Cambridgeshire'; 'Ely, Norwich and Bury' are only a list."""
    places = sorted(place for place, label in named.items() if label == PLACE)
    for (first, at), (after, last) in pairwise(places):
        joined = text[at:after] == ", " and text[first - 2 : first] != ", "
        if joined and not _LISTED.match(text, last, end):
            yield first, last


def _whole(text: str, mention: Mention, end: int) -> Place:
    """Return where a name ends that goes on behind a hyphen, or a date behind a comma: ', 1998'."""
    going_on = _ITS_YEAR if mention.type in DATES else _REST_OF_WORD
    rest = None if _YEAR.search(text, mention.start, mention.end) else going_on.match(text, mention.end, end)
    return mention.start, rest.end() if rest else mention.end


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


def _says_something(words: list[str]) -> bool:
    """Tell a phrase from a pronoun and a turn of speech: 'it', 'this time', 'instance'."""
    return any(word.lower() not in STOP_WORDS | _TURNS for word in words)


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
