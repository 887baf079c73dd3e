from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.text.sentences import LONGEST, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "whole",
    [
        "Dr. Curie and Mrs. Joliot met Prof. Einstein in Brussels.",
        "The curve in Fig. 2 falls, and Eq. 4 and sec. 3 say why.",
        "See vol. 12, no. 4, pp. 3-9, and fig. 7 there.",
        "Bring tools, e.g. a spanner, i.e. what you have.",
        "The U.S. Senate and the U.K. Parliament agreed.",
        "This was shown by Watson et al. in Cambridge.",
        "J. S. Bach wrote it and C. P. E. Bach played it.",
        "The share rose by 3.5 points to 12.25 percent.",
        "Version 2.0 of www.example.com is at 10.0.0.1 today.",
        "They paid Acme Inc. and Globex Corp. for the work.",
        "It opened on Jan. 5 and closed on Dec. 24 of that year.",
        "What... they never said it aloud.",
        "Figure 3. Rainfall by month.",
        "1. Open the valve.",
        "(a) The tenant pays the rent.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(whole: str) -> None:
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Set both. `--skew` is new.", ["Set both.", "`--skew` is new."]),
        ("It cost €5.2m. *Skua* sailed.", ["It cost €5.2m.", "*Skua* sailed."]),
        ("It rained. We left.", ["It rained.", "We left."]),
        ("Who came? All! Even you… Good.", ["Who came?", "All!", "Even you…", "Good."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("(It was late.) We slept.", ["(It was late.)", "We slept."]),
        ("They sold it to Acme Inc. The price was low.", ["They sold it to Acme Inc.", "The price was low."]),
        ("We met at 5 p.m. It was dark.", ["We met at 5 p.m.", "It was dark."]),
        ("He moved to the U.S. He liked it.", ["He moved to the U.S.", "He liked it."]),
        ("One was cold one day.The next was warm there.", ["One was cold one day.", "The next was warm there."]),
        ("In 2019 it fell. 2020 was worse.", ["In 2019 it fell.", "2020 was worse."]),
        ("これは文です。次の文です！終わり？はい", ["これは文です。", "次の文です！", "終わり？", "はい"]),
        ("他说：「好。」我们走了。", ["他说：「好。」", "我们走了。"]),
        ("Дом стоит. Он стар.", ["Дом стоит.", "Он стар."]),
        ("  One.\n Two.  ", ["One.", "Two."]),
        (" \n ", []),
    ],
)
def test_a_text_is_split_where_sentences_end(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_only_the_stretch_asked_for_is_split() -> None:
    text = "Not this. This one. And this. Not that."
    assert [text[a:b] for a, b in sentences(text, 10, 29)] == ["This one.", "And this."]


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    clause = "the borrower shall keep the vessel insured, crewed and in class at its own cost;"
    text = " ".join([clause] * 20)
    found = split(text)
    assert len(found) > 1
    assert all(len(piece) <= LONGEST and piece.endswith(";") for piece in found)


def test_a_long_sentence_without_clauses_is_cut_at_commas_and_then_at_blanks() -> None:
    assert all(piece.endswith(",") for piece in split("apples and pears, " * 100)[:-1])
    assert all(set(piece.split()) == {"word"} for piece in split("word " * 500))


def test_a_cut_leaves_no_scrap_before_it() -> None:
    assert len(split("Note well; " + "apples and pears, " * 60)[0]) > LONGEST // 2


def test_one_huge_word_is_cut_into_full_pieces() -> None:
    assert [len(piece) for piece in split("x" * 1500)] == [LONGEST, LONGEST, 300]


def test_a_leader_of_many_dots_takes_linear_time() -> None:
    # Quadratic time would be hours here.
    assert split("Contents" + "." * 3_000_000 + "four. Page 4")[-1] == "Page 4"


@given(st.text(st.sampled_from("aB1. ,;!?…\"')(\n。é"), max_size=80))
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    found = split(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(piece == piece.strip() and piece for piece in found)
