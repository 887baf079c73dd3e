"""The records of a document: exact, linked, in order, the same every time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from compressor.extraction import extract_records
from compressor.records import Document, DocumentRecord, Span
from compressor.text.segmentation import segment

TEXT = """\
# Wind power at sea

Ørsted A/S is a Danish energy company. It was founded in 1972 and its head
office is in   Fredericia, Denmark. In 2013 the company opened London Array 🌬️ with
E.ON; Ørsted paid €1.2 billion. Write to info@example.org.

| Farm | Capacity |
|------|----------|
| London Array | 630 MW |

The turbines are reliable, but the service was slow. 東京 was not asked.

```
turbine_count = 175
```
"""

WORDS = (
    *("Ørsted", "London Array", "the company", "opened", "is", "in 2013", "It", "she", "good", "$5", "x_y"),
    *("a.b@example.org", "'s", '(the "Firm")', "🌬️", "東京", "\u00a0", "\n", "\n\n", "  ", ". ", ", ", ":"),
    *("# ", "- ", "| ", "*", "`"),
)


def read(text: str, sentences: list[int] | None = None) -> DocumentRecord:
    return extract_records(Document(text=text), segment(text), sentences=sentences)


def spans(record: BaseModel) -> Iterator[Span]:
    if isinstance(record, Span):
        yield record
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from spans(item)


@pytest.fixture(scope="module")
def record() -> DocumentRecord:
    return read(TEXT)


def test_every_span_quotes_the_document(record: DocumentRecord) -> None:
    found = list(spans(record))
    assert len(found) > 20
    assert all(TEXT[span.start : span.end] == span.quote for span in found)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_every_span_of_any_text_quotes_it(text: str) -> None:
    assert all(text[span.start : span.end] == span.quote for span in spans(read(text)))


@settings(max_examples=25)
@given(st.text(max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    assert all(text[span.start : span.end] == span.quote for span in spans(read(text)))


def test_the_same_text_gives_the_same_bytes(record: DocumentRecord) -> None:
    assert read(TEXT).model_dump_json() == record.model_dump_json()


def test_ids_count_up_and_references_lead_somewhere(record: DocumentRecord) -> None:
    for letter, ids in (
        ("e", [item.id for item in record.entities]),
        ("p", [item.id for item in record.properties]),
        ("f", [item.id for item in record.facts]),
        ("a", [item.id for item in record.aspects]),
    ):
        assert ids == [f"{letter}{number}" for number in range(1, len(ids) + 1)]
    owners = [item.entity for item in record.properties] + [fact.subject.entity for fact in record.facts]
    used = set(owners) - {None}
    assert used
    assert used <= {entity.id for entity in record.entities}


def test_entities_come_by_salience(record: DocumentRecord) -> None:
    weights = [entity.salience for entity in record.entities]
    assert weights[0] == 1.0
    assert weights == sorted(weights, reverse=True)


def test_what_is_found_is_linked_and_normalised(record: DocumentRecord) -> None:
    names = {entity.id: entity.name for entity in record.entities}
    types = {entity.name: entity.type for entity in record.entities}
    assert types["info@example.org"] == "EMAIL"
    assert types["€1.2 billion"] == "MONEY"
    (capacity,) = [item for item in record.properties if item.key == "capacity"]
    assert capacity.entity is not None
    assert names[capacity.entity] == capacity.subject == "London Array"
    assert capacity.normalized is not None
    assert (capacity.normalized.number, capacity.normalized.unit) == (630, "MW")
    assert any(fact.lemma == "open" and fact.time and fact.time.quote == "2013" for fact in record.facts)
    assert {aspect.polarity for aspect in record.aspects} == {"positive", "negative"}


def test_code_is_searched_for_forms_only(record: DocumentRecord) -> None:
    code = TEXT.index("```")
    assert "turbine_count" in {entity.name for entity in record.entities}
    assert all(fact.end <= code for fact in record.facts)


def test_only_chosen_sentences_are_read() -> None:
    text = "Oslo has a harbour. Bergen has a bridge. Oslo paid $5."
    few = read(text, [1])
    assert {entity.name for entity in few.entities} == {"Bergen"}
    assert [fact.quote for fact in few.facts] == ["Bergen has a bridge."]


def test_a_pronoun_keeps_its_word_and_gets_a_name() -> None:
    record = read("Marie Curie moved to Paris. She studied physics there.")
    (fact,) = [fact for fact in record.facts if fact.lemma == "study"]
    assert (fact.subject.quote, fact.subject.resolved) == ("She", "Marie Curie")


def test_what_belongs_to_nobody_knows_whom_is_no_property() -> None:
    record = read("It rained and it was late. Its timeout was 55 s.")
    assert record.properties == ()


@pytest.mark.parametrize("text", ["", " \n\t ", "....", "🙂"])
def test_an_empty_text_gives_an_empty_record(text: str) -> None:
    record = read(text)
    assert record.characters == len(text)
    assert (record.entities, record.facts, record.properties, record.aspects) == ((), (), (), ())


def test_an_amount_or_date_is_not_the_owner_of_what_it_is_part_of() -> None:
    text = "| Code | Meaning |\n|---|---|\n| 2 | wrong usage |\n| Debt, May 2024 | what is owed |\n\nIt fell by 2%.\n"
    assert [(p.subject, p.entity) for p in read(text).properties] == [("2", None), ("Debt, May 2024", None)]
