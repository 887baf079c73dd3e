"""Show on a terminal that long work goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compressor.records import Document

_LONG = 200_000  # characters; less takes about a second


def _is_shown(documents: Sequence[Document], quiet: bool) -> bool:
    return not quiet and sys.stderr.isatty() and sum(len(document.text) for document in documents) >= _LONG


def activity(documents: Sequence[Document], quiet: bool) -> AbstractContextManager[object]:
    """Return a context that shows a spinner on stderr while long documents are worked on."""
    if not _is_shown(documents, quiet):
        return nullcontext()
    from rich.console import Console

    characters = sum(len(document.text) for document in documents)
    return Console(stderr=True).status(f"Reading {characters:,} characters")


def tracked(documents: Sequence[Document], quiet: bool) -> Iterator[Document]:
    """Yield the documents, with a progress bar on stderr if there is much to do."""
    if not _is_shown(documents, quiet):
        yield from documents
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(documents, "Extracting", console=Console(stderr=True), transient=True)


def named(documents: Iterable[Document], quiet: bool) -> Iterator[Document]:
    """Yield documents of which there may be any number, and name on stderr the one that is worked on."""
    if quiet or not sys.stderr.isatty():
        yield from documents
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("Reading") as status:
        for number, document in enumerate(documents, 1):
            status.update(f"Document {number:,}: {escape(document.source or 'the text')}")
            yield document
