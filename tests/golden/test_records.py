"""The record of each sample, line by line as it was read and checked.

Write the files anew, and read what changed, with `python tests/golden/test_records.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from compressor import DocumentRecord, extract
from compressor.exports.rows import dated
from compressor.records import Argument, Fact, Value

RECORDS = Path(__file__).parent / "records"
_SURE = 0.5  # of opinions, those below are right less often than not
SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = [
    "annual-report.md",
    "contract.txt",
    "encyclopedia.txt",
    "manual.md",
    "meeting-transcript.txt",
    "paper.txt",
    "reviews.txt",
    "support-log.txt",
]


def lines_of(record: DocumentRecord) -> list[str]:
    """Return the entities, properties, facts and aspects of a record, one a line, without offsets and confidences."""
    entities = (["entity", entity.type, entity.name, str(len(entity.mentions))] for entity in record.entities)
    names = {entity.id: entity.name for entity in record.entities}
    properties = (
        ["property", _owner(p.subject, names.get(p.entity or "")), p.key, p.value, _normal(p.normalized)]
        for p in record.properties
    )
    facts = (["fact", _argument(fact.subject), fact.predicate, *_rest(fact)] for fact in record.facts)
    aspects = (
        ["aspect", a.term.quote if a.term else "-", a.opinion.quote if a.opinion else "-", a.polarity, a.category or ""]
        for a in record.aspects
        if a.confidence >= _SURE
    )
    return ["\t".join(map(_folded, columns)) for columns in [*entities, *properties, *facts, *aspects]]


def _owner(subject: str, name: str | None) -> str:
    return subject if name in (None, subject) else f"{subject} [{name}]"


def _normal(value: Value | None) -> str:
    if value is None:
        return ""
    amount = f"{value.number:,.15g} {value.unit or ''}" if value.number is not None else value.text or ""
    return f"{value.kind}: {amount.rstrip()}"


def _rest(fact: Fact) -> Iterator[str]:
    for argument in fact.arguments:
        yield f"{argument.role}: {_argument(argument)}"
    if fact.time is not None:
        yield f"time: {dated(fact.time)}"
    if fact.place is not None:
        yield f"place: {_argument(fact.place)}"
    if fact.negated:
        yield "not"


def _argument(argument: Argument) -> str:
    return f"{argument.quote} [{argument.resolved}]" if argument.resolved else argument.quote


def _folded(words: str) -> str:
    return " ".join(words.split())


def _fresh(name: str) -> list[str]:
    return lines_of(extract((SAMPLES / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_the_record_is_this_one(name: str) -> None:
    expected = (RECORDS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    found = _fresh(name)
    gone = [f"- {line}" for line in expected if line not in found]
    new = [f"+ {line}" for line in found if line not in expected]
    assert found == expected, "\n".join(["the record changed:", *gone, *new])


if __name__ == "__main__":
    for name in NAMES:
        (RECORDS / f"{name}.tsv").write_text("\n".join([*_fresh(name), ""]), encoding="utf-8")
