"""The examples there are to choose from: checked once, indexed once, open to more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compressor.errors import InputError
from compressor.examples.options import TEXT_KEYS, Example, ExampleOptions, rendered
from compressor.relevance.bm25 import Postings
from compressor.relevance.terms import terms
from compressor.text.decoding import check_text
from compressor.text.tokens import TokenCounter

Counts = NDArray[np.int64]

_WORD = re.compile(r"\w+(?:['’]\w+)?")


class Pool:
    """Examples under an inverted index; what looks the same as an earlier one is left out.

    Adding takes time linear in the terms of the example.
    """

    def __init__(self, options: ExampleOptions) -> None:
        self.options = options
        self.examples: list[Example] = []
        self.positions: list[int] = []  # of each example among all that were given
        self.rendered: list[str] = []
        self._given = 0
        self._seen: set[str] = set()
        self._units: dict[str, list[int]] = {}
        self._lengths: list[int] = []
        self._prices: list[int] = []

    def add(self, example: Example) -> None:
        """Take in an example; raises InputError for one that has no text."""
        number = self._given + 1
        text = _text(example, self.options.text_key, number)
        shown = self._shown(example, number)
        self._given = number
        if shown in self._seen:
            return
        self._seen.add(shown)
        found = self.terms(text)
        for term in found:
            self._units.setdefault(term, []).append(len(self.examples))
        self._lengths.append(len(found))
        self.examples.append(example)
        self.positions.append(number - 1)
        self.rendered.append(shown)
        self.__dict__.pop("postings", None)

    def terms(self, text: str) -> Sequence[str]:
        """Return what is compared: the different words as they are written but for case, or else the stems.

        Function words are among them, as they tell the form and the intent of an example.
        """
        if self.options.method == "jaccard":
            return list(dict.fromkeys(_WORD.findall(text.lower())))
        return terms(text, function_words=True)

    def _shown(self, example: Example, number: int) -> str:
        shown = (self.options.render or rendered)(example)
        if not isinstance(shown, str):
            raise InputError(f"the renderer gave a {type(shown).__name__} for example {number}; expected a str")
        return check_text(shown, f"example {number}")

    @cached_property
    def postings(self) -> Postings:
        """The terms of the examples."""
        return Postings(self._units, np.array(self._lengths, dtype=np.float64))

    def prices(self, count: TokenCounter) -> Counts:
        """Return the tokens of every example with a separator after it; each is counted once."""
        for shown in self.rendered[len(self._prices) :]:
            self._prices.append(count(shown + self.options.separator))
        return np.array(self._prices, dtype=np.int64)


def _text(example: Example, key: str | None, number: int) -> str:
    """Return the text of an example that is compared with the input."""
    if isinstance(example, str):
        text: object = example
    elif isinstance(example, Mapping):
        text = example[_key(example, key, number)]
    else:
        raise InputError(f"example {number} is a {type(example).__name__}; expected a str or a mapping")
    if not isinstance(text, str):
        raise InputError(f"the text of example {number} is a {type(text).__name__}; expected a str")
    if not check_text(text, f"example {number}").strip():
        raise InputError(f"example {number} is empty or blank; expected a text with words in it")
    return text


def _key(example: Mapping[str, object], key: str | None, number: int) -> str:
    found = next((name for name in (TEXT_KEYS if key is None else (key,)) if name in example), None)
    if found is None:
        wanted = " or ".join(map(repr, TEXT_KEYS)) if key is None else repr(key)
        has = ", ".join(repr(name) for name in example) or "none"
        raise InputError(
            f"example {number} has no key {wanted} (its keys: {has}); name the key of its text as text_key"
        )
    return found
