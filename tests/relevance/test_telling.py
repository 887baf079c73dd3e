from __future__ import annotations

import pytest

from compressor.relevance.collection import collect
from compressor.relevance.telling import LEANING, SCRAP, SOURCE, form, telling

PLAIN = "The harbour froze over in the long winter."


@pytest.mark.parametrize(
    "more",
    [
        "The port of Turku froze over in the long winter of Finland.",  # names
        "The harbour froze over in the winter of 1942.",  # numbers
    ],
)
def test_names_and_numbers_tell_more(more: str) -> None:
    assert form(more) > form(PLAIN)


def test_a_sentence_that_points_back_tells_less() -> None:
    assert form("It froze over in the long winter.") == pytest.approx(
        LEANING * form("Ice froze over in the long winter.")
    )
    assert form("Italian harbours froze.") == form("Northern harbours froze.")


def test_a_title_tells_no_more_than_a_sentence_half_of_names() -> None:
    assert form("Ports of Oslo and Bergen Norway") == form("Ports Of The Cold North By Anna Maria Berg")


def test_prose_that_does_not_end_as_a_sentence_is_a_scrap() -> None:
    whole, scrap = telling(collect((f"{PLAIN}\n\nHome - Harbours - Winter - Contact us - Map of the site",)))
    assert whole == pytest.approx(form(PLAIN))
    assert scrap <= SCRAP * form(PLAIN) * 1.5


@pytest.mark.parametrize("ending", [".", "!", "?", "…", ".”", ".)", "。"])
def test_a_sentence_may_end_in_many_ways(ending: str) -> None:
    (factor,) = telling(collect((f"Harbours froze over in winter{ending}",)))
    assert factor == pytest.approx(form("Harbours froze over in winter"))


def test_rows_and_items_need_no_full_stop() -> None:
    factors = telling(collect(("- ropes and nets\n- lamps and oil\n\n| kind | days |\n|---|---|\n| ice | many |",)))
    assert min(factors) >= 1


def test_an_entry_in_a_list_of_references_tells_less() -> None:
    entry = f"[7] Harbour Board. {PLAIN}"
    named, title = telling(collect((entry,)))
    assert title == pytest.approx(SOURCE * form(PLAIN))
    assert named < form("[7] Harbour Board.")
