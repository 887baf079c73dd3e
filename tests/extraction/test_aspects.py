from __future__ import annotations

from collections.abc import Callable

import pytest

from compressor.extraction.aspects.rules import Rules
from compressor.extraction.found import FoundAspect
from compressor.extraction.lexicon import score_of
from compressor.extraction.nlp import Parsed

Parse = Callable[[str], Parsed]
Row = tuple[str | None, str, str]


def find_aspects(parsed: Parsed) -> list[FoundAspect]:
    return list(Rules().find([parsed]))


def rows(parse: Parse, text: str) -> list[Row]:
    found = find_aspects(parse(text))
    return [
        (
            text[item.term.start : item.term.end] if item.term else None,
            text[item.opinion.start : item.opinion.end] if item.opinion else "",
            item.polarity,
        )
        for item in found
    ]


OPINIONS: list[tuple[str, list[Row]]] = [
    ("The battery life is excellent.", [("battery life", "excellent", "positive")]),
    ("It has a terrible screen.", [("screen", "terrible", "negative")]),
    (
        "The hinge is sturdy and reliable.",
        [("hinge", "sturdy", "positive"), ("hinge", "reliable", "positive")],
    ),
    (
        "The soup and the bread were delicious.",
        [("soup", "delicious", "positive"), ("bread", "delicious", "positive")],
    ),
    ("The lens is not sharp.", [("lens", "sharp", "negative")]),
    ("The fan was never noisy.", [("fan", "noisy", "positive")]),
    ("The display is too bright.", [("display", "bright", "negative")]),
    ("The waiters were not only friendly.", [("waiters", "friendly", "positive")]),
    ("I love the keyboard.", [("keyboard", "love", "positive")]),
    ("I would not recommend this charger.", [("charger", "recommend", "negative")]),
    ("We were disappointed with the service.", [("service", "disappointed", "negative")]),
    ("The zipper works beautifully.", [("zipper", "beautifully", "positive")]),
    ("The app is easy to install.", [("install", "easy", "positive")]),
    ("I had a problem with the charger.", [("charger", "problem", "negative")]),
    ("The Indian food was superb.", [("Indian food", "superb", "positive")]),
    ("It is awful.", [(None, "awful", "negative")]),
    ("It looked for years as if nothing helped, but it proved excellent.", [(None, "excellent", "positive")]),
    ("It is a user-friendly app.", [("app", "user-friendly", "positive")]),
    ("The inn's soup was delicious.", [("soup", "delicious", "positive")]),
]
NEUTRAL = [
    "The ship left the harbour at noon and reached Oslo on Friday.",
    "If you like noise, the bar opens at nine.",
    "I would like a refund.",
    "The court heard the case in May.",
    "The parties signed the agreement in their respective offices.",
    "Five dry-dockings were planned for the spring.",
    "Bring boots.",
    "The crews sailed the great circle, and the owners acted in good faith.",
]


@pytest.mark.parametrize(("text", "expected"), OPINIONS)
def test_a_sentence_holds_exactly_these_opinions(parse: Parse, text: str, expected: list[Row]) -> None:
    assert rows(parse, text) == expected


@pytest.mark.parametrize("text", NEUTRAL)
def test_neutral_prose_holds_no_opinion(parse: Parse, text: str) -> None:
    assert rows(parse, text) == []


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The battery is superb.", "battery"),
        ("The waiter was rude.", "service"),
        ("The violin is superb.", None),
        ("It is overpriced.", "price"),  # an implicit aspect is named by its opinion
    ],
)
def test_an_aspect_has_the_category_of_its_words(parse: Parse, text: str, category: str | None) -> None:
    assert [item.category for item in find_aspects(parse(text))] == [category]


def test_an_unnamed_aspect_is_trusted_less(parse: Parse) -> None:
    named, unnamed = find_aspects(parse("The hinge is awful."))[0], find_aspects(parse("It is awful."))[0]
    assert unnamed.term is None
    assert 0 < unnamed.confidence < named.confidence < 1


def test_a_range_lies_in_its_sentence(parse: Parse) -> None:
    text = "The room was quiet. The staff were rude and slow."
    sentences = {text[item.sentence.start : item.sentence.end] for item in find_aspects(parse(text))}
    assert sentences == {"The room was quiet.", "The staff were rude and slow."}


@pytest.mark.parametrize(
    ("word", "lemma", "sign"), [("superb", "superb", 1), ("loved", "love", 1), ("rude", "rude", -1)]
)
def test_the_lexicon_knows_a_word_by_form_or_lemma(word: str, lemma: str, sign: int) -> None:
    score = score_of(word, lemma)
    assert score is not None
    assert score * sign > 0


def test_a_word_that_judges_nothing_has_no_score() -> None:
    assert score_of("harbour", "harbour") is None
