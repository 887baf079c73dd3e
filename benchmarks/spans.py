"""Entities: which stretches of a text are named, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gold import NamedText
from tally import Tally, exact

from compressor.records import DocumentRecord

# Sets of names mark no values, so that neither side is asked for them.
_VALUES = (
    "CARDINAL CODE DATE EMAIL HASH HANDLE IP MONEY ORDINAL PATH PERCENT PHONE QUANTITY TAG TICKER TICKET TIME URL UUID "
    "VERSION"
)
VALUES = frozenset(_VALUES.split())
_COMMON = {  # what the types of sets and pipelines have in common; types that are in none of these are not compared
    "PER": "per person researcher scientist writer politician musicalartist",
    "ORG": "org organisation organization corporation group university politicalparty band",
    "LOC": "loc location country gpe fac",
}
COMMON = {name: common for common, names in _COMMON.items() for name in names.split()}


class Named(NamedTuple):
    """A stretch of a text, in code points, and its type."""

    start: int
    end: int
    type: str


def wanted(row: NamedText) -> list[Named]:
    """Return the entities that a row marks."""
    return [Named(entity.start, entity.end, entity.type) for entity in row.entities]


def of_record(record: DocumentRecord) -> list[Named]:
    """Return every mention of a record's entities, values apart."""
    return [
        Named(mention.start, mention.end, entity.type)
        for entity in record.entities
        if entity.type not in VALUES
        for mention in entity.mentions
    ]


def compare(found: Iterable[Named], gold: Iterable[Named]) -> dict[str, Tally]:
    """Return the tallies of spans, whatever their type, and of persons, organisations and places."""
    found, gold = list(found), list(gold)
    return {
        "spans": exact({(name.start, name.end) for name in found}, {(name.start, name.end) for name in gold}),
        "types": exact(_common(found), _common(gold)),
    }


def _common(names: Iterable[Named]) -> set[Named]:
    common = (name._replace(type=COMMON.get(name.type.casefold(), "")) for name in names)
    return {name for name in common if name.type}
