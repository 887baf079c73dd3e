"""Names with prepositions and conjunctions in them: one name, or two."""

from __future__ import annotations

import pytest

from compressor.extraction.joining import joined, parted
from compressor.extraction.patterns import Match


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("Marta Sollen of Arvik", "ORG", ["Marta Sollen", "Arvik"]),
        ("Harbour Board of Arvik", "ORG", ["Harbour Board of Arvik"]),
        ("the Sea Scouts of Arvik", "ORG", ["Sea Scouts of Arvik"]),
        ("Molde in Arvikshire", "ORG", ["Molde", "Arvikshire"]),
        ("Prize in Physics", "WORK_OF_ART", ["Prize in Physics"]),
        ("between Arvik and Solvik", "ORG", ["Arvik", "Solvik"]),
        ("Salt and Light", "WORK_OF_ART", ["Salt and Light"]),
    ],
)
def test_a_name_is_parted_where_it_is_two(text: str, label: str, names: list[str]) -> None:
    start = 4 if text.startswith("the ") else 8 if text.startswith("between ") else 0
    assert [text[part.start : part.end] for part in parted(text, [Match(start, len(text), label)])] == names


@pytest.mark.parametrize(
    ("one", "label", "other", "place", "count"),
    [
        ("National Bank", "ORG", "Norway", "GPE", 1),
        ("NATIONAL BANK", "ORG", "NORWAY", "GPE", 1),
        ("Kestrel Company", "ORG", "Dundee", "TERM", 2),
        ("Wilhelm Odde", "TERM", "Norway", "GPE", 2),
        ("Treaty", "TERM", "Arvik", "GPE", 1),
    ],
)
def test_names_are_joined_where_a_place_is_part_of_one(
    one: str, label: str, other: str, place: str, count: int
) -> None:
    text = f"{one} of {other}"
    matches = [Match(0, len(one), label), Match(len(text) - len(other), len(text), place)]
    assert len(joined(text, matches)) == count
