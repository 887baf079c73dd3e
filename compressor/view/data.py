"""What a page knows of a document, as plain data; its keys are those that the scripts in template/ read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from compressor.exports.rows import rows
from compressor.records import Aspect, DocumentRecord, Entity, Fact, Property, Row, Span
from compressor.view.offsets import Offsets
from compressor.view.shown import Shown

Data = dict[str, Any]
Statement = Property | Fact | Aspect
Place = Callable[[Span], tuple[int, int]]


def summaries(documents: Sequence[Shown]) -> list[Data]:
    """Return what the list of documents says of each: its file name, or its path where others have that name too."""
    names = [PurePath(d.source).name or d.source if d.source else f"Document {i}" for i, d in enumerate(documents, 1)]
    times = Counter(names)
    return [
        _summary(shown, shown.source or name if times[name] > 1 else name)
        for shown, name in zip(documents, names, strict=True)
    ]


def _summary(shown: Shown, name: str) -> Data:
    record = shown.record
    return {
        "name": name,
        "source": shown.source,
        "characters": shown.characters,
        "entities": len(record.entities) if record else 0,
        "records": len(record.properties) + len(record.facts) + len(record.aspects) if record else 0,
        "kept": sum(unit.end - unit.start for unit in shown.kept) if shown.kept is not None else None,
    }


def document(shown: Shown) -> Data:
    """Return a document with its records; positions are UTF-16 units of the text that is shown."""
    offsets = Offsets(shown.pieces)
    entities = shown.record.entities if shown.record else ()
    return {
        "note": shown.note,
        "text": offsets.text,
        "gaps": [[*gap] for gap in _gaps(shown, offsets)],
        "kept": None if shown.kept is None else [offsets.place(unit) for unit in shown.kept],
        "cuts": [offsets.place(cut) for unit in shown.kept or () for cut in unit.cuts],
        "entities": [_entity(entity, offsets.place) for entity in entities],
        "records": list(_records(shown.record, offsets.place)) if shown.record else [],
    }


def _gaps(shown: Shown, offsets: Offsets) -> Iterator[tuple[int, int, int | None]]:
    """Yield (position, characters, sentences) of what is not known."""
    starts = [piece.start for piece in shown.pieces]
    for gap in shown.gaps:
        yield offsets.after(bisect_right(starts, gap.start)), gap.end - gap.start, gap.sentences


def _entity(entity: Entity, place: Place) -> Data:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "aliases": entity.aliases,
        "salience": entity.salience,
        "mentions": [place(mention) for mention in entity.mentions],
    }


def _records(record: DocumentRecord, place: Place) -> Iterator[Data]:
    """Yield properties, facts and aspects in the order of the text."""
    items: dict[str, Statement] = {
        **{item.id: item for item in record.properties},
        **{item.id: item for item in record.facts},
        **{item.id: item for item in record.aspects},
    }
    statements = (row for row in rows(record) if row.kind != "entity")
    for row in sorted(statements, key=lambda row: (row.start, row.end)):
        yield _record(row, items[row.id], place)


def _record(row: Row, item: Statement, place: Place) -> Data:
    return {
        "kind": row.kind,
        "id": row.id,
        "entity": row.entity,
        "subject": row.subject,
        "predicate": row.predicate,
        "object": row.object,
        "value": _value(row),
        "polarity": "denied" if row.negated else row.polarity,
        "modality": row.modality,
        "category": row.category,
        "confidence": row.confidence,
        "span": place(item),
        "parts": [place(part) for part in _parts(item)],
    }


def _value(row: Row) -> str | None:
    """Return what a record comes to beside its words: an amount, a normal form, a time and place, a category."""
    if row.number is not None:
        return f"{row.number:,.15g} {row.unit or ''}".rstrip()
    found = (row.normal, row.time, row.place, row.category)
    return " · ".join(part for part in found if part) or None


def _parts(item: Statement) -> Iterator[Span]:
    """Yield the stretches that carry a record, where it says which they are."""
    if isinstance(item, Fact):
        yield from (part for part in (item.subject, *item.arguments, item.time, item.place) if part)
    elif isinstance(item, Aspect):
        yield from (part for part in (item.term, item.opinion) if part)
