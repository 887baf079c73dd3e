from __future__ import annotations

from pathlib import Path

import pytest

from compressor import Compressor, Document
from compressor.ingestion import ingest
from compressor.plans import Desk, Shelf, plan_for, run
from compressor.plans.answering import distinct, plain
from compressor.plans.asked import asked
from compressor.plans.results import Item
from compressor.plans.spans import candidates
from compressor.store import RecordStore


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who founded the paper mill?", "Alma Verhagen"),
        ("Who sold the mill to Brinkman Ltd.?", "Emil Verhagen"),
        ("Who designed the water wheel?", "Jonas Pruitt"),
        ("When did the mill burn down?", "12 March 1921"),
        ("In what year was the mill rebuilt?", "1923"),
        ("Where were the machines moved?", "Aalborg"),
        ("How many people did the mill employ?", "140"),
        ("How much does the water wheel weigh?", "9 tonnes"),
        ("Who opened a sawmill?", "Greta Holm"),
        ("Which company bought the mill in 1956?", "Brinkman Ltd"),
    ],
)
def test_short_answers_come_first_with_their_sentence(desk: Desk, question: str, answer: str) -> None:
    first, *_ = run(plan_for(question), desk, question=question).answers
    assert answer in first.text
    assert len(first.text.split()) <= 8
    for place in first.evidence:
        assert desk.shelf.volume(place.document).text[place.start : place.end] == place.quote
    assert any(" ".join(first.text.split()) in " ".join(place.quote.split()) for place in first.evidence)


def test_answers_are_ranked_and_each_stands_once(desk: Desk) -> None:
    answers = run(plan_for("Who owned the mill?"), desk).answers
    assert [a.score for a in answers] == sorted((a.score for a in answers), reverse=True)
    assert len({plain(a.text) for a in answers}) == len(answers) > 1
    assert all(0 < a.score <= 1 for a in answers)


def test_a_question_that_nothing_has_to_do_with_has_no_answer(desk: Desk) -> None:
    assert run(plan_for("Who zigzagged?"), desk).answers == ()


@pytest.mark.parametrize(
    ("text", "found", "other"),
    [
        ("She was born in Leeds, England.", "Leeds, England", "born in Leeds"),
        ("They sell to Leeds, Oslo and Paris.", "Leeds", "Leeds, Oslo"),
        ("They sell to Leeds, Oslo, and Paris.", "Paris", "Leeds, Oslo"),
    ],
)
def test_a_place_is_offered_with_the_one_it_lies_in(tmp_path: Path, text: str, found: str, other: str) -> None:
    with RecordStore.create(tmp_path / "records.db") as store:
        list(ingest([Document(text=text, source="places.txt")], store, Compressor()))
        volume = Shelf(store).volume(1)
        offered = {text[one.start : one.end] for one in candidates(volume, 0, len(text))}
    assert found in offered
    assert other not in offered


def test_only_the_documents_of_a_source_are_read(records: Path) -> None:
    with RecordStore.open(records) as store:
        result = run(plan_for("Who opened the sawmill?"), Desk(Shelf(store, "saw*")))
    assert {place.source for answer in result.answers for place in answer.evidence} == {"sawmill.txt"}


@pytest.mark.parametrize(
    ("question", "kind", "noun", "role"),
    [
        ("Who wrote it?", "person", [], "subject"),
        ("Who did she meet?", "person", [], "object"),
        ("Who was the mayor?", "person", [], None),
        ("What year did it open?", "date", [], None),
        ("Which famous conductor came?", "person", [], None),
        ("Where is the river?", "place", [], "place"),
        ("How many total judges are there?", "amount", ["total", "judg"], None),
        ("Which city is it?", "place", ["citi"], None),
        ("What did it enable?", "thing", [], "object"),
        ("How long does it take?", "amount", [], None),
        ("What enables it?", "thing", ["enabl"], None),
        ("Tell me more", "thing", [], None),
    ],
)
def test_questions_say_what_they_ask_for(question: str, kind: str, noun: list[str], role: str | None) -> None:
    found = asked(question)
    assert (found.kind, sorted(found.noun), found.role) == (kind, sorted(noun), role)


def test_candidates_are_short_spans_with_a_label(desk: Desk) -> None:
    volume = desk.shelf.volume(desk.shelf.documents[0].id)
    found = {(volume.text[c.start : c.end], c.label) for c in candidates(volume, 0, len(volume.text))}
    assert {("Alma Verhagen", "PERSON"), ("1874", "DATE"), ("12 March 1921", "DATE"), ("9 tonnes", "QUANTITY")} <= found
    assert ("140", "NUMBER") in found
    assert ("1921", "DATE") not in found  # it is a part of the date
    assert all(1 <= len(words.split()) <= 8 for words, _ in found)


def test_what_a_better_answer_says_too_is_left_out_and_equals_share_their_evidence(desk: Desk) -> None:
    volume = desk.shelf.volume(desk.shelf.documents[0].id)
    first, second = volume.evidence(0, 3), volume.evidence(4, 9)
    items = [
        Item(text="Pruitt", score=0.2, evidence=(first,)),
        Item(text="Jonas Pruitt", score=0.3, evidence=(first,)),
        Item(text="the Jonas Pruitt", score=0.1, evidence=(second,)),
        Item(text="Jonas Pruitt's wheel", score=0.1, evidence=(second,)),
    ]
    found = distinct(items)
    assert [item.text for item in found] == ["Jonas Pruitt", "Jonas Pruitt's wheel"]
    assert found[0].evidence == (first, second)
