"""Find units that say nearly the same without comparing all pairs.

A unit that is another with a few terms put in holds all its terms, the rarest too: so a unit is only
compared with those that hold its rarest term, which for most is itself alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from compressor.relevance.bm25 import Postings

MOST_ADDED = 0.15  # share of a unit's terms; more than one in seven is news
FEW_TERMS = 3  # units with fewer distinct terms may share them and still say different things
MOST_COMPARED = 64  # holders of its rarest term that a unit is compared with, lest common words make all pairs

_DECISIVE = re.compile(
    r"(?:(?<!\w)[-−])?[$€£¥]?[^\W\d_]*\d[^\W_]*%?|n't\b|\b(?:no|not|nor|none|never|neither|nothing|nobody|cannot|without|except|unless|only"
    r"|hardly|more|less|most|least|before|after|until|above|below|over|under|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|dozen|hundred|thousand|million|billion|half|once|twice|first|second|third|fourth|fifth|last)\b"
)


def near_duplicates(units: Sequence[Sequence[str]], texts: Sequence[str], postings: Postings) -> list[int | None]:
    """Return for every unit the number of the first unit that says nearly the same, its own where none does.

    A unit is a list of terms; `texts` holds its words, `postings` the index of all units. Two say nearly
    the same when one is the other with a few terms put in, none of them a number, a negation or a
    comparison. A term in place of another makes a difference: a name, 'rise' for 'fall', buyer and seller
    the other way round. None for units of few terms.
    """
    firsts: list[int | None] = [n if len(set(unit)) >= FEW_TERMS else None for n, unit in enumerate(units)]
    alone = {places[0] for places in postings.units.values() if places[0] == places[-1]}
    shared = [n for n in firsts if n is not None and n not in alone]  # no term of theirs is theirs only
    for number, original in _repeats(units, texts, shared):
        firsts[number] = original
    earlier: dict[int, list[int]] = {}
    for pair in _extensions(units, texts, postings, [n for n in shared if firsts[n] == n]):
        earlier.setdefault(max(pair), []).append(min(pair))
    for number, first in enumerate(firsts):
        if first == number:
            firsts[number] = min((n for n in earlier.get(number, ()) if firsts[n] == n), default=number)
        elif first is not None:
            firsts[number] = firsts[first]
    return firsts


def _repeats(units: Sequence[Sequence[str]], texts: Sequence[str], shared: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield units that have the same terms as others, each with the first of those that agree."""
    keys = {number: tuple(units[number]) for number in shared}
    times = Counter(keys.values())
    firsts: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    for number, key in keys.items():
        if times[key] > 1:
            yield number, firsts.setdefault((key, _decisive(texts[number])), number)


def _extensions(
    units: Sequence[Sequence[str]], texts: Sequence[str], postings: Postings, shared: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield each unit with those that are it with a few terms put in."""
    for number in shared:
        holders = min(map(postings.units.__getitem__, units[number]), key=len)
        for other in dict.fromkeys(islice(holders, MOST_COMPARED)):
            if _extends(units[other], units[number]) and _decisive(texts[other]) == _decisive(texts[number]):
                yield number, other


def _extends(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Tell whether a unit is a shorter one with a few terms put in."""
    if not 0 < len(longer) - len(shorter) <= MOST_ADDED * len(longer):
        return False
    following = iter(longer)
    return all(term in following for term in shorter)


def _decisive(text: str) -> tuple[str, ...]:
    """Return the words of a text that turn what it says: numbers, negations, comparisons."""
    return tuple(_DECISIVE.findall(text.lower().replace("’", "'")))
