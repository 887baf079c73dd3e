"""Write a document and its record into the tables."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from compressor.errors import InputError
from compressor.exports.rows import rows
from compressor.records import Argument, Aspect, Document, DocumentRecord, Entity, Fact, Property, Row, Span
from compressor.relevance.terms import spaced
from compressor.store.days import days_of

_TABLES = ("documents", "sentences", "entities", "names", "mentions", "statements", "arguments")

_Statement = Entity | Property | Fact | Aspect
_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Target:
    """The document that is being written, and the identifiers that come next in each table."""

    connection: sqlite3.Connection
    document: int
    ids: Mapping[str, Iterator[int]]

    def insert(self, table: str, lines: Sequence[tuple[object, ...]]) -> None:
        if lines:
            marks = ", ".join("?" * len(lines[0]))
            self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", lines)


def check(document: Document, record: DocumentRecord, sentences: Sequence[_Range]) -> None:
    """Refuse a record that is not the document's, and sentences that are no stretches of it in order."""
    name = repr(document.source) if document.source else "the text"
    if document.sha256 != record.sha256 or document.source != record.source:
        raise InputError(f"the record was read from another document than {name}: give the one extracted from it")
    labels = [item.id for item in _items(record)]
    if len(set(labels)) < len(labels):
        raise InputError(f"the record of {name} uses an id twice: expected one for each entity, property, ...")
    known = {entity.id for entity in record.entities}
    unknown = next((one for one in _references(record) if one is not None and one not in known), None)
    if unknown is not None:
        raise InputError(f"the record of {name} refers to the entity {unknown!r}, which it does not have")
    if any(not entity.mentions for entity in record.entities):
        raise InputError(f"the record of {name} has an entity without mentions: expected at least one for each")
    ends = [0, *(end for _, end in sentences)]
    if any(not last <= start <= end <= len(document.text) for last, (start, end) in zip(ends, sentences, strict=False)):
        raise InputError(f"the sentences of {name} do not lie in it one after the other: give those of `segment`")


def insert(
    connection: sqlite3.Connection,
    document: Document,
    record: DocumentRecord,
    sentences: Sequence[_Range],
    settings: str,
) -> None:
    """Insert a document in place of what was stored of the same source; the caller holds the transaction."""
    replaced = stored_as(connection, document.source, record.sha256)
    if replaced is not None:
        delete(connection, replaced)
    ids = {table: count(_last_id(connection, table) + 1) for table in _TABLES}
    target = Target(connection, next(ids["documents"]) if replaced is None else replaced, ids)
    counts = [len(part) for part in (record.entities, record.properties, record.facts, record.aspects, sentences)]
    line = (target.document, record.source, record.sha256, record.characters, settings, *counts, document.text)
    target.insert("documents", [line])
    places = _insert_sentences(target, document.text, sentences)
    entities = _insert_entities(target, record.entities)
    _insert_statements(target, record, entities, _Sentences(document.text, sentences, places))


def stored_as(connection: sqlite3.Connection, source: str | None, sha256: str) -> int | None:
    """Return the id of the document of a source; without a source, of the same text without one."""
    found = connection.execute(
        "SELECT id FROM documents WHERE source = ?"
        if source is not None
        else "SELECT id FROM documents WHERE sha256 = ? AND source IS NULL",
        (sha256 if source is None else source,),
    ).fetchone()
    return found[0] if found else None


def delete(connection: sqlite3.Connection, document: int) -> None:
    """Delete a document and all that was extracted from it."""
    lines = connection.execute("SELECT id, text FROM sentences WHERE document = ?", (document,)).fetchall()
    connection.executemany(
        "INSERT INTO sentence_index (sentence_index, rowid, text) VALUES ('delete', ?, ?)",
        [(number, spaced(text)) for number, text in lines],
    )
    connection.execute("DELETE FROM documents WHERE id = ?", (document,))


