"""Tightened sentences lose function words and citations, and nothing that they say."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from compressor.extraction.found import Range
from compressor.extraction.tightening import tighten


def tightened(text: str) -> str:
    (kept,) = tighten([text])
    return "".join(text[start:end] for start, end in kept)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry left a harbour in the north.", "ferry left harbour in north."),
        ("She opened (the first) door of the old\nmill.", "She opened (first) door of old\nmill."),
        ("They said that the storm had passed.", "They said storm had passed."),
        ("The charts that we use show the reefs.", "charts we use show reefs."),
        ("He sailed a ship that was built in Turku.", "He sailed ship built in Turku."),
        ("In addition, the crew repaired the sails.", "crew repaired sails."),
        ("Furthermore, storms damaged the pier [12], the mole [3, 4].", "storms damaged pier, mole."),
        ("Seals returned (Holm et al., 2019; Berg et al., 2021) in 2018.", "Seals returned in 2018."),
        ("Catches fell (see Section 3) in spring (Fig. 2).", "Catches fell in spring."),
        ('He read the sign "The End of the Road" at the gate.', 'He read sign "The End of the Road" at gate.'),
    ],
)
def test_function_words_and_citations_go(text: str, expected: str) -> None:
    assert tightened(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Few came, a few stayed, and a number of them had a lot of time.",
        "They won the most votes, but not a word was said.",
        "Tickets cost nine euros a day and twice a week they are free.",
        "The Hague hosts what the city calls its only court.",
        "However, ships must not enter without a pilot.",
        "Delays were shorter (95% CI [12, 30]) than in 2019, as shown in [4].",
        "Penn filmed it (Bonnie and Clyde, 1967) for thirty (30) days (once daily).",
        "It was Fram which was built in Kiel and is now in Oslo.",
        "She knows that, and that is that.",
    ],
)
def test_what_turns_the_meaning_stays(text: str) -> None:
    assert tightened(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "| the port | a ship |",
        "## The history of the port",
        "Call `open(the, port)` to open the port.",
        "The port (of the old town was closed.",
        'The sign said "closed to the public.',
        "the",
        "…",
        "With x[3] = [4] it halts.",
    ],
)
def test_tables_code_headings_and_broken_brackets_stay_whole(text: str) -> None:
    assert tightened(text) == text


def test_the_mark_of_a_list_item_is_no_broken_bracket() -> None:
    assert tightened("b) Close the hatch.") == "b) Close hatch."


def test_a_pipeline_without_a_parser_changes_nothing() -> None:
    text = "The ferry left the harbour [3]."
    assert tighten([text], spacy.blank("en")) == [[Range(0, len(text))]]


def test_a_text_is_one_sentence_whatever_the_parser_takes_it_for() -> None:
    assert tighten(["The rain fell. The snow followed.", "", "A gull cried."]) == [
        [Range(4, 33)],
        [],
        [Range(2, 13)],
    ]


PARTS = [
    *("the ferry", "a storm", "an island", "The Hague", "Marie Curie", "the 12 crew members", "€24.50", "3.5 km"),
    *("said that", "which was built", "that was not seen", "did not", "can't", "may", "in", "of the", "as", "few"),
    *("However,", "In addition,", "[12]", "[3, 4]", "(Holm et al., 2019)", "(see Section 3)", "(the only one)"),
    *('"the end"', "“a day”", "(", "]", "`x[1]`", "https://example.org/a/the", ",", ".", "\n", "\t", "  "),
]
TEXT = st.lists(st.sampled_from(PARTS), max_size=14).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda blank: blank.join(parts))
)
CITATION = re.compile(r"\[[\d, ]+\]|\((?:see|[^()]*et al)[^()]*\)")
WEIGHTY = re.compile(r"can't|not|may|few|only|\w*\d[\w.]*|The Hague|Marie Curie|https\S+")


@given(st.lists(TEXT | st.text(max_size=60), max_size=4))
def test_stretches_are_in_order_and_hold_all_that_matters(texts: list[str]) -> None:
    for text, kept in zip(texts, tighten(texts), strict=True):
        assert all(0 <= start < end <= len(text) for start, end in kept)
        assert all(before.end <= after.start for before, after in pairwise(kept))
        assert bool(kept) or not text.strip()
        left = "".join(text[start:end] for start, end in kept)
        needed, found = (Counter(WEIGHTY.findall(CITATION.sub(" ", words))) for words in (text, left))
        assert needed == found
        assert set(re.findall(r"\w+", left)) <= set(re.findall(r"\w+", text)), "two words became one"
