"""Filters find what reading every row in Python finds."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from fnmatch import translate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor import Document, DocumentRecord, RecordStore
from compressor.errors import OptionError
from compressor.exports.rows import rows
from compressor.records import Entity, Fact, Property, Row
from compressor.relevance.terms import terms
from compressor.store.days import days, days_of
from compressor.store.filters import Filters, conditions
from compressor.store.finding import _clauses

Example = tuple[Document, DocumentRecord, tuple[tuple[int, int], ...]]

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from(["entity", "property", "fact", "aspect"]),
    "entity": st.sampled_from(
        ["orla brandt", "TIDEWELL TRUST", "*brandt", "t*t", "Ærø", "nobody", "[a", "*", "Orla?Brandt"]
    ),
    "type": st.sampled_from(["PERSON", "org", "GPE", "none"]),
    "key": st.sampled_from(["cost", "Cost", "amount", "opinion", "weighs"]),
    "predicate": st.sampled_from(["lease", "LEASED", "cost", "pay", "did not repair", "type", "opinion"]),
    "polarity": st.sampled_from(["positive", "negative", "neutral"]),
    "category": st.sampled_from(["service", "Quality", "price"]),
    "minimum": st.sampled_from([-1, 0, 12.5, 300, 1250, 5000]),
    "maximum": st.sampled_from([0, 12.5, 300, 1250, 4000]),
    "unit": st.sampled_from(["EUR", "€", "usd", "dollars", "%", "percent", "tonnes", "t", "furlong"]),
    "after": st.sampled_from(["1990", "2021", "2021-Q2", "2022-05-03", "May 2022"]),
    "before": st.sampled_from(["1999", "2021-04", "2022-05-03", "2023"]),
    "source": st.sampled_from(["harbour/*", "*.txt", "notes.txt", "harbour/m[ia]nutes.md", "h?rbour*", "gone"]),
    "search": st.sampled_from(["crane", "the gate", "harbour quiet", "港は", "Brandt's", "repairing", "nothing such"]),
    "confidence": st.sampled_from([0, 0.5, 0.7, 0.85, 1]),
}
UNITS = {"€": "EUR", "usd": "USD", "dollars": "USD", "tonnes": "t"}
FIRST = {
    "1990": "1990-01-01",
    "1999": "1999-01-01",
    "2021": "2021-01-01",
    "2021-04": "2021-04-01",
    "2023": "2023-01-01",
}
FIRST |= {"2021-Q2": "2021-04-01", "May 2022": "2022-05-01", "2022-05-03": "2022-05-03"}


def naive(examples: tuple[Example, ...], asked: dict[str, Any]) -> list[Row]:
    """Return the rows that pass by reading them all."""
    found = []
    for _, record, sentences in examples:
        items = (*record.entities, *record.properties, *record.facts, *record.aspects)
        entities = {entity.id: entity for entity in record.entities}
        for item, row in zip(items, rows(record), strict=True):
            holding = [place for place in sentences if place[0] <= row.start]
            document = examples[[record for _, record, _ in examples].index(record)][0]
            words = document.text[slice(*holding[-1])] if holding else ""
            if all(
                passes(name, value, item, row, entities.get(row.entity or ""), words) for name, value in asked.items()
            ):
                found.append(row)
    return found


def passes(name: str, value: Any, item: Any, row: Row, entity: Entity | None, words: str) -> bool:
    """Return whether a row passes one filter."""
    dated = days_of(item) if isinstance(item, Property | Fact) else None
    percent = isinstance(item, Property) and item.normalized is not None and item.normalized.kind == "percent"
    tests = {
        "kind": lambda: row.kind == value,
        "entity": lambda: entity is not None and any(named(value, one) for one in (entity.name, *entity.aliases)),
        "type": lambda: entity is not None and entity.type.lower() == value.lower(),
        "key": lambda: row.kind == "property" and row.predicate.lower() == value.lower(),
        "predicate": lambda: value.lower() in (row.predicate.lower(), getattr(item, "lemma", "").lower()),
        "polarity": lambda: row.polarity == value,
        "category": lambda: (row.category or "").lower() == value.lower(),
        "minimum": lambda: row.number is not None and row.number >= value,
        "maximum": lambda: row.number is not None and row.number <= value,
        "unit": lambda: percent if value in ("%", "percent") else row.unit == UNITS.get(value, value),
        "after": lambda: dated is not None and dated.first >= FIRST[value],
        "before": lambda: dated is not None and dated.last < FIRST[value],
        "source": lambda: re.fullmatch(translate(value), row.source or "") is not None,
        "search": lambda: set(terms(value)) <= set(terms(words)),
        "confidence": lambda: row.confidence >= value,
    }
    return bool(tests[name]())


def named(asked: str, name: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in asked.casefold().split("*"))
    return re.fullmatch(pattern, " ".join(name.split()).casefold(), re.DOTALL) is not None


@pytest.mark.parametrize("name", VALUES)
def test_every_filter_alone_finds_what_reading_all_rows_finds(
    filled: Path, examples: tuple[Example, ...], name: str
) -> None:
    some = 0
    with RecordStore.open(filled) as store:
        for value in VALUES[name].elements:  # type: ignore[attr-defined]
            page = store.find(**{name: value})  # type: ignore[misc]
            expected = naive(examples, {name: value})
            assert list(page.rows) == expected, value
            assert page.total == store.count(**{name: value}) == len(expected)  # type: ignore[misc]
            some += len(expected)
    assert some


@given(
    st.fixed_dictionaries({}, optional=VALUES), st.integers(0, 12), st.integers(0, 12), st.sampled_from([0, 1 / 4, 1])
)
def test_filters_combine_and_pages_are_parts_of_the_whole(
    filled: Path, examples: tuple[Example, ...], asked: dict[str, Any], limit: int, offset: int, few: float
) -> None:
    expected = naive(examples, asked)
    with RecordStore.open(filled) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr("compressor.store.finding._FEW", few)
        page = store.find(limit=limit, offset=offset, **asked)
        assert (page.total, page.more, page.offset) == (len(expected), False, offset)
        assert list(page.rows) == expected[offset : offset + limit]
        assert list(store.rows(**asked)) == expected
        assert store.count(**asked) == len(expected)


@pytest.mark.parametrize("few", [0, 1])
@pytest.mark.parametrize("asked", [{}, {"kind": "fact"}, {"after": "1900"}, {"kind": "fact", "search": "quay"}])
def test_many_matches_are_counted_so_far_and_paged_in_the_same_order(
    filled: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any], few: int
) -> None:
    monkeypatch.setattr("compressor.store.finding._FEW", few)
    with RecordStore.open(filled) as store:
        whole = store.find(**asked)
        monkeypatch.setattr("compressor.store.finding.COUNTED", 1)
        for offset in range(whole.total + 1):
            for limit in (1, 3):
                page = store.find(limit=limit, offset=offset, **asked)
                assert (page.total, page.more) == (1, whole.total > 1)
                assert page.rows == whole.rows[offset : offset + limit]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kind": "person"}, "filter kind = 'person': Input should be 'entity', 'property', 'fact' or 'aspect'"),
        ({"polarity": "bad"}, "filter polarity = 'bad': Input should be 'positive', 'negative' or 'neutral'"),
        ({"minimum": "much"}, "filter minimum = 'much': Input should be a valid number"),
        ({"maximum": float("nan")}, "filter maximum = nan: Input should be a finite number"),
        ({"after": "soon"}, "filter after = 'soon': no date that can be read; expected e.g. 2020, 2020-Q3"),
        ({"before": "03.04.2026"}, "filter before = '03.04.2026': no date that can be read"),
        ({"entity": " "}, "filter entity = ' ': String should have at least 1 character"),
        ({"search": "?!"}, r"filter search = '\?!' has no words: expected at least one"),
        ({"confidence": 80}, "filter confidence = 80: Input should be less than or equal to 1"),
        ({"colour": "red"}, "filter colour = 'red': Extra inputs are not permitted"),
        ({"entity": "\ud800"}, r"filter entity = '\\ud800': Input should be a valid string"),
        ({"limit": -1}, "limit = -1: expected a number from 0 to 10,000"),
        ({"limit": 10_001}, "limit = 10001: expected a number from 0 to 10,000"),
        ({"offset": -1}, "offset = -1: expected a number from 0 to"),
        ({"offset": 2**64}, "expected a number from 0 to"),
    ],
)
def test_a_value_that_a_filter_cannot_have_is_an_error(filled: Path, asked: dict[str, Any], message: str) -> None:
    with RecordStore.open(filled) as store, pytest.raises(OptionError, match=message):
        store.find(**asked)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("2024-02-03T10:00:00+02:00", "2024-02-03", "2024-02-03"),
    ],
)
def test_a_date_stands_for_its_days(date: str, first: str, last: str) -> None:
    assert days(date) == (first, last)


@pytest.mark.parametrize("name", VALUES)
def test_every_filter_has_an_index(filled: Path, name: str) -> None:
    connection = sqlite3.connect(filled)
    for value in VALUES[name].elements:  # type: ignore[attr-defined]
        for condition in conditions(Filters(**{name: value})):
            statement = f"EXPLAIN QUERY PLAN SELECT id FROM statements WHERE {condition.sql.format('')}"
            plan = [step[-1] for step in connection.execute(statement, condition.parameters)]
            assert not [step for step in plan if step.startswith("SCAN statements")], plan
    connection.close()


def test_a_store_without_the_index_of_a_filter_gives_the_same(tmp_path: Path, filled: Path) -> None:
    older = tmp_path / "older.db"
    older.write_bytes(filled.read_bytes())
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("DROP INDEX statements_confidence")
    with RecordStore.open(filled) as store, RecordStore.open(older) as without:
        assert without.find(kind="fact", confidence=0.7) == store.find(kind="fact", confidence=0.7)


@pytest.mark.parametrize(
    ("few", "step"), [(1, "SEARCH statements USING INDEX statements_days"), (0, "SCAN statements")]
)
def test_an_index_is_used_where_few_statements_pass_and_else_all_are_read(
    filled: Path, monkeypatch: pytest.MonkeyPatch, few: float, step: str
) -> None:
    monkeypatch.setattr("compressor.store.finding._FEW", few)
    asked = list(conditions(Filters(after="2022-05-03", confidence=0)))
    with closing(sqlite3.connect(filled)) as connection:
        where, order, parameters = _clauses(connection, asked)
        statement = f"EXPLAIN QUERY PLAN SELECT id FROM statements WHERE {where} {order} LIMIT 9"
        assert connection.execute(statement, parameters).fetchone()[-1].startswith(step)
