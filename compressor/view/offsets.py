"""Positions as JavaScript counts them, in the text that is shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from compressor.view.shown import Piece

_LAST_OF_ONE_UNIT = "\uffff"


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

    def at(self, start: int) -> int:
        """Return where a span begins that starts at this code point."""
        return self._units(max(bisect_right(self._starts, start) - 1, 0), start)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span, which has to lie in one piece or in pieces that touch; logarithmic in the pieces."""
        return self.at(start), self._units(max(bisect_right(self._starts, max(end - 1, start)) - 1, 0), end)

    def after(self, number: int) -> int:
        """Return where the first `number` pieces end."""
        if number == 0:
            return 0
        if number == len(self._bases):
            return len(self.text) + len(self._wide)
        return self._widened(self._bases[number])

    def _units(self, piece: int, point: int) -> int:
        return self._widened(self._bases[piece] + point - self._starts[piece])

    def _widened(self, point: int) -> int:
        return point + bisect_right(self._wide, point - 1)
