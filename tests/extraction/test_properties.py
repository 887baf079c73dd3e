from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.extraction.nlp import Parsed
from compressor.extraction.properties import find_properties
from compressor.extraction.wordsets import word_set

Parse = Callable[[str], Parsed]
Row = tuple[str, str, str]

WORDS = sorted(
    word_set("the a firm Paris Anna 's founded was in 1990 , . ( ) 12 - metre boat kg of with capacity is has by € 5 m")
)


def rows(parse: Parse, text: str) -> set[Row]:
    return {
        (text[item.owner.start : item.owner.end], item.key, text[item.value.start : item.value.end])
        for item in find_properties(parse(text))
    }


PROPERTIES: list[tuple[str, set[Row]]] = [
    ("Tim Cook is the chief executive of Apple.", {("Tim Cook", "role", "the chief executive of Apple")}),
    ("Oslo is the capital of Norway.", {("Oslo", "is", "the capital of Norway")}),
    ("Harrison, a clockmaker from Yorkshire, won the prize.", {("Harrison", "role", "a clockmaker from Yorkshire")}),
    ("The firm moved to Cupertino, California.", {("Cupertino", "location", "California")}),
    ("They met in Paris (France) in May.", {("Paris", "location", "France")}),
    ("The World Health Organization (WHO) met in May.", {("World Health Organization", "alias", "WHO")}),
    (
        "Siemens, founded in 1847 by Werner von Siemens and based in Munich, sells turbines.",
        {
            ("Siemens", "founded", "1847"),
            ("Siemens", "founder", "Werner von Siemens"),
            ("Siemens", "location", "Munich"),
        },
    ),
    (
        "Marie Curie was born on 7 November 1867 in Warsaw.",
        {("Marie Curie", "born", "7 November 1867"), ("Marie Curie", "birthplace", "Warsaw")},
    ),
    ("Mumbai, also known as Bombay, lies on the coast.", {("Mumbai", "alias", "Bombay")}),
    ("The vessel's capacity of 1,200 passengers fell.", {("vessel", "capacity", "1,200 passengers")}),
    ("They ordered a ferry with a capacity of 1,200 passengers.", {("ferry", "capacity", "1,200 passengers")}),
    ("The capacity of the dam is 40 GWh.", {("dam", "capacity", "40 GWh")}),
    ("The Pixel 8 has a 4,575 mAh battery.", {("Pixel 8", "battery", "4,575 mAh"), ("battery", "charge", "4,575 mAh")}),
    ("The firm employs 1,850 people.", {("firm", "employees", "1,850 people")}),
    ("The ferry carries 120 passengers.", {("ferry", "passenger", "120 passengers")}),
    ("The jug holds 300 g of flour.", set()),
    ("The agreement ends on 30 June 2027.", {("agreement", "end", "30 June 2027")}),
    ("Marie Curie worked as a teacher.", {("Marie Curie", "role", "a teacher")}),
    ("Airbus has 130,000 employees.", {("Airbus", "employee", "130,000 employees")}),
    ("They built a 12-metre boat.", {("boat", "length", "12-metre")}),
    ("The watch weighs 1.45 kg.", {("watch", "weight", "1.45 kg")}),
    ("Revenue rose to €46.8m in 2024.", {("Revenue", "amount", "€46.8m")}),
    ("Spending fell to €21.92 per passenger.", {("Spending", "amount", "€21.92 per passenger")}),
    ("They found 3 kg nitrogen.", set()),
    ("The deadline is 14 March 2026.", {("deadline", "date", "14 March 2026")}),
    ("They praised chief executive Tim Cook.", {("Tim Cook", "role", "chief executive")}),
    ("Founded in 1911, Siemens is old.", {("Siemens", "founded", "1911")}),
    ("Einstein's theory was new.", set()),
]


@pytest.mark.parametrize(("text", "expected"), PROPERTIES)
def test_a_sentence_states_exactly_these_properties(parse: Parse, text: str, expected: set[Row]) -> None:
    assert rows(parse, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Siemens was not founded in 1900.",
        "What Are Your Choices",
        "The share is 5% if the report is late.",
        "Siemens opened a mill in 1900.",
        "They run the line at Oslo, which ends on 30 June 2027.",
        "The dam may have a capacity of 40 GWh.",
        "Was Siemens founded in 1847?",
        "They visited Paris, Rome and Vienna.",
        "It was a cold day.",
        "Bonn is no longer the capital of Germany.",
        "Is there news of the survey on Tanner Street, City engineer?",
        "Two equal segments are one file.",
        "Norway is another 650,000.",
        "Soil pH, the abundance of the nosZ gene and a lower product ratio pointed to complete denitrification.",
    ],
)
def test_what_is_not_stated_is_no_property(parse: Parse, text: str) -> None:
    assert rows(parse, text) == set()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("K2, completed in 1771, cost £200 and K3 of 1774 cost £100.", "£200"),
        ("The duties amounted to €64m: €54m for the ferry and €10m for the tug.", "€64m"),
        ("Other fees were €0.7m and interest income €1.3m.", "€0.7m"),
        ("The Customer is the controller and the Supplier is the processor.", "the controller"),
        ("Total rainfall was 486 mm and 502 mm.", "486 mm and 502 mm"),
    ],
)
def test_a_value_does_not_go_on_with_the_subject_of_the_next_clause(parse: Parse, text: str, value: str) -> None:
    assert value in {found for _, _, found in rows(parse, text)}


def test_a_role_before_a_name_is_the_role_of_who_bears_it(parse: Parse) -> None:
    found = rows(parse, "Our driver, Adam Nowak, called the depot.")
    assert ("Adam Nowak", "role", "driver") in found


def test_a_subject_that_follows_an_object_is_a_subject_still(parse: Parse) -> None:
    found = rows(parse, "For this law Siemens is the controller and Intel is the processor of the data.")
    assert ("Intel", "is", "the processor of the data") in found
    assert ("Siemens", "is", "the processor of the data") not in found


def test_what_only_stands_before_a_name_is_no_role(parse: Parse) -> None:
    assert [key for _, key, _ in rows(parse, "When the Adviser acts, behalf Tim Cook signs.") if key == "role"] == []


def test_the_number_of_a_clause_is_no_amount(parse: Parse) -> None:
    assert rows(parse, "The tenant is in breach of clause 3.3 of the lease.") == set()


def test_a_place_is_no_plural(parse: Parse) -> None:
    text = "By 1945 the Hamilton Watch Company of Lancaster, Pennsylvania, mass-produced chronometers with screws."
    assert ("Lancaster", "is", "mass-produced chronometers with screws") not in rows(parse, text)


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=25,
    ).map(" ".join)
)
def test_a_span_is_made_of_its_owner_and_its_value(parse: Parse, text: str) -> None:
    found = list(find_properties(parse(text)))
    for item in found:
        assert item.span == (min(item.owner.start, item.value.start), max(item.owner.end, item.value.end))
        assert item.owner.end <= item.value.start or item.value.end <= item.owner.start
        assert item.key == item.key.strip().lower() != ""
    assert len(set(found)) == len(found)
