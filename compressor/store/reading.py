"""Read documents and their records back from the tables."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compressor.errors import StoreError
from compressor.records import Argument, Aspect, Document, DocumentRecord, Entity, Fact, Property, Span, Value
from compressor.store.results import StoredDocument

_DOCUMENTS = """
SELECT id, source, sha256, characters, settings, entities, properties, facts, aspects, sentences FROM documents
"""
_STATEMENTS = """
SELECT s.*, e.label AS owner, coalesce(s.quote, x.text) AS words
FROM statements s LEFT JOIN entities e ON e.id = s.entity LEFT JOIN sentences x ON x.id = s.sentence
WHERE s.document = ? ORDER BY s.id
"""
_ARGUMENTS = """
SELECT a.statement, a.part, a.role, e.label AS entity, a.resolved, a."start", a."end", a.quote
FROM statements s JOIN arguments a ON a.statement = s.id LEFT JOIN entities e ON e.id = a.entity
WHERE s.document = ? ORDER BY a.id
"""
_NAMES = "SELECT n.entity, n.name FROM entities e JOIN names n ON n.entity = e.id WHERE e.document = ? ORDER BY n.id"
_MENTIONS = """
SELECT m.entity, m."start", m."end", m.quote
FROM entities e JOIN mentions m ON m.entity = e.id WHERE e.document = ? ORDER BY m.id
"""

_Line = Mapping[str, Any]


def documents(connection: sqlite3.Connection, source: str | None) -> tuple[StoredDocument, ...]:
    """Return the documents, or those whose source matches a pattern, in the order they were first stored."""
    where = "WHERE ?1 IS NULL OR source GLOB ?1"
    return tuple(StoredDocument(**line) for line in _lines(connection, f"{_DOCUMENTS} {where} ORDER BY id", source))


def stored_document(connection: sqlite3.Connection, document: int) -> StoredDocument:
    """Return one document; raises StoreError where there is none with that id."""
    for line in _lines(connection, f"{_DOCUMENTS} WHERE id = ?", document):
        return StoredDocument(**line)
    raise StoreError(f"there is no document {document}: expected an id of `documents()`")


def text(connection: sqlite3.Connection, document: int) -> Document:
    """Return a document with its text."""
    for line in _lines(connection, "SELECT text, source FROM documents WHERE id = ?", document):
        return Document(**line)
    raise StoreError(f"there is no document {document}: expected an id of `documents()`")


def sentences(connection: sqlite3.Connection, document: int) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a document stand."""
    found = connection.execute('SELECT "start", "end" FROM sentences WHERE document = ? ORDER BY id', (document,))
    return tuple((start, end) for start, end in found)


def record(connection: sqlite3.Connection, document: int) -> DocumentRecord:
    """Put the record of a document together as it was extracted."""
    stored = stored_document(connection, document)
    lines = defaultdict[str, list[_Line]](list)
    for line in _lines(connection, _STATEMENTS, document):
        lines[line["kind"]].append(line)
    parts = _grouped(_lines(connection, _ARGUMENTS, document), "statement")
    return DocumentRecord(
        source=stored.source,
        sha256=stored.sha256,
        characters=stored.characters,
        entities=_entities(connection, document),
        properties=tuple(map(_property, lines["property"])),
        facts=tuple(_fact(line, parts[line["id"]]) for line in lines["fact"]),
        aspects=tuple(_aspect(line, parts[line["id"]]) for line in lines["aspect"]),
    )


def _lines(connection: sqlite3.Connection, statement: str, *parameters: object) -> list[_Line]:
    found = connection.execute(statement, parameters)
    names = [column[0] for column in found.description]
    return [dict(zip(names, values, strict=True)) for values in found]


def _grouped(lines: Iterable[_Line], key: str) -> Mapping[int, list[_Line]]:
    groups = defaultdict[int, list[_Line]](list)
    for line in lines:
        groups[line[key]].append(line)
    return groups


def _entities(connection: sqlite3.Connection, document: int) -> tuple[Entity, ...]:
    names = _grouped(_lines(connection, _NAMES, document), "entity")
    mentions = _grouped(_lines(connection, _MENTIONS, document), "entity")
    found = _lines(connection, "SELECT * FROM entities WHERE document = ? ORDER BY id", document)
    return tuple(
        Entity(
            id=line["label"],
            name=line["name"],
            type=line["type"],
            aliases=tuple(name["name"] for name in names[line["id"]][1:]),
            mentions=tuple(map(_span, mentions[line["id"]])),
            salience=line["salience"],
            confidence=line["confidence"],
        )
        for line in found
    )


def _property(line: _Line) -> Property:
    kind = line["value_kind"]
    value = Value(kind=kind, text=line["normal"], number=line["number"], unit=line["unit"]) if kind else None
    return Property(
        id=line["label"],
        entity=line["owner"],
        subject=line["subject"],
        key=line["predicate"],
        value=line["object"],
        normalized=value,
        confidence=line["confidence"],
        **_place(line),
    )


def _fact(line: _Line, parts: Sequence[_Line]) -> Fact:
    named = {part["part"]: _argument(part) for part in parts if part["part"] != "argument"}
    return Fact(
        id=line["label"],
        subject=named["subject"],
        predicate=line["predicate"],
        lemma=line["lemma"],
        arguments=tuple(_argument(part) for part in parts if part["part"] == "argument"),
        negated=bool(line["negated"]),
        modality=line["modality"],
        time=named.get("time"),
        place=named.get("place"),
        confidence=line["confidence"],
        **_place(line),
    )


def _aspect(line: _Line, parts: Sequence[_Line]) -> Aspect:
    named = {part["part"]: _span(part) for part in parts}
    return Aspect(
        id=line["label"],
        entity=line["owner"],
        term=named.get("term"),
        opinion=named.get("opinion"),
        category=line["category"],
        polarity=line["polarity"],
        confidence=line["confidence"],
        **_place(line),
    )


def _place(line: _Line) -> dict[str, Any]:
    return {"start": line["start"], "end": line["end"], "quote": line["words"]}


def _span(line: _Line) -> Span:
    return Span(start=line["start"], end=line["end"], quote=line["quote"])


def _argument(line: _Line) -> Argument:
    return Argument(**{name: line[name] for name in ("role", "entity", "resolved", "start", "end", "quote")})
