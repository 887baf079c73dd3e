"""The scorers of the records, on cases small enough to work out by hand."""

from __future__ import annotations

import calibration
import carb
import clusters
import opinions
import pytest
import spans
from carb import Match, Open
from gold import FactText, LinkedText, Review
from hypothesis import given
from hypothesis import strategies as st
from opinions import Judgement
from spans import Named
from tally import Tally, exact, total

from compressor import Compressor, Document, extract
from compressor.records import Aspect, DocumentRecord, Span


def test_precision_recall_and_f1_come_from_the_counts_of_all_rows() -> None:
    tally = total([exact({1, 2}, {2, 3, 4}), exact(set(), {5}), exact({6}, {6})])
    assert tally == Tally(right=2, found=3, recalled=2, wanted=5)
    assert (tally.precision, tally.recall, tally.f1) == (2 / 3, 2 / 5, pytest.approx(0.5))
    assert (total([]).precision, total([]).recall, total([]).f1) == (0, 0, 0)


# ----------------------------------------------------------------------------------------------- entities
def test_a_span_is_right_whatever_its_type_and_a_type_only_where_both_sides_have_it_in_common() -> None:
    found = [Named(0, 4, "GPE"), Named(5, 9, "ORG"), Named(10, 12, "WORK_OF_ART"), Named(13, 15, "PERSON")]
    gold = [Named(0, 4, "country"), Named(5, 9, "politician"), Named(10, 12, "song"), Named(20, 25, "writer")]
    scores = spans.compare(found, gold)
    assert scores["spans"] == Tally(right=3, found=4, recalled=3, wanted=4)
    assert scores["types"] == Tally(right=1, found=3, recalled=1, wanted=3)


def test_values_are_no_names() -> None:
    record = extract("Marie Curie moved to Paris in November 1891 and paid 40 francs, says curie@example.org.")
    assert {entity.type for entity in record.entities} & spans.VALUES
    assert {name.type for name in spans.of_record(record)} <= {"PERSON", "GPE"}


# ------------------------------------------------------------------------------------------------ aspects
SCREEN, HINGE, BRIGHT, LOOSE, OFTEN = (0, 6), (10, 15), (20, 26), (30, 35), (40, 45)


def test_each_subtask_looks_at_its_own_part_of_an_opinion() -> None:
    gold = [
        Judgement(SCREEN, BRIGHT, "positive"),
        Judgement(HINGE, LOOSE, "negative"),
        Judgement(None, OFTEN, "neutral"),
    ]
    found = [Judgement(SCREEN, BRIGHT, "negative"), Judgement(HINGE, OFTEN, "negative")]
    scores = {name: (tally.right, tally.found, tally.wanted) for name, tally in opinions.compare(found, gold).items()}
    assert set(scores) == set(opinions.SUBTASKS)
    assert scores == {
        "ATE": (2, 2, 2),
        "OTE": (2, 2, 3),
        "ALSC": (1, 2, 2),
        "AOE": (1, 2, 2),
        "AESC": (1, 2, 3),
        "pairs": (1, 2, 3),
        "triplets": (0, 2, 3),
    }


def test_what_is_given_is_found_where_it_shares_words_with_a_term() -> None:
    cut = (SCREEN[0], SCREEN[1] + 2)
    scores = opinions.compare([Judgement(cut, BRIGHT, "positive")], [Judgement(SCREEN, BRIGHT, "positive")])
    assert (scores["ATE"].right, scores["ALSC"].right, scores["AOE"].right) == (0, 1, 1)
    silent = opinions.compare([], [Judgement(SCREEN, BRIGHT, "positive")])
    assert silent["ALSC"] == Tally(right=0, found=0, recalled=0, wanted=1)


def test_terms_stand_where_their_words_are_numbered_or_else_where_they_are_first_found() -> None:
    row = Review.model_validate(
        {
            "text": "good bar , good food",
            "tuples": [
                {"aspect": "food", "opinion": "good", "polarity": "positive", "aspect_idx": [4], "opinion_idx": [3]},
                {"aspect": "bar", "opinion": "good", "polarity": "positive"},
                {"aspect": None, "opinion": "good bar", "polarity": "positive", "opinion_idx": [0, 1]},
            ],
        }
    )
    assert opinions.wanted(row) == [
        Judgement((16, 20), (11, 15), "positive"),
        Judgement((5, 8), (0, 4), "positive"),
        Judgement(None, (0, 8), "positive"),
    ]


