"""Tell what a name is by the nouns around it: 'the frigate Isis', 'Zabiele, a small village', 'Parquet files'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from compressor.extraction.entities import Mention
from compressor.extraction.kinds import kind_before, kind_of_noun
from compressor.extraction.syntax import PLACES
from compressor.extraction.wordsets import word_set

_NOUN_BEFORE = re.compile(r"\b(?P<noun>[a-z][a-z-]+)(?P<of> of(?: the)?)?(?P<aside>,)? [\"'“‘*_(]*$")
_NOUN_BEHIND = re.compile(
    r"[\"'”’*_)]*(?:,| is| was| are| were| became|(?: has| had)? (?:work|serv)(?:s|es|ed) as)"
    r" (?:an?|the|one of the|our|its|his|her|their) (?P<words>(?:[\w-]+ ?){1,7})"
)
_NOUN_NEXT = re.compile(r" (?P<noun>[a-z]+)\b")
_BOUND = re.compile(r"\b(?:of|in|at|from|near|to|by|with|for) (?:the )?$")  # 'Le Roy of Paris, the son of a clockmaker'
_STOPS = word_set("of in for at on to from by with who that which and or as near whose where when between")
_LEAD, _REST = 40, 80  # characters before and behind a mention that are looked at


def kinds_around(text: str, mention: Mention) -> Iterator[str]:
    """Yield the types that the nouns around a mention say: PRODUCT for 'the frigate Isis'."""
    start, end = mention.range
    lead = text[max(0, start - _LEAD) : start]
    yield from _kind_before(lead, mention.name)
    is_bound = not mention.subject and _BOUND.search(lead) is not None
    yield from (kind for kind in _kind_behind(text[end : end + _REST]) if not is_bound or _is_full(mention.name, kind))
    following = _NOUN_NEXT.match(text, end)
    if following and (kind := kind_before(following["noun"])):
        yield kind


def _kind_before(lead: str, name: str) -> Iterator[str]:
    """Yield what is said of a name before it: 'the frigate ', 'the town of ', 'its director, ' of two words."""
    found = _NOUN_BEFORE.search(lead)
    kind = _kind_of_nouns(found["noun"]) if found else None
    is_apart = found is not None and found["aside"] is not None
    if is_apart and not _is_full(name, kind):
        return
    if found and kind and (kind in PLACES or not found["of"]):
        yield kind


def _kind_behind(rest: str) -> Iterator[str]:
    """Yield what is said of a name behind it: ', a small village in the north', ' is an engineer'."""
    found = _NOUN_BEHIND.match(rest)
    words = takewhile(lambda word: word not in _STOPS, found["words"].split() if found else ())
    yield from [kind for word in words if (kind := kind_of_noun(word))][-1:]


def _is_full(name: str, kind: str | None) -> bool:
    """Tell a person's name of several words, which is no place that someone is from."""
    return kind == "PERSON" and " " in name and all(map(is_plain, name.split()))


def _kind_of_nouns(noun: str) -> str | None:
    return kind_of_noun(noun) or kind_of_noun(noun.removesuffix("s"))


def is_plain(word: str) -> bool:
    """Tell a word written like a plain name: 'Isis', but not 'K1' or 'IBM'."""
    return word.istitle() and word.isalpha()
