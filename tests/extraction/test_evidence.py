"""Types mended by the words around a name and by the other names of a document."""

from __future__ import annotations

import pytest

from compressor.extraction.entities import Mention
from compressor.extraction.evidence import is_person, is_place
from compressor.extraction.found import Range


def mention_in(text: str, name: str, kind: str) -> Mention:
    start = text.index(name)
    return Mention(Range(start, start + len(name)), kind, name, subject=start == 0)


@pytest.mark.parametrize(
    ("text", "name", "kind", "expected"),
    [
        ("The works stand in Arvik, by the sea.", "Arvik", "PERSON", True),
        ("A line between Molde and Arvik opened.", "Arvik", "ORG", True),
        ("The same is found in Arvik's letters.", "Arvik", "PERSON", False),
        ("Half of it is written in Corro.", "Corro", "PERSON", False),
        ("She won the Prize in Chemistry.", "Chemistry", "TERM", False),
        ("The paper was sold in Parliament.", "Parliament", "ORG", False),
        ("Arvik spoke first.", "Arvik", "PERSON", False),
    ],
)
def test_what_stands_where_a_place_would_is_one(text: str, name: str, kind: str, expected: bool) -> None:
    assert is_place(text, kind, [mention_in(text, name, kind)]) is expected


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("ORG", "Henrik Sollen", True),
        ("ORG", "Henrik", False),
        ("ORG", "Henrik AB", False),
        ("LAW", "Henrik Act", False),
    ],
)
def test_a_known_first_name_makes_a_person(kind: str, name: str, expected: bool) -> None:
    assert is_person(kind, name, {"Henrik"}) is expected
