"""Turn text into index terms: lower-case stems without function words; pairs of characters for CJK."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CJK = "぀-ヿ㐀-䶿一-鿿가-힯豈-﫿"
_WORD = re.compile(rf"[{_CJK}]+|(?:(?![{_CJK}])[^\W_])+(?:'(?:(?![{_CJK}])[^\W_])+)?")
_STEMS_KEPT = 200_000  # the stems of a library of books; then the memory starts afresh
_IS_CJK = re.compile(rf"[{_CJK}]")
_CJK_RUN = re.compile(rf"[{_CJK}]+")

_FUNCTION_WORDS = """
a about above after again against all also am an and any are aren't as at be because been before being below
between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each either
else ever few for from further had hadn't has hasn't have haven't having he he'd he'll he's her here here's hers
herself him himself his how how's however i i'd i'll i'm i've if in into is isn't it it's its itself let's may me
might more most much must mustn't my myself neither no nor not of off often on once only onto or other ought our
ours ourselves out over own per rather same shall shan't she she'd she'll she's should shouldn't since so some such
than that that's the their theirs them themselves then there there's therefore these they they'd they'll they're
they've this those though through thus to too under until up upon us very via was wasn't we we'd we'll we're we've
were weren't what what's when when's where where's whether which while who who's whom whose why why's will with
within without won't would wouldn't yet you you'd you'll you're you've your yours yourself yourselves
d ll m re s t ve
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
"""English function words: they carry grammar, not topics."""


def terms(text: str, *, function_words: bool = False) -> list[str]:
    """Return the index terms of a text in order, repeats included; with function words among them if so asked."""
    stem = _stem()
    found: list[str] = []
    for word in _words(text, function_words=function_words):
        if _IS_CJK.match(word):
            found.extend(_bigrams(word))
        else:
            found.append(stem(word))
    return found


def unstemmed(text: str) -> list[str]:
    """Return the words whose stems are the terms of a text; pairs of characters for CJK."""
    return [part for word in _words(text) for part in (_bigrams(word) if _IS_CJK.match(word) else (word,))]


def spaced(text: str) -> str:
    """Return a text with its CJK characters as overlapping pairs, for an index that knows words by blanks."""
    return _CJK_RUN.sub(lambda run: f" {' '.join(_bigrams(run[0]))} ", text)


def _words(text: str, *, function_words: bool = False) -> Iterator[str]:
    """Yield the words of a text, in lower case; without function words unless so asked."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    return (word for word in words if function_words or word not in STOP_WORDS)


def _bigrams(word: str) -> Iterable[str]:
    """Return overlapping pairs of characters, the usual index terms where words are not spaced."""
    return (a + b for a, b in pairwise(word)) if len(word) > 1 else (word,)


@cache
def _stem() -> Callable[[str], str]:
    from Stemmer import Stemmer

    stemmer = Stemmer("english")
    known: dict[str, str] = {}

    def stem(word: str) -> str:
        found = known.get(word)
        if found is None:
            if len(known) >= _STEMS_KEPT:
                known.clear()
            found = known[word] = stemmer.stemWord(word)
        return found

    return stem
