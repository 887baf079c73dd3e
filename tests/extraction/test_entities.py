"""Mentions: fixed forms before the pipeline's entities before untyped names, with clean edges."""

from __future__ import annotations

import pytest

from compressor.extraction.entities import Mention, find_form_mentions, find_mentions
from compressor.extraction.nlp import load, parse
from compressor.extraction.runs import gather_runs
from compressor.options import DEFAULT_PIPELINE
from compressor.text.segmentation import segment


def mentions_of(text: str) -> list[Mention]:
    runs = gather_runs(segment(text), None)
    return [mention for parsed in parse(load(DEFAULT_PIPELINE), runs) for mention in find_mentions(parsed)]


def named(text: str) -> dict[str, str]:
    return {mention.name: mention.type for mention in mentions_of(text)}


def test_a_fixed_form_is_not_left_to_the_pipeline() -> None:
    found = named("Write to press@example.org before 5 March 2024 about the 8 GB model.")
    assert found == {"press@example.org": "EMAIL", "5 March 2024": "DATE", "8 GB": "QUANTITY"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The European Union's budget grew.", "European Union"),
        ("They met in the United States.", "United States"),
        ("The Bank of England raised its rate.", "Bank of England"),
        ("The 1984 Summer Olympics were held in Los Angeles.", "1984 Summer Olympics"),
        ("Many small Bluetooth speakers were sold.", "Bluetooth speakers"),
    ],
)
def test_a_name_has_clean_edges_and_is_whole(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    "text", ["Three of them left.", "She was the first to know.", "It is an annual event.", "The president spoke."]
)
def test_bare_numbers_and_roles_name_nothing(text: str) -> None:
    assert named(text) == {}


def test_a_role_is_not_part_of_the_name_of_a_place() -> None:
    assert "France" in named("The President of France spoke in Berlin.")


def test_a_name_does_not_cross_from_one_line_to_the_next() -> None:
    found = mentions_of("The meeting was held in New York\n\nApple was not there that day.")
    assert all("\n" not in mention.name and "York Apple" not in mention.name for mention in found)


def test_a_subject_is_marked_as_such() -> None:
    (norway, sweden) = mentions_of("Norway beat Sweden.")
    assert (norway.name, norway.subject, sweden.name, sweden.subject) == ("Norway", True, "Sweden", False)


def test_a_table_is_searched_for_forms_row_by_row() -> None:
    (run,) = gather_runs(segment("| Item | Due |\n| Rent | 1 May 2025 |\n| Fuel | $40 |\n"), None)
    assert [(mention.type, mention.name) for mention in find_form_mentions(run)] == [
        ("DATE", "1 May 2025"),
        ("MONEY", "$40"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "A pity, and then: around 1731 John Hadley in London and Thomas Godfrey in Philadelphia invented it.",
            "John Hadley",
            "PERSON",
        ),
        ("We expect revenue of EUR 420–432 million.", "EUR 420–432 million", "MONEY"),
        ("Repairs took seven and a half hours.", "seven and a half hours", "QUANTITY"),
    ],
)
def test_a_name_or_amount_has_its_type(text: str, name: str, kind: str) -> None:
    assert named(text)[name] == kind


def test_a_reading_is_no_law() -> None:
    found = named("The Kandilli Observatory reported Mw 7.7. The first shock, at Mw 7.8, was the largest.")
    assert (found["Mw 7.7"], found["Mw 7.8"]) == ("TERM", "TERM")


def test_a_code_is_no_person() -> None:
    found = named("The emission under B20 was lower. In the second season B20 emitted less than B0 did.")
    assert found == {"B20": "TERM", "B0": "TERM"}


@pytest.mark.parametrize(
    "text",
    [
        "The port is 8443.",
        "Between 75 and 85 thousand came.",
        "Nice when it works.",
        "Decent motor, poor case.",
        "Second one I have bought, this time for my daughter.",
        "The reply: Understood, we will look into it.",
    ],
)
def test_neither_a_number_nor_the_capital_of_a_sentence_makes_a_name(text: str) -> None:
    assert named(text) == {}


def test_a_name_at_the_head_of_a_sentence_is_one() -> None:
    assert named("Drew left early.") == {"Drew": "PERSON"}


def test_a_name_ends_before_a_bracket_that_it_does_not_close() -> None:
    assert "nosZ" in named("The nosZ/(nirK + nirS) ratio rose in both soils.")


def test_a_date_does_not_end_with_a_conjunction() -> None:
    text = "A pocket watch was tested for thirteen months in 1779 and 1780."
    assert [name for name in named(text) if name.endswith("and")] == []


def test_the_words_of_a_shouted_heading_are_no_names() -> None:
    assert "TERMINATION" not in named("11. TERMINATION\n\nEither party may end the lease.")


def test_a_shouted_name_keeps_its_conjunction() -> None:
    assert "NORFOLK AND NORWICH HOSPITALS TRUST" in named("(1) NORFOLK AND NORWICH HOSPITALS TRUST, the tenant, pays.")


def test_a_name_does_not_go_on_behind_an_article() -> None:
    found = named("For the purposes of Data Protection Law the Customer is the controller.")
    assert "Data Protection Law the Customer" not in found


@pytest.mark.parametrize(
    ("text", "surer", "less_sure"),
    [
        ("Write to info@example.org or to Henrik Dahl in Oslo.", "info@example.org", "Henrik Dahl"),
        ("Henrik Dahl, of the Corro, went to Oslo.", "Henrik Dahl", "Corro"),
    ],
)
def test_confidence_says_how_sure_a_name_is(text: str, surer: str, less_sure: str) -> None:
    confidences = {mention.name: mention.confidence for mention in mentions_of(text)}
    assert confidences[surer] > confidences[less_sure]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The mutiny on HMS Corro ended in May.", "HMS Corro", "PRODUCT"),
        ("They measured pH in Oslo.", "pH", "TERM"),
    ],
)
def test_the_way_a_name_is_written_says_more_than_a_guess(text: str, name: str, kind: str) -> None:
    assert named(text).get(name, "TERM") == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Kestrel Instrument Company of Dundee made gauges.", ["Kestrel Instrument Company", "Dundee"]),
        ("They asked the National Bank of Norway for more.", ["National Bank of Norway"]),
        ("The line between Molde and Vestnes was closed.", ["Molde", "Vestnes"]),
    ],
)
def test_only_what_a_place_names_goes_on_to_it(text: str, names: list[str]) -> None:
    assert list(named(text)) == names


@pytest.mark.parametrize(
    ("text", "nameless"),
    [
        ("The field gave 14.8 Mg ha-1 in May.", "Mg"),
        ("See Fig. 3 and Eq. 2 on pp. 12-14 of the report.", "Fig"),
        ("Subtotal: £1,240.00\n\nThe parts were sent.", "Subtotal"),
        ("The variables F and R stand for flow and rate.", "F"),
    ],
)
def test_a_symbol_a_unit_and_a_key_name_nothing(text: str, nameless: str) -> None:
    assert nameless not in named(text)
