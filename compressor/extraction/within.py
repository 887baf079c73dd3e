"""Narrow a record down to stretches of its document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from compressor.records import DocumentRecord, Entity, Span


def within(record: DocumentRecord, stretches: Sequence[tuple[int, int]]) -> DocumentRecord:
    """Return the part of a record that lies wholly within stretches, given in ascending order."""
    starts = [start for start, _ in stretches]

    def inside(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.end <= stretches[at][1]

    def narrowed(entity: Entity) -> Entity:
        return entity.model_copy(update={"mentions": tuple(m for m in entity.mentions if inside(m))})

    return record.model_copy(
        update={
            "entities": tuple(e for e in map(narrowed, record.entities) if e.mentions),
            "properties": tuple(p for p in record.properties if inside(p)),
            "facts": tuple(f for f in record.facts if inside(f)),
            "aspects": tuple(a for a in record.aspects if inside(a)),
        }
    )
