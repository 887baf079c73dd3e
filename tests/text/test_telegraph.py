from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.text.telegraph import is_english, telegraph


def told(sentence: str) -> str:
    return "".join(sentence[start:end] for start, end in telegraph(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ferry leaves the harbour at noon.", "ferry leaves harbour at noon."),
        ("Payment is not refundable.", "Payment not refundable."),
        ("She said that the engine was old.", "She said engine was old."),
        ("Data that we collect stay here.", "Data we collect stay here."),
        ("A fee (the largest part of it) is due.", "fee (largest part of it) due."),
    ],
)
def test_little_words_go(sentence: str, expected: str) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Is the pier open?",  # a question needs its verb first
        "The Hague and The Who drew crowds.",  # names
        "Take it twice a day, a few drops each.",  # quantities
        "It costs 5 euros a day.",
        "He called it “a day in the sun”.",  # quotes
        "It was sold and had been let.",  # past tense
        "Tenants must not sublet; they may ask.",  # modal verbs and negations
        "Such rules, like that of 1953, is to hold.",
        "A",
        "",
    ],
)
def test_words_that_say_something_stay(sentence: str) -> None:
    assert told(sentence) == sentence


def test_a_definition_keeps_its_verb() -> None:
    assert told("Oslo is the capital of Norway.") == "Oslo is capital of Norway."


def test_a_relative_pronoun_that_is_a_subject_stays() -> None:
    assert told("Boats that leak sink.") == "Boats that leak sink."


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The ferry leaves the harbour at noon.", True),
        ("Le port a un phare et an deux il a brûlé.", False),
        ("Der Hafen liegt an der Küste.", False),
        ("", False),
    ],
)
def test_english_is_told_by_its_article(text: str, english: bool) -> None:
    assert is_english(text) is english


@given(st.lists(st.sampled_from(["the", "a", "is", "that", "which", "The", "gull", "7", "(", "“", "”", "?", "\n"])))
def test_stretches_are_in_order_and_lose_only_little_words(words: list[str]) -> None:
    sentence = " ".join(words)
    stretches = telegraph(sentence)
    edges = [edge for stretch in stretches for edge in stretch]
    assert edges == sorted(edges)
    assert edges[-1] == len(sentence)
    lost = sentence
    for start, end in reversed(stretches):
        lost = lost[:start] + " " + lost[end:]
    assert set(lost.split()) <= {"the", "a", "is", "that", "which", "The"}
