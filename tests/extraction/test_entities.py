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
