"""Whether a confidence says how often a record is right: records by their confidence, in bins of a tenth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

import carb
import clusters
import opinions
import spans
from gold import FactText, LinkedText, NamedText, Review

from compressor.records import DocumentRecord

BINS = 10
Judged = tuple[float, float]  # a confidence, and how right the record is


class Bin(NamedTuple):
    """The records whose confidence is from `least` up to a tenth more."""

    least: float
    number: int
    confidence: float  # their mean
    right: float  # the share of them, or for facts the mean share of their words, for entities of their mentions


def entities(record: DocumentRecord, row: NamedText) -> list[Judged]:
    """Judge entities, values apart, by the share of their mentions that are marked, first and last character right."""
    gold = {(name.start, name.end) for name in spans.wanted(row)}
    return [
        (entity.confidence, fmean((mention.start, mention.end) in gold for mention in entity.mentions))
        for entity in record.entities
        if entity.type not in spans.VALUES
    ]


def facts(record: DocumentRecord, row: FactText) -> list[Judged]:
    """Judge facts by the share of their words that one wanted fact of its own has: CaRB's precision."""
    found = carb.of_record(record)
    (table,) = carb.tables([found], [carb.wanted(row)])
    right = carb.one_to_one(table, range(len(found)))
    return [(fact.confidence, right.get(number, 0.0)) for number, fact in enumerate(found)]


def aspects(record: DocumentRecord, row: Review, implicit: bool) -> list[Judged]:
    """Judge opinions: the triplet is wanted, or not."""
    gold = set(opinions.wanted(row))
    found = zip(opinions.of_record(record), record.aspects, strict=True)
    return [(aspect.confidence, float(one in gold)) for one, aspect in found if implicit or one.aspect]


def properties(record: DocumentRecord, row: LinkedText) -> list[Judged]:
    """Judge properties whose owner and value are both entities of the set: it relates them, or takes them for one."""
    places = clusters.located(row)
    owners = {entity.id: {places.get((m.start, m.end)) for m in entity.mentions} - {None} for entity in record.entities}
    related = {frozenset((link.head, link.tail)) for link in row.relations}
    judged = list[Judged]()
    for item in record.properties:
        values = {
            number
            for (start, end), number in places.items()
            if item.start <= start and end <= item.end and row.text[start:end] == item.value
        }
        pairs = {frozenset((owner, value)) for owner in owners.get(item.entity or "", ()) for value in values}
        if pairs:
            is_right = any(len(pair) == 1 if item.key == "alias" else pair in related for pair in pairs)
            judged.append((item.confidence, float(is_right)))
    return judged


def bins(judged: Iterable[Judged]) -> list[Bin]:
    """Gather records by their confidence."""
    gathered: dict[int, list[Judged]] = {}
    for pair in judged:
        gathered.setdefault(min(int(pair[0] * BINS + 1e-9), BINS - 1), []).append(pair)  # 0.7 * 10 is short of 7
    return [_bin(tenth / BINS, gathered[tenth]) for tenth in sorted(gathered)]


def _bin(least: float, judged: Sequence[Judged]) -> Bin:
    confidences, rights = zip(*judged, strict=True)
    return Bin(least, len(judged), sum(confidences) / len(judged), sum(rights) / len(judged))


def error(found: Sequence[Bin]) -> float:
    """Return the expected calibration error: how far confidence is from what is right, over all records."""
    number = sum(one.number for one in found)
    return sum(one.number * abs(one.confidence - one.right) for one in found) / number if number else 0.0
