"""`compress remove STORE DOCUMENT...`: take documents out of a record store."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from compressor.cli.group import SETTINGS

if TYPE_CHECKING:
    from compressor.store import RecordStore
    from compressor.store.results import StoredDocument

_NAMED = 3  # documents that an error suggests


@click.command("remove", context_settings=SETTINGS)
@click.argument("store", type=click.Path())
@click.argument("names", metavar="DOCUMENT...", nargs=-1, required=True)
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was removed.")
def remove_command(store: str, names: tuple[str, ...], quiet: bool) -> None:
    """Take documents out of a STORE, with all that was extracted from them: all that are named, or none.

    DOCUMENT is the source of a document as `compress query` gives it, a pattern such as 'contracts/*', or the
    SHA-256 of its text. The files it was read from stay as they are. The store does not shrink: the room is used
    for the next documents.

    \b
    Examples:
      compress remove records.db docs/old.txt
      compress remove records.db 'docs/2019/*' notes.md
      compress query records.db --sql 'SELECT source FROM documents'     # what there is
    """
    from compressor.store import RecordStore

    with RecordStore.open(store) as opened:  # `create` would make one that is not there
        found = {document.id: document for name in names for document in _documents(opened, name)}
    with RecordStore.create(store) as opened:
        opened.remove(*found)
        left = len(opened.documents())
    if not quiet:
        for document in found.values():
            click.echo(f"Removed: {document.source or document.sha256}", err=True)
        click.echo(f"{len(found):,} removed; {left:,} stay{'s' * (left == 1)} in the store", err=True)


def _documents(store: RecordStore, name: str) -> tuple[StoredDocument, ...]:
    """Return the documents that a name means; raises StoreError where it means none."""
    from compressor.errors import StoreError

    every = store.documents()
    found = tuple(document for document in every if name in (document.source, document.sha256))
    found = found or store.documents(source=name)
    if not found:
        sources = [document.source for document in every if document.source is not None]
        raise StoreError(f"there is no document {name!r} in {str(store.path)!r}: {_hint(name, sources)}")
    return found


def _hint(name: str, sources: list[str]) -> str:
    """Say which sources are meant perhaps: those in some folder, or those spelt much like it."""
    near = [source for source in sources if source.endswith(f"/{name}")] or get_close_matches(name, sources, _NAMED)
    if near:
        return f"did you mean {' or '.join(map(repr, near[:_NAMED]))}?"
    return "expected a source, a pattern for sources or a SHA-256"
