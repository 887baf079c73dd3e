from __future__ import annotations

from compressor.relevance.collection import Collection, collect

HARBOUR = "# Harbour\n\nFerries berth here. They are white.\n\n## Prices\n\n| Trip | Euro |\n|---|---|\n| Day | 9 |\n"
WEATHER = "It rains in autumn.\n\nFerries berth here."


def collection() -> Collection:
    return collect((HARBOUR, WEATHER))


def test_sentences_are_numbered_through_all_documents() -> None:
    found = collection()
    assert [found.quote(n) for n in range(found.size)] == [
        "# Harbour",
        "Ferries berth here.",
        "They are white.",
        "## Prices",
        "| Trip | Euro |",
        "| Day | 9 |",
        "It rains in autumn.",
        "Ferries berth here.",
    ]
    assert found.document.tolist() == [0] * 6 + [1] * 2
    assert found.first == (0, 6)


def test_passages_are_numbered_through_and_end_with_their_document() -> None:
    assert collection().passage.tolist() == [0, 0, 0, 1, 1, 1, 2, 2]


def test_headings_are_those_of_the_same_document() -> None:
    assert collection().heading.tolist() == [-1, 0, 0, 0, 3, 3, -1, -1]


def test_headings_of_a_later_document_are_its_own() -> None:
    assert collect((WEATHER, HARBOUR)).heading.tolist() == [-1, -1, -1, 2, 2, 2, 5, 5]


def test_a_row_is_read_with_its_heading_and_its_header_row() -> None:
    found = collection()
    assert list(found.companions(5)) == [3, 4]
    assert list(found.companions(4)) == [3]
    assert list(found.companions(6)) == []


def test_sentences_that_say_the_same_are_twins_unless_they_say_little() -> None:
    found = collect(("Ferries berth here daily. They berth. Ferries berth here daily! They berth.",))
    assert found.twin == (0, None, 0, None)


def test_blank_documents_have_no_sentences() -> None:
    found = collect((" ", "Some words.", "\n"))
    assert found.first == (0, 0, 1)
    assert found.document.tolist() == [1]
    assert found.quote(0) == "Some words."