def _last_id(connection: sqlite3.Connection, table: str) -> int:
    (last,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
    return int(last)


def _items(record: DocumentRecord) -> Iterator[_Statement]:
    """Yield the records in the order of their rows."""
    yield from record.entities
    yield from record.properties
    yield from record.facts
    yield from record.aspects


def _references(record: DocumentRecord) -> Iterator[str | None]:
    yield from (item.entity for item in record.properties)
    yield from (item.entity for item in record.aspects)
    for fact in record.facts:
        yield from (part.entity for _, part in _parts(fact) if isinstance(part, Argument))


# ------------------------------------------------------------------------------------------------ sentences
@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of the document with their identifiers."""

    text: str
    ranges: Sequence[_Range]
    ids: Sequence[int]

    def at(self, offset: int) -> int | None:
        """Return the index of the sentence at or before an offset; of the first where none is before."""
        return max(bisect_right(self.ranges, offset, key=lambda one: one[0]) - 1, 0) if self.ranges else None


def _insert_sentences(target: Target, text: str, sentences: Sequence[_Range]) -> list[int]:
    ids = [next(target.ids["sentences"]) for _ in sentences]
    lines = [(i, target.document, *place, text[slice(*place)]) for i, place in zip(ids, sentences, strict=True)]
    target.insert("sentences", lines)
    target.insert("sentence_index (rowid, text)", [(line[0], spaced(str(line[-1]))) for line in lines])
    return ids


# ------------------------------------------------------------------------------------------------- entities
def _insert_entities(target: Target, entities: Sequence[Entity]) -> dict[str, int]:
    ids = {entity.id: next(target.ids["entities"]) for entity in entities}
    target.insert(
        "entities", [(ids[e.id], target.document, e.id, e.name, e.type, e.salience, e.confidence) for e in entities]
    )
    names = [(ids[e.id], name, fold(name)) for e in entities for name in (e.name, *e.aliases)]
    target.insert("names", [(next(target.ids["names"]), *name) for name in names])
    mentions = [(ids[e.id], m.start, m.end, m.quote) for e in entities for m in e.mentions]
    target.insert("mentions", [(next(target.ids["mentions"]), *mention) for mention in mentions])
    return ids


def fold(name: str) -> str:
    """Return a name as it is compared: in one case, its blanks folded."""
    return " ".join(name.split()).casefold()


# ----------------------------------------------------------------------------------------------- statements
def _insert_statements(
    target: Target, record: DocumentRecord, entities: Mapping[str, int], sentences: _Sentences
) -> None:
    types = {entity.id: entity.type for entity in record.entities}
    statements, arguments = list[tuple[object, ...]](), list[tuple[object, ...]]()
    for row, item in zip(rows(record), _items(record), strict=True):
        number = next(target.ids["statements"])
        about = (entities.get(row.entity or ""), types.get(row.entity or ""))
        statements.append((number, target.document, row.id, row.kind, *about, *_columns(row, item, sentences)))
        arguments += (
            (next(target.ids["arguments"]), number, name, *_reference(part, entities), part.start, part.end, part.quote)
            for name, part in _parts(item)
        )
    target.insert("statements", statements)
    target.insert("arguments", arguments)


def _columns(row: Row, item: _Statement, sentences: _Sentences) -> tuple[object, ...]:
    """Return the columns of `statements` from `sentence` on."""
    place = sentences.at(row.start)
    whole = place is not None and sentences.ranges[place] == (row.start, row.end)
    value = item.normalized if isinstance(item, Property) else None
    named = days_of(item) if isinstance(item, Property | Fact) else None
    return (
        None if place is None else sentences.ids[place],
        row.predicate,
        item.lemma if isinstance(item, Fact) else None,
        row.negated,
        row.modality,
        row.polarity,
        row.category,
        value.kind if value else None,
        row.number,
        row.unit,
        row.normal,
        *(named or (None, None)),
        row.confidence,
        row.start,
        row.end,
        row.subject,
        row.object,
        row.time,
        row.place,
        None if whole else row.quote,
    )


def _parts(item: _Statement) -> Iterator[tuple[str, Span | Argument]]:
    """Yield the parts of a fact or an aspect that have a place of their own."""
    if isinstance(item, Fact):
        yield "subject", item.subject
        yield from (("argument", argument) for argument in item.arguments)
        named: tuple[tuple[str, Span | None], ...] = (("time", item.time), ("place", item.place))
    elif isinstance(item, Aspect):
        named = (("term", item.term), ("opinion", item.opinion))
    else:
        named = ()
    yield from ((name, part) for name, part in named if part is not None)


def _reference(part: Span | Argument, entities: Mapping[str, int]) -> tuple[str | None, int | None, str | None]:
    if not isinstance(part, Argument):
        return None, None, None
    return part.role, entities.get(part.entity or ""), part.resolved
