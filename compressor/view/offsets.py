"""Positions as JavaScript counts them, in the text that is shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from compressor.errors import InputError
from compressor.records import Span
from compressor.view.shown import Piece

_LAST_OF_ONE_UNIT = "\uffff"
_SHOWN = 60  # characters of a quote in an error message


class Offsets:
    """Turn code points of a document into UTF-16 units of its pieces, put one after the other."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.text = "".join(piece.text for piece in pieces)
        self._starts = [piece.start for piece in pieces]
        self._bases = list[int]()
        base = 0
        for piece in pieces:
            self._bases.append(base)
            base += len(piece.text)
        self._wide = [] if self.text.isascii() else [i for i, c in enumerate(self.text) if c > _LAST_OF_ONE_UNIT]

    def place(self, span: Span) -> tuple[int, int]:
        """Return where a span is shown; raises InputError where its piece does not have its words."""
        piece = bisect_right(self._starts, span.start) - 1
        first = self._bases[piece] + span.start - self._starts[piece] if piece >= 0 else -1
        last = first + len(span.quote)
        if first < 0 or self.text[first:last] != span.quote:
            raise InputError(
                f"the input quotes {span.quote[:_SHOWN]!r} at character {span.start}, where its text has other words: "
                "make it again from that text"
            )
        return self._widened(first), self._widened(last)

    def after(self, number: int) -> int:
        """Return where the first `number` pieces end."""
        if number == 0:
            return 0
        if number == len(self._bases):
            return len(self.text) + len(self._wide)
        return self._widened(self._bases[number])

    def _widened(self, point: int) -> int:
        return point + bisect_right(self._wide, point - 1)
