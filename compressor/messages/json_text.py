"""Make a text in JSON, or in JSON Lines, smaller without breaking it.

First it loses its blanks, then its long strings are compressed, then elements of the array that can
spare most are left out, those that have least to do with the question; each only as far as it must.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from compressor.relevance.bm25 import bm25, index
from compressor.relevance.terms import terms

MARK = '"[…]"'  # what stands for JSON of which nothing fits, and is still JSON
LONG = 40  # tokens of a string that is compressed
LEAST = 0.1  # share of long strings that is worth keeping; with less room, elements go first
_OPENINGS = ("{", "[", '"')  # of an object, an array and a string; a number alone is taken for text
_SURROGATE = re.compile("[\ud800-\udfff]")
_ROUNDS = 5  # of compressing strings less, because quotes and escapes cost tokens too

Compress = Callable[[Sequence[str], int], list[str]]  # texts and the budget that they share


class _Number(str):
    """A number as it is written, so that 1.10 stays 1.10."""


class _Lines(list[Any]):
    """The values of JSON Lines, one on each line."""


class JsonShrinker(NamedTuple):
    """Makes JSON smaller for a question, with a way to count tokens and one to compress strings."""

    query: str | None
    count: Callable[[str], int]
    compress: Compress

    def shrunk(self, text: str, limit: int) -> str:
        """Return JSON of no more tokens than the limit, or else MARK."""
        try:
            value = _parsed(text)
        except RecursionError:
            return MARK
        made = self._if_it_fits(_written(value), limit)
        for least in (LEAST, 0.0):
            made = made or self._with_less_in_strings(value, limit, least)
            made = made or self._with_fewer_elements(value, limit, least)
        return made or MARK

    def _if_it_fits(self, text: str, limit: int) -> str | None:
        return text if self.count(text) <= limit else None

    def _with_less_in_strings(self, value: Any, limit: int, least: float) -> str | None:
        long = [text for text in _strings(value) if self.count(text) > LONG]
        size = sum(map(self.count, long))
        room = limit - self.count(_written(_with_strings(value, dict.fromkeys(long, ""))))
        for _ in range(_ROUNDS):
            if not long or room < max(1, size * least):
                return None
            shorter = dict(zip(long, self.compress(long, room), strict=True))
            text = _written(_with_strings(value, shorter))
            over = self.count(text) - limit
            if over <= 0:
                return text
            room -= over
        return None

    def _with_fewer_elements(self, value: Any, limit: int, least: float) -> str | None:
        array = max(_arrays(value), key=_spare, default=[])
        if len(array) < 2:
            return None
        order = self._order(array)
        fewest, most = 0, len(array)  # elements that fit, and that do not
        while most - fewest > 1:
            middle = (fewest + most) // 2
            text = _written(_with_elements(value, array, order[:middle]))
            fewest, most = (middle, most) if self.count(text) <= limit else (fewest, middle)
        best = _with_elements(value, array, order[: max(fewest, 1)])
        return self._if_it_fits(_written(best), limit) or self._with_less_in_strings(best, limit, least)

    def _order(self, array: Sequence[Any]) -> list[int]:
        """Return the elements, those first that have most to do with the question."""
        postings = index(terms(_written(element)) for element in array)
        scores = bm25(postings, dict.fromkeys(terms(self.query or ""), 1.0))
        return sorted(range(len(array)), key=lambda i: (-scores[i], i))


def is_json(text: str) -> bool:
    """Return whether a text is a JSON object, array or string, or JSON Lines of these."""
    if not text.lstrip().startswith(_OPENINGS):
        return False
    try:
        _parsed(text)
    except ValueError:
        return False
    except RecursionError:
        return True
    return True


def _parsed(text: str) -> Any:
    """Return the value of JSON, or the values of JSON Lines; raises ValueError for other text."""
    try:
        return _value(text)
    except ValueError:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith(_OPENINGS) for line in lines):
            raise
        return _Lines(map(_value, lines))


def _value(text: str) -> Any:
    return json.loads(text, parse_int=_Number, parse_float=_Number, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not in JSON")


def _written(value: Any) -> str:
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_written(key)}:{_written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, _Lines):
        return "\n".join(map(_written, value))
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    text = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if _SURROGATE.search(text) else text  # as an escape, which any encoding can write


def _strings(value: Any) -> list[str]:
    """Return the different strings among the values, in order."""
    if isinstance(value, str):
        return [] if isinstance(value, _Number) else [value]
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return list(dict.fromkeys(text for inner in inside for text in _strings(inner)))


def _arrays(value: Any) -> list[list[Any]]:
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, list) else []
    return own + [array for inner in inside for array in _arrays(inner)]


def _spare(array: Sequence[Any]) -> int:
    """Return the characters of all elements but the longest."""
    lengths = [len(_written(element)) for element in array]
    return sum(lengths) - max(lengths, default=0)


def _with_strings(value: Any, others: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, _Number) else others.get(value, value)
    if isinstance(value, Mapping):
        return {key: _with_strings(inner, others) for key, inner in value.items()}
    return type(value)(_with_strings(inner, others) for inner in value) if isinstance(value, list) else value


def _with_elements(value: Any, array: list[Any], kept: Sequence[int]) -> Any:
    """Return the value with no more of the array than these elements, and a string that says how many are gone."""
    if value is array:
        note = f"[… {len(array) - len(kept)} of {len(array)} left out]"
        return type(array)([*(array[i] for i in sorted(kept)), note])
    if isinstance(value, Mapping):
        return {key: _with_elements(inner, array, kept) for key, inner in value.items()}
    return type(value)(_with_elements(inner, array, kept) for inner in value) if isinstance(value, list) else value
