"""Put a name behind a pronoun, in square brackets that mark it as no words of the source."""

from __future__ import annotations

from compressor.rendering.layout import fold
from compressor.text.segmentation import BlockKind

_LINKING = ("(", "[", ":")  # behind brackets, these make a link of them in Markdown


def position(quote: str, kind: BlockKind, end: int) -> int | None:
    """Return where a name goes in the folded quote to stand behind `quote[:end]`; None where it would be misread."""
    at = len(fold(quote[:end], kind))
    return None if fold(quote, kind).startswith(_LINKING, at) else at


def mark(name: str) -> str:
    """Return a name as it is put in."""
    return f" [{name}]"


def inserted(folded: str, at: int, name: str) -> str:
    """Return a folded quote with a name put in; without `[at : at + len(mark(name))]`, the quote is left."""
    return folded[:at] + mark(name) + folded[at:]
