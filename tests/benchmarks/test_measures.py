from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measures import STEP, WINDOW, Figures, gold, mean, measure
from texts import content_words, sentence_spans, words

EVIDENCE = (
    "The council did not approve the tram line before June 2019."  # council not approve tram line before june 2019
)


@pytest.mark.parametrize(
    ("context", "evidence", "order"),
    [
        (EVIDENCE, 1, 1),
        (f"An opening sentence. {EVIDENCE} And a last one.", 1, 1),
        ("Council not approve tram line before June 2019", 1, 1),  # only function words are gone
        ("2019 line approve June tram not before council", 1, 0),
        ("The council did approve the tram line before June 2019.", 7 / 8, 5 / 7),  # turned round
        ("The council did not approve.\nThe tram line before June 2019.", 5 / 8, 4 / 7),  # best of two units
        ("The council did not approve. The tram line before June 2019.", 5 / 8, 4 / 7),
        ("Nothing of it.", 0, 0),
        ("", 0, 0),
    ],
)
def test_evidence_and_order_of_one_sentence(context: str, evidence: float, order: float) -> None:
    figures = measure(context, gold([EVIDENCE], []))
    assert figures.evidence == pytest.approx(evidence)
    assert figures.order == pytest.approx(order)
    assert figures.answer is None


def test_evidence_is_the_mean_over_its_sentences() -> None:
    wanted = gold(["Boats sail at dawn. Trains leave at noon."], [])
    assert measure("Boats sail at dawn.", wanted).evidence == pytest.approx(0.5)


def test_sentences_that_say_little_count_only_where_there_are_no_others() -> None:
    assert measure("Boats sail at dawn.", gold(["Sure.", "Boats sail at dawn."], [])).evidence == 1
    assert measure("Boats sail at dawn.", gold(["Sure."], [])).evidence == 0


def test_words_far_apart_in_a_long_sentence_do_not_stand_together() -> None:
    between = " ".join(f"word{number}" for number in range(2 * WINDOW))
    assert measure(f"Boats {between} sail dawn.", gold(["Boats sail dawn."], [])).evidence == pytest.approx(2 / 3)


@pytest.mark.parametrize("length", [WINDOW, WINDOW + 1, WINDOW + STEP, 3 * WINDOW - 1])
def test_a_long_sentence_that_is_kept_is_found_whole(length: int) -> None:
    text = " ".join(f"word{number}" for number in range(length))
    assert measure(text, gold([text], []))[:2] == (1, 1)


@given(st.text(alphabet=st.sampled_from("abcDE not. don't!?\n '\"1"), max_size=600))
def test_whatever_keeps_the_whole_text_scores_one_or_has_nothing_to_score(text: str) -> None:
    assert measure(text, gold([text], []))[:2] in {(1, 1), (1, None), (None, None)}


@pytest.mark.parametrize(
    ("context", "answers", "found"),
    [
        ("It cost (about) £450, in 1769.", ["about 450"], 1),
        ("Kendall made the watch.", ["Watch"], 1),
        ("Kendall made a watch.", ["made the watch"], 1),
        ("A party met.", ["art"], 0),
        ("It took nine days.", ["ten days", "nine days"], 1),
        ("It took nine days.", ["the", "?"], None),
        ("It took nine days.", [], None),
    ],
)
def test_answers_are_found_as_whole_words(context: str, answers: list[str], found: float | None) -> None:
    assert measure(context, gold([], answers)) == Figures(None, None, found)


def test_the_mean_is_over_what_has_the_measure() -> None:
    assert mean([Figures(1, None, None), Figures(0.5, 0.25, None)]) == Figures(0.75, 0.25, None)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The cat didn't sit on the mat.", ["cat", "not", "sit", "mat"]),
        ("They cannot; it's no more than we’ve got", ["not", "no", "more", "got"]),
        ("A well-known 2.5 km walk", ["well", "known", "2", "5", "km", "walk"]),
    ],
)
def test_content_words(text: str, content: list[str]) -> None:
    assert content_words(words(text)) == content


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ('One ends. Two starts! "Three?" Four.', ["One ends.", "Two starts!", '"Three?"', "Four."]),
        ("Dr. Johnson met J. Boswell at 5 p.m. in London.", ["Dr. Johnson met J. Boswell at 5 p.m. in London."]),
        ("Seen in Fig. 2 and e.g. Table 3.", ["Seen in Fig. 2 and e.g. Table 3."]),
        ("  a heading\n\nA line, cut\nin two ", ["a heading", "A line, cut", "in two"]),
        ("It is 2.5 km. then lower case", ["It is 2.5 km. then lower case"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences
