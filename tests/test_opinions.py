from __future__ import annotations

import pytest

from compressor.opinions import summarize_opinions, term_key
from compressor.records import Aspect, DocumentRecord, Entity, Polarity, Span


def aspect(text: str, term: str | None, opinion: str, polarity: Polarity, category: str | None = None) -> Aspect:
    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start=start, end=start + len(words), quote=words)

    return Aspect(
        id="a1",
        entity=None,
        term=span(term) if term else None,
        opinion=span(opinion),
        category=category,
        polarity=polarity,
        confidence=0.6,
        start=0,
        end=len(text),
        quote=text,
    )


def record(*aspects: Aspect, source: str = "a.txt") -> DocumentRecord:
    return DocumentRecord(source=source, sha256="0" * 64, characters=100, aspects=aspects)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("battery", "the battery"),
        ("battery", "Batteries"),
        ("battery life", "Its battery life"),
        ("dish", "dishes"),
        ("hinge", "hinges"),
    ],
)
def test_terms_that_differ_in_article_case_or_number_are_one(one: str, other: str) -> None:
    assert term_key(one) == term_key(other)


@pytest.mark.parametrize(("one", "other"), [("glass", "gloss"), ("bus", "bu"), ("battery", "battery life"), ("a", "")])
def test_other_terms_are_apart(one: str, other: str) -> None:
    assert term_key(one) != term_key(other)


def test_opinions_are_counted_over_documents_with_their_quotes() -> None:
    first = record(aspect("The battery is great.", "battery", "great", "positive", "battery"))
    second = record(
        aspect("Awful batteries.", "batteries", "Awful", "negative", "battery"),
        aspect("The lid fits.", "lid", "fits", "positive"),
        source="b.txt",
    )
    battery, lid = summarize_opinions([first, second])
    assert (battery.term, battery.category) == ("battery", "battery")
    assert (battery.positive, battery.negative, battery.neutral) == (1, 1, 0)
    assert [(quote.source, quote.quote) for quote in battery.quotes] == [
        ("a.txt", "The battery is great."),
        ("b.txt", "Awful batteries."),
    ]
    assert (lid.term, lid.positive) == ("lid", 1)


def test_unnamed_aspects_are_one_for_each_category() -> None:
    texts = [("Too expensive.", "expensive", "price"), ("So overpriced.", "overpriced", "price"), ("Bad.", "Bad", None)]
    found = summarize_opinions([record(*(aspect(text, None, word, "negative", kind) for text, word, kind in texts))])
    assert [(one.term, one.category, one.negative) for one in found] == [(None, "price", 2), (None, None, 1)]


def test_an_entity_is_named() -> None:
    about = aspect("The Aldine leaks.", "Aldine", "leaks", "negative").model_copy(update={"entity": "e1"})
    entity = Entity(id="e1", name="Aldine", type="PRODUCT", mentions=(), salience=1.0, confidence=0.9)
    (found,) = summarize_opinions([record(about).model_copy(update={"entities": (entity,)})])
    assert found.entity == "Aldine"


def test_what_is_not_sure_enough_is_left_out() -> None:
    unsure = record(aspect("The lid fits.", "lid", "fits", "positive"))
    assert summarize_opinions([unsure], least_confidence=0.7) == ()
