"""Types mended by a name's own words, by the words around it and by the other names of a document."""

from __future__ import annotations

import pytest

from compressor.extraction.entities import Mention
from compressor.extraction.evidence import Form, mended_types
from compressor.extraction.found import Range
from compressor.extraction.resolution import name_key


def types_in(text: str, given: dict[str, str]) -> dict[str, str]:
    """Return the types of names after mending; each stands in the text once."""
    forms = {name_key(name): Form(kind, [mention_in(text, name, kind)]) for name, kind in given.items()}
    mended = mended_types(text, forms)
    return {name: mended.get(name_key(name), kind) for name, kind in given.items()}


def mention_in(text: str, name: str, kind: str) -> Mention:
    start = text.index(name)
    return Mention(Range(start, start + len(name)), kind, name, subject=start == 0)


@pytest.mark.parametrize(
    ("text", "name", "kind", "expected"),
    [
        ("The works stand in Arvik, by the sea.", "Arvik", "PERSON", "GPE"),
        ("A line between Molde and Arvik opened.", "Arvik", "ORG", "GPE"),
        ("The voyage to St Arvik was long.", "St Arvik", "PERSON", "GPE"),
        ("The same is found in Arvik's letters.", "Arvik", "PERSON", "PERSON"),
        ("Half of it is written in Corro.", "Corro", "PERSON", "PERSON"),
        ("She won the Prize in Chemistry.", "Chemistry", "TERM", "TERM"),
        ("The paper was sold in Parliament.", "Parliament", "ORG", "ORG"),
        ("Arvik spoke first.", "Arvik", "PERSON", "PERSON"),
    ],
)
def test_what_stands_where_a_place_would_is_one(text: str, name: str, kind: str, expected: str) -> None:
    assert types_in(text, {name: kind}) == {name: expected}


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Arvik Glacier", "PERSON", "LOC"),
        ("Gulf of Arvik", "ORG", "LOC"),
        ("Arvik Hall", "ORG", "FAC"),
        ("Lake Arvik", "TERM", "LOC"),
        ("Battle of Arvik", "ORG", "EVENT"),
        ("Arvik Foundation", "PERSON", "ORG"),
        ("Arvik Act 2018", "ORG", "LAW"),
        ("Anthony Hall", "PERSON", "PERSON"),
        ("J. Rivers", "PERSON", "PERSON"),
        ("Hall of Fame", "ORG", "ORG"),
        ("Slovenia", "TERM", "GPE"),
        ("BERLIN", "TERM", "GPE"),
    ],
)
def test_the_words_of_a_name_say_what_it_is(name: str, kind: str, expected: str) -> None:
    assert types_in(f"We read of {name} today.", {name: kind}) == {name: expected}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("It was tried in the frigate Arvik.", "ORG", "PRODUCT"),
        ("He was born in the principality of Arvik.", "ORG", "GPE"),
        ("Her daughter, the physicist Arvik, agreed.", "ORG", "PERSON"),
        ("Arvik is a small village in the north.", "PERSON", "GPE"),
        ("Arvik has worked as an engineer since May.", "ORG", "PERSON"),
        ("The singer of Arvik left.", "ORG", "ORG"),
        ("She came from Arvik, the daughter of a clockmaker.", "GPE", "GPE"),
        ("The British composer Arvik died.", "ORG", "PERSON"),
        ("It writes Arvik files every day.", "PERSON", "PRODUCT"),
        ("Arvik: I agree with that.", "PERSON", "PERSON"),
    ],
)
def test_the_nouns_around_a_name_say_what_it_is(text: str, kind: str, expected: str) -> None:
    assert types_in(text, {"Arvik": kind}) == {"Arvik": expected}


def test_a_role_and_a_comma_before_a_full_name_make_a_person() -> None:
    given = {"Marek Arvik": "ORG", "Sollen": "ORG"}
    assert types_in("Its director, Marek Arvik, left. The manager, Sollen, too.", given) == given | {
        "Marek Arvik": "PERSON"
    }


def test_a_nationality_stays_one() -> None:
    assert types_in("The band British toured.", {"British": "NORP"}) == {"British": "NORP"}


def test_a_speaker_named_by_a_role_is_no_person() -> None:
    assert types_in("Clerk: I'll write tomorrow.", {"Clerk": "PERSON"}) == {"Clerk": "TERM"}


def test_what_a_text_sets_in_italics_is_of_one_kind() -> None:
    text = "The ferry *Arvik* was sold. The line goes on with *Molde*, says Sollen; **Corro** is new."
    given = {"Arvik": "PERSON", "Molde": "PERSON", "Sollen": "PERSON", "Corro": "PERSON"}
    assert types_in(text, given) == given | {"Arvik": "PRODUCT", "Molde": "PRODUCT"}


def test_italics_say_nothing_where_nouns_disagree() -> None:
    text = "The ferry *Arvik* and the novel *Molde* are old; *Corro* is new."
    given = {"Arvik": "PERSON", "Molde": "PERSON", "Corro": "PERSON"}
    assert types_in(text, given) == given | {"Arvik": "PRODUCT", "Molde": "WORK_OF_ART"}


def test_a_name_among_places_is_one() -> None:
    given = {"Oslo": "GPE", "Arvik": "ORG", "Molde": "GPE"}
    assert types_in("Jobs at Oslo, Arvik and Molde.", given) == given | {"Arvik": "GPE"}


def test_a_name_beside_a_single_place_is_not_enough() -> None:
    given = {"Oslo": "GPE", "Arvik": "ORG"}
    assert types_in("Oslo and Arvik agreed.", given) == given


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("ORG", "Henrik Sollen", "PERSON"),
        ("ORG", "Henrik", "ORG"),
        ("ORG", "Henrik AB", "ORG"),
        ("LAW", "Henrik Sollen", "LAW"),
        ("ORG", "Sollen Vik", "ORG"),
    ],
)
def test_a_first_name_makes_a_person(kind: str, name: str, expected: str) -> None:
    assert types_in(f"It was {name} again.", {name: kind}) == {name: expected}


def test_a_first_name_of_the_document_makes_a_person() -> None:
    given = {"Tove Sollen": "PERSON", "Tove Vik": "ORG"}
    assert types_in("It was Tove Sollen; then Tove Vik came.", given) == given | {"Tove Vik": "PERSON"}