# -------------------------------------------------------------------------------------------------- facts
PAID = Open("paid", ("the city", "ten crowns", "in 1911"))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (PAID, Match(1, 1)),
        (Open("paid", ("the city", "in 1911 ten crowns")), Match(1, 1)),  # all but the subject is one part
        (Open("paid", ("the city", "ten crowns")), Match(1, 5 / 7)),
        (Open("has paid", ("the old city", "ten crowns")), Match(5 / 7, 5 / 7)),
        (Open("spent", ("the city", "ten crowns", "in 1911")), Match(0, 0)),  # the relation shares no word
        (Open("paid", ("the city",)), Match(0, 0)),  # a part too few
        (Open("paid", ("ten crowns", "the city")), Match(1 / 5, 1 / 7)),
    ],
)
def test_facts_match_by_the_words_their_parts_share(found: Open, expected: Match) -> None:
    assert carb.match(PAID, found) == pytest.approx(expected)


def test_be_stands_for_its_forms_and_what_was_said_counts_in_either_order() -> None:
    assert carb.match(Open("was", ("it", "cold")), Open("be", ("it", "cold"))) == (1, 1)
    assert carb.match(Open("said", ("it is cold", "she")), Open("said", ("she", "it is cold"))) == (1, 1)
    assert carb.match(Open("wrote", ("it is cold", "she")), Open("wrote", ("she", "it is cold"))).precision < 1


def test_a_wanted_fact_serves_one_found_for_precision_and_a_found_one_several_for_recall() -> None:
    half = Open("paid", ("the city", "ten crowns"), confidence=0.4)
    (table,) = carb.tables([[PAID, half]], [[PAID]])
    assert carb.tally([[PAID, half]], [table]) == Tally(right=1, found=2, recalled=1, wanted=1)
    (table,) = carb.tables([[half]], [[PAID, PAID]])
    assert carb.tally([[half]], [table]) == Tally(right=1, found=1, recalled=pytest.approx(10 / 7), wanted=2)


def test_the_best_threshold_leaves_out_what_only_costs_precision() -> None:
    found = [[PAID, Open("sang", ("the city", "songs"), confidence=0.2)]]
    matched = carb.tables(found, [[PAID]])
    assert carb.best(found, matched) == (1.0, Tally(right=1, found=1, recalled=1, wanted=1))
    assert carb.tally(found, matched).precision == 0.5


WORDS = st.lists(st.sampled_from(["the", "city", "paid", "was", "be", "said"]), min_size=1, max_size=5).map(" ".join)
FACTS = st.builds(Open, WORDS, st.lists(WORDS, min_size=1, max_size=3).map(tuple))


@given(FACTS, FACTS)
def test_a_match_is_a_pair_of_shares_and_whole_only_of_itself(one: Open, other: Open) -> None:
    found = carb.match(one, other)
    assert all(0 <= share <= 1 for share in found)
    assert carb.match(one, one) == (1, 1)


def test_facts_are_written_with_their_prepositions() -> None:
    (fact, *_) = carb.of_record(extract("Denmark sold the islands to the United States in 1917."))
    assert fact.relation == "sold"
    assert fact.arguments == ("Denmark", "the islands", "to the United States", "in 1917")
    assert fact.tokens == 10
    (fact, *_) = carb.of_record(extract("The committee met in the old town hall."))
    assert (fact.relation, fact.arguments) == ("met in", ("The committee", "the old town hall"))


# --------------------------------------------------------------------------------------------- resolution
A, B, C, D, E = ((n, n + 1) for n in range(5))


