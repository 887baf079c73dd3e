"""What other tools read back from an export is what the record says."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import Any

import pytest
import spacy
from jsonschema import Draft202012Validator
from spacy.tokens import Doc, DocBin

from compressor import Compressor, Document, DocumentRecord
from compressor.codec import decode
from compressor.errors import InputError, OptionError
from compressor.exports import FORMATS, export
from compressor.exports.rows import COLUMNS, csv_rows, rows
from compressor.records import Entity, Row, Span
from compressor.schema import schema

TEXTS = (
    "Marie Curie, born in Warsaw, won the Nobel Prize in 1903. She did not leave Paris in 1914. "
    "The café’s soup was delicious, but the waiter was rude. It was awful.\n\n"
    "The licence cost €1,250,000. The Seine-et-Marne depot stores 8 GB of maps; write to depot@example.org.",
    "Oslo, “Tigerstaden”, is the capital of Norway.\nIt has 🚢 ferries.",
)


@cache
def read() -> list[tuple[Document, DocumentRecord]]:
    compressor = Compressor()
    documents = [Document(text=text, source=source) for text, source in zip(TEXTS, ("paris.txt", None), strict=True)]
    return [(document, compressor.extract(document)) for document in documents]


def exported(form: Any) -> bytes:
    return b"".join(export(read(), form))


def lines(form: Any) -> list[Any]:
    return [json.loads(line) for line in exported(form).splitlines()]


def docs() -> list[Doc]:
    return list(DocBin().from_bytes(exported("docbin")).get_docs(spacy.blank("en").vocab))


def test_json_round_trips() -> None:
    assert [decode(line, DocumentRecord) for line in exported("json").splitlines()] == [record for _, record in read()]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_records_give_the_same_bytes(form: Any) -> None:
    assert exported(form) == exported(form)


def test_another_format_and_another_text_are_errors() -> None:
    with pytest.raises(OptionError, match="unknown format 'xlsx'; expected one of json, jsonl, csv"):
        list(export(read(), "xlsx"))  # type: ignore[arg-type]
    (one, _), (_, other) = read()
    with pytest.raises(InputError, match=r"was read from another text than that of paris\.txt"):
        list(export([(one, other)], "json"))


# --------------------------------------------------------------------------------------------------- rows
def test_every_record_is_one_row_in_order() -> None:
    for _, record in read():
        ids = [item.id for item in (*record.entities, *record.properties, *record.facts, *record.aspects)]
        assert [row.id for row in rows(record)] == ids


def test_rows_are_tied_to_the_text() -> None:
    for document, record in read():
        for row in rows(record):
            assert document.text[row.start : row.end] == row.quote
            assert (row.source, row.document) == (record.source, record.sha256)


def test_rows_say_what_the_records_say() -> None:
    (_, record), _ = read()
    entity, *_ = (row for row in rows(record) if row.name == "Marie Curie" and row.kind == "entity")
    assert (entity.predicate, entity.object) == ("type", "PERSON")
    assert entity.confidence > 0.7

    won = next(row for row in rows(record) if row.predicate == "won")
    assert (won.subject, won.object, won.time, won.negated) == ("Marie Curie", "the Nobel Prize", "1903", False)
    left = next(row for row in rows(record) if row.negated)
    assert (left.subject, left.name, left.object) == ("She", "Marie Curie", "Paris")

    price = next(row for row in rows(record) if row.predicate == "cost" and row.kind == "property")
    assert (price.object, price.number, price.unit) == ("€1,250,000", 1_250_000, "EUR")

    soup, waiter, awful = (row for row in rows(record) if row.kind == "aspect")
    assert (soup.subject, soup.object, soup.polarity) == ("soup", "delicious", "positive")
    assert (waiter.subject, waiter.object, waiter.polarity, waiter.category) == (
        "waiter",
        "rude",
        "negative",
        "service",
    )
    assert (awful.subject, awful.object) == (None, "awful")


def test_rows_as_json_lines_follow_their_schema() -> None:
    validator = Draft202012Validator(schema("row"))
    found = lines("jsonl")
    for line in found:
        validator.validate(line)
        assert tuple(line) == COLUMNS
    assert [Row(**line) for line in found] == [row for _, record in read() for row in rows(record)]


def test_csv_has_one_header_and_the_same_rows() -> None:
    table = list(csv.DictReader(io.StringIO(exported("csv").decode(), newline="")))
    assert tuple(table[0]) == COLUMNS
    plain = [{key: _shown(value) for key, value in line.items()} for line in lines("jsonl")]
    assert table == plain


def _shown(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+44", "-1+2", "@SUM(A1)", "\tx", "\rx"])
def test_csv_holds_no_formulas(name: str) -> None:
    mention = Span(start=0, end=len(name), quote=name)
    entity = Entity(id="e1", name=name, type="TERM", mentions=(mention,), salience=1, confidence=1)
    record = DocumentRecord(sha256="0" * 64, characters=len(name), source="=cmd.txt", entities=(entity,))
    (row,) = csv.DictReader(io.StringIO(b"".join(csv_rows([record])).decode(), newline=""))
    assert (row["name"], row["quote"], row["source"]) == (f"'{name}", f"'{name}", "'=cmd.txt")
    assert row["start"] == "0"


# -------------------------------------------------------------------------------------------- langextract
def test_langextract_lines_have_the_fields_that_it_reads() -> None:
    for (document, record), line in zip(read(), lines("langextract"), strict=True):
        assert list(line) == ["extractions", "text", "document_id"]
        assert line["text"] == document.text
        assert line["document_id"] == (document.source or f"sha256:{record.sha256}")
        for number, extraction in enumerate(line["extractions"], 1):
            assert list(extraction) == [
                "extraction_class",
                "extraction_text",
                "char_interval",
                "alignment_status",
                "extraction_index",
                "group_index",
                "description",
                "attributes",
            ]
            place = extraction["char_interval"]
            assert document.text[place["start_pos"] : place["end_pos"]] == extraction["extraction_text"]
            assert (extraction["alignment_status"], extraction["extraction_index"]) == ("match_exact", number)
            values = extraction["attributes"].values()
            assert all(isinstance(value, str) or all(isinstance(one, str) for one in value) for value in values)


def test_mentions_of_an_entity_are_a_group_and_every_record_is_there() -> None:
    for (_, record), line in zip(read(), lines("langextract"), strict=True):
        groups: dict[int, list[dict[str, Any]]] = {}
        for extraction in line["extractions"]:
            groups.setdefault(extraction["group_index"], []).append(extraction)
        records = (*record.entities, *record.properties, *record.facts, *record.aspects)
        assert [group[0]["attributes"]["id"] for group in groups.values()] == [item.id for item in records]
        assert [len(groups[number]) for number, _ in enumerate(record.entities)] == [
            len(entity.mentions) for entity in record.entities
        ]


def test_attributes_say_what_the_record_says() -> None:
    extractions = lines("langextract")[0]["extractions"]
    won = next(e["attributes"] for e in extractions if e["attributes"].get("predicate") == "won")
    assert (won["subject"], won["arguments"], won["time"]) == ("Marie Curie", ["the Nobel Prize"], "1903")
    assert "negated" not in won
    price = next(e["attributes"] for e in extractions if e["attributes"].get("key") == "cost")
    assert (price["number"], price["unit"]) == ("1250000", "EUR")


# ------------------------------------------------------------------------------------------------- docbin
def test_docs_have_the_text_and_where_it_came_from() -> None:
    assert [doc.text for doc in docs()] == list(TEXTS)
    for doc, (_, record) in zip(docs(), read(), strict=True):
        assert (doc.user_data["source"], doc.user_data["sha256"]) == (record.source, record.sha256)


def test_docs_have_the_confidence_of_each_record() -> None:
    for doc, (_, record) in zip(docs(), read(), strict=True):
        items = (*record.entities, *record.properties, *record.facts, *record.aspects)
        assert doc.user_data["confidence"] == {item.id: item.confidence for item in items}


def test_ents_are_the_mentions() -> None:
    for doc, (_, record) in zip(docs(), read(), strict=True):
        found = {(ent.start_char, ent.end_char, ent.label_, ent.kb_id_) for ent in doc.ents}
        assert found == {
            (m.start, m.end, entity.type, entity.id) for entity in record.entities for m in entity.mentions
        }


def test_span_groups_are_the_other_records() -> None:
    for doc, (_, record) in zip(docs(), read(), strict=True):
        groups = {
            name: [(span.start_char, span.end_char, span.label_, span.id_) for span in doc.spans[name]]
            for name in ("properties", "facts", "aspects")
        }
        assert groups == {
            "properties": [(p.start, p.end, p.key, p.id) for p in record.properties],
            "facts": [(f.start, f.end, f.lemma, f.id) for f in record.facts],
            "aspects": [(a.start, a.end, a.polarity, a.id) for a in record.aspects],
        }


def test_a_record_that_ends_within_a_token_cuts_it() -> None:
    text = "Read src/main.py42 now."
    mention = Span(start=5, end=16, quote="src/main.py")
    entity = Entity(id="e1", name="src/main.py", type="PATH", mentions=(mention,), salience=1, confidence=1)
    record = Compressor().extract(text).model_copy(update={"entities": (entity,), "facts": (), "properties": ()})
    (doc,) = (
        DocBin()
        .from_bytes(b"".join(export([(Document(text=text), record)], "docbin")))
        .get_docs(spacy.blank("en").vocab)
    )
    assert doc.text == text
    assert [ent.text for ent in doc.ents] == ["src/main.py"]
