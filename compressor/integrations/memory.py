"""Keep the last compressions, with the texts they were made from, so that an agent can ask for more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

from compressor.errors import InputError
from compressor.records import CompressionResult, Document

CHARACTERS = 20_000_000  # of source text that is kept; the oldest go first, but never the newest


class Kept(NamedTuple):
    """A result and the documents it was made from."""

    result: CompressionResult
    documents: Sequence[Document]


class ResultMemory:
    """Results by name ('r1', 'r2', ...), of which the oldest are forgotten when their texts grow too long."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._made = 0
        self._lock = Lock()

    def keep(self, result: CompressionResult, documents: Sequence[Document]) -> str:
        """Keep a result and return its name."""
        with self._lock:
            self._made += 1
            name = f"r{self._made}"
            self._kept[name] = Kept(result, documents)
            while len(self._kept) > 1 and self._characters() > CHARACTERS:
                self._kept.popitem(last=False)
            return name

    def get(self, name: str) -> Kept:
        """Return what was kept; raises InputError for a name that is unknown or forgotten."""
        with self._lock:
            if name not in self._kept:
                held = ", ".join(self._kept) or "none yet"
                raise InputError(f"no result {name!r} is kept (those kept: {held}): compress the document again")
            return self._kept[name]

    def _characters(self) -> int:
        return sum(len(document.text) for kept in self._kept.values() for document in kept.documents)