def test_links_and_company_of_mentions() -> None:
    gold = [frozenset({A, B, C}), frozenset({D})]
    scores = clusters.compare([frozenset({A, B}), frozenset({C, D}), frozenset({E})], gold)
    assert scores["mentions"] == Tally(right=4, found=5, recalled=4, wanted=4)
    assert scores["MUC"] == Tally(right=1, found=2, recalled=1, wanted=2)
    assert (scores["B-cubed"].precision, scores["B-cubed"].recall) == ((1 + 1 + 0.5 + 0.5) / 4, (2 + 2 + 1 + 3) / 3 / 4)
    assert all(tally.f1 == 1 for tally in clusters.compare(gold, gold).values())


def test_same_words_make_a_cluster() -> None:
    text = "Oslo, Bergen, OSLO"
    assert clusters.same_words(text, [frozenset({(0, 4), (6, 12)}), frozenset({(14, 18)})]) == [
        frozenset({(0, 4), (14, 18)}),
        frozenset({(6, 12)}),
    ]


HARBOUR = LinkedText.model_validate(
    {
        "text": "Port of Oslo grew . Oslo is in Norway . The port opened in 1826 .",
        "sentences": ["Port of Oslo grew .", "Oslo is in Norway .", "The port opened in 1826 ."],
        "entities": [
            {"type": "LOC", "mentions": ["Oslo"], "sent_ids": [0, 1]},
            {"type": "ORG", "mentions": ["Port of Oslo"], "sent_ids": [0]},
            {"type": "LOC", "mentions": ["Norway"], "sent_ids": [1]},
            {"type": "TIME", "mentions": ["1826"], "sent_ids": [2]},
        ],
        "relations": [{"head": 0, "tail": 2}],
    }
)


def test_mentions_are_where_their_forms_stand_the_longest_first_and_values_apart() -> None:
    assert clusters.located(HARBOUR) == {(0, 12): 1, (20, 24): 0, (31, 37): 2, (59, 63): 3}
    assert clusters.wanted(HARBOUR) == [frozenset({(20, 24)}), frozenset({(0, 12)}), frozenset({(31, 37)})]


# -------------------------------------------------------------------------------------------- calibration
def test_bins_hold_a_tenth_each_and_the_gap_weighs_them_by_their_size() -> None:
    found = calibration.bins([(0.7, 1.0), (0.75, 0.0), (0.3, 0.0), (1.0, 1.0)])
    assert [(one.least, one.number, one.right) for one in found] == [(0.3, 1, 0.0), (0.7, 2, 0.5), (0.9, 1, 1.0)]
    assert calibration.error(found) == pytest.approx((0.3 + 2 * 0.225 + 0) / 4)
    assert calibration.error([]) == 0


def test_records_are_judged_by_what_the_set_says_of_them() -> None:
    record = Compressor().extract(Document(text=HARBOUR.text))
    assert all(right == 1 for _, right in calibration.properties(record, HARBOUR))
    assert calibration.properties(record, HARBOUR)
    unrelated = HARBOUR.model_copy(update={"relations": []})
    assert all(right == 0 for _, right in calibration.properties(record, unrelated))

    named = "The Port Museum Society ( PMS ) moved ."
    society = {"type": "ORG", "mentions": ["Port Museum Society", "PMS"], "sent_ids": [0]}
    row = LinkedText.model_validate({"text": named, "sentences": [named], "entities": [society], "relations": []})
    assert calibration.properties(extract(named), row) == [(pytest.approx(0.9), 1.0)]

    wanted = FactText.model_validate({"text": "x", "tuples": [{"rel": "grew", "args": ["it", "fast"]}]})
    assert [right for _, right in calibration.facts(extract("Oslo bought the pier."), wanted)] == [0.0]


def test_an_opinion_without_an_aspect_is_judged_only_where_the_set_marks_such() -> None:
    row = Review.model_validate(
        {"text": "Lovely .", "tuples": [{"aspect": None, "opinion": "Lovely", "polarity": "positive"}]}
    )
    word = Span(start=0, end=6, quote="Lovely")
    aspect = Aspect(
        id="a1", start=0, end=8, quote=row.text, term=None, opinion=word, polarity="positive", confidence=0.5
    )
    record = DocumentRecord(sha256="0" * 64, characters=8, aspects=(aspect,))
    assert calibration.aspects(record, row, implicit=True) == [(0.5, 1.0)]
    assert calibration.aspects(record, row, implicit=False) == []
