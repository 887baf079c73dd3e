from __future__ import annotations

import pytest

from compressor.relevance.collection import collect
from compressor.relevance.scoring import question_scores


def scores(question: str, *texts: str) -> list[float]:
    return list(question_scores(collect(texts), question))


def test_the_sentence_that_shares_most_words_with_the_question_comes_first() -> None:
    found = scores(
        "When does the ferry leave?", "The bay is deep. The ferry leaves at noon. The ferry is white. Gulls cry."
    )
    assert max(found) == found[1]


def test_a_neighbour_of_a_match_is_worth_more_than_a_sentence_far_from_it() -> None:
    found = scores("ferry", "Gulls cry here. The ferry leaves. It is full. Waves break there. Sand drifts.")
    assert found[1] > found[2] > found[3]


def test_a_heading_lends_its_relevance_to_what_stands_under_it() -> None:
    text = "# Ferries\n\nThey leave at noon.\n\n# Gulls\n\nThey cry at noon."
    found = scores("ferries", text)
    assert found[1] > found[3]


def test_neighbours_are_of_the_same_document() -> None:
    assert scores("ferry", "The ferry leaves.", "It is full.")[1] == 0


@pytest.mark.parametrize("question", ["zebra", "the", "", "?"])
def test_a_question_that_nothing_matches_scores_nothing(question: str) -> None:
    assert scores(question, "The ferry leaves. It is full.") == [0, 0]


def test_where_a_date_is_asked_for_a_sentence_with_one_is_worth_more() -> None:
    texts = "The ferry was built in 1953. The ferry was built in a yard. The ferry was built by 20 men."
    when, who = scores("When was the ferry built?", texts), scores("Who built the ferry?", texts)
    assert when[0] - who[0] > when[2] - who[2] > when[1] - who[1]


def test_passages_count_for_more_where_there_is_more_room() -> None:
    near, far = "The tide is low.", "Gulls cry."
    text = f"The ferry leaves. {near}\n\n" + f"{far} " * 90
    collection = collect((text,))
    shares = [(found := question_scores(collection, "ferry", room))[1] / found[0] for room in (50, 500, 5000)]
    assert shares[0] < shares[1] < shares[2]


def test_a_question_about_the_document_looks_at_where_it_opens() -> None:
    lines = "Made on 3 May between Harbour Ltd and Gull plc. " + "The supplier delivers rope. " * 20
    texts = (lines + "The parties meet.", lines, "")
    about, other = (scores(f"Who are the parties to {what}?", *texts) for what in ("this contract", "it"))
    added = [a - b for a, b in zip(about, other, strict=True)]
    opening = [0, len(scores("rope", texts[0]))]
    assert all(added[n] > 2 * added[n + 20] > 0 for n in opening)
