"""Annotated documents as langextract keeps them, for its visualisation and for what reads its files.

The form is that of `langextract.data_lib` (1.x): a document a line, each extraction with its words, its
characters and attributes whose values are strings or lists of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

from compressor.exports.rows import dated, quoted, written
from compressor.records import Aspect, Document, DocumentRecord, Entity, Fact, Property, Span

Attributes = dict[str, str | list[str]]


class _Group(NamedTuple):
    """A record: its class, the stretches that it was read from, and what it says."""

    kind: str
    spans: tuple[Span, ...]
    attributes: dict[str, str | list[str] | None]


def annotated(document: Document, record: DocumentRecord) -> bytes:
    """Return a document and its records as one line of JSON; mentions of an entity share a group."""
    extractions = list[dict[str, Any]]()
    for number, group in enumerate(_groups(record)):
        attributes = {key: value for key, value in group.attributes.items() if value}
        extractions += (
            _extraction(group.kind, span, number, len(extractions) + place, attributes)
            for place, span in enumerate(group.spans, 1)
        )
    name = document.source or f"sha256:{record.sha256}"
    line = {"extractions": extractions, "text": document.text, "document_id": name}
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


def _extraction(kind: str, span: Span, group: int, index: int, attributes: Attributes) -> dict[str, Any]:
    return {
        "extraction_class": kind,
        "extraction_text": span.quote,
        "char_interval": {"start_pos": span.start, "end_pos": span.end},
        "alignment_status": "match_exact",
        "extraction_index": index,
        "group_index": group,
        "description": None,
        "attributes": attributes,
    }


def _groups(record: DocumentRecord) -> Iterator[_Group]:
    yield from map(_entity, record.entities)
    yield from map(_property, record.properties)
    yield from map(_fact, record.facts)
    yield from map(_aspect, record.aspects)


def _entity(entity: Entity) -> _Group:
    return _Group(
        entity.type,
        entity.mentions,
        {
            "id": entity.id,
            "name": entity.name,
            "aliases": list(entity.aliases),
            "confidence": f"{entity.confidence:g}",
        },
    )


def _property(item: Property) -> _Group:
    normal = item.normalized
    return _Group(
        "property",
        (item,),
        {
            "id": item.id,
            "entity": item.entity,
            "subject": item.subject,
            "key": item.key,
            "value": item.value,
            "number": f"{normal.number:.15g}" if normal and normal.number is not None else None,
            "unit": normal.unit if normal else None,
            "normal": normal.text if normal else None,
            "confidence": f"{item.confidence:g}",
        },
    )


def _fact(fact: Fact) -> _Group:
    return _Group(
        "fact",
        (fact,),
        {
            "id": fact.id,
            "entity": fact.subject.entity,
            "subject": fact.subject.quote,
            "resolved": fact.subject.resolved,
            "predicate": fact.predicate,
            "arguments": [written(argument) for argument in fact.arguments],
            "time": dated(fact.time),
            "place": quoted(fact.place),
            "negated": "true" if fact.negated else None,
            "modality": fact.modality,
            "confidence": f"{fact.confidence:g}",
        },
    )


def _aspect(aspect: Aspect) -> _Group:
    return _Group(
        "aspect",
        (aspect,),
        {
            "id": aspect.id,
            "entity": aspect.entity,
            "term": quoted(aspect.term),
            "opinion": quoted(aspect.opinion),
            "category": aspect.category,
            "polarity": aspect.polarity,
            "confidence": f"{aspect.confidence:g}",
        },
    )
