"""Flat rows: one for each entity, property, fact and aspect, with the same columns for all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TypedDict

from compressor.codec import encode
from compressor.records import Argument, Aspect, DocumentRecord, Entity, Fact, Property, Row, Span

COLUMNS = tuple(Row.model_fields)
_WITHOUT_PREPOSITION = frozenset({"object", "complement", "time"})
_PLAIN_TIMES = frozenset({"time", "in", "on", "at"})
# A spreadsheet takes a cell that begins so for a formula and may run what a document says.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows(record: DocumentRecord) -> Iterator[Row]:
    """Yield the statements of a record: entities, most salient first, then the others in document order."""
    names = {entity.id: entity.name for entity in record.entities}
    for entity in record.entities:
        yield _entity(entity, _origin(record, entity.mentions[0], entity.id, names))
    for item in record.properties:
        yield _property(item, _origin(record, item, item.entity, names))
    for fact in record.facts:
        yield _fact(fact, _origin(record, fact, fact.subject.entity, names))
    for aspect in record.aspects:
        yield _aspect(aspect, _origin(record, aspect, aspect.entity, names))


def jsonl_rows(record: DocumentRecord) -> bytes:
    """Return the rows of a record as JSON Lines."""
    return b"".join(map(encode, rows(record)))


def csv_rows(records: Iterable[DocumentRecord]) -> Iterator[bytes]:
    """Yield a header, then the rows of each record as CSV in UTF-8.

    Text that a spreadsheet would take for a formula gets an apostrophe in front; JSON Lines have
    every text as it is.
    """
    yield csv_lines([COLUMNS])
    for record in records:
        yield csv_lines(row.model_dump().values() for row in rows(record))


def csv_lines(lines: Iterable[Iterable[object]]) -> bytes:
    """Return lines as CSV in UTF-8, formulas disarmed."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(
        map(_cell, line) for line in lines
    )  # with CR LF, as RFC 4180 has it: after LF alone, a CR in a cell is not quoted
    return buffer.getvalue().encode()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


class _Origin(TypedDict):
    """Where a statement stands and whom it is about."""

    source: str | None
    document: str
    entity: str | None
    name: str | None
    start: int
    end: int
    quote: str


def _origin(record: DocumentRecord, span: Span, entity: str | None, names: Mapping[str, str]) -> _Origin:
    return {
        "source": record.source,
        "document": record.sha256,
        "entity": entity,
        "name": names.get(entity or ""),
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
    }


def _entity(entity: Entity, origin: _Origin) -> Row:
    return Row(
        kind="entity",
        id=entity.id,
        subject=entity.name,
        predicate="type",
        object=entity.type,
        confidence=entity.confidence,
        **origin,
    )


def _property(item: Property, origin: _Origin) -> Row:
    normal = item.normalized
    return Row(
        kind="property",
        id=item.id,
        subject=item.subject,
        predicate=item.key,
        object=item.value,
        number=normal.number if normal else None,
        unit=normal.unit if normal else None,
        normal=normal.text if normal else None,
        confidence=item.confidence,
        **origin,
    )


def _fact(fact: Fact, origin: _Origin) -> Row:
    return Row(
        kind="fact",
        id=fact.id,
        subject=fact.subject.quote,
        predicate=fact.predicate,
        object="; ".join(map(written, fact.arguments)) or None,
        time=dated(fact.time),
        place=quoted(fact.place),
        negated=fact.negated,
        modality=fact.modality,
        confidence=fact.confidence,
        **origin,
    )


def _aspect(aspect: Aspect, origin: _Origin) -> Row:
    return Row(
        kind="aspect",
        id=aspect.id,
        subject=quoted(aspect.term),
        predicate="opinion",
        object=quoted(aspect.opinion),
        polarity=aspect.polarity,
        category=aspect.category,
        confidence=aspect.confidence,
        **origin,
    )


def quoted(span: Span | None) -> str | None:
    """Return the words of a span that may be missing."""
    return span.quote if span else None


def dated(time: Argument | None) -> str | None:
    """Return when a fact holds, with a preposition that says more than that it is then: 'until 2030', but '2030'."""
    if time is None:
        return None
    return time.quote if time.role in _PLAIN_TIMES else written(time)


def written(argument: Argument) -> str:
    """Return an argument as a reader writes it, with its preposition: 'to the United States'."""
    return argument.quote if argument.role in _WITHOUT_PREPOSITION else f"{argument.role} {argument.quote}"
