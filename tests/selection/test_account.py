from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compressor.records import Unit
from compressor.selection.account import gaps
from compressor.text.segmentation import segment

TEXT = "One here. Two here. Three here. Four here."


def unit(text: str, start: int, end: int, document: int = 0) -> Unit:
    quote = text[start:end]
    return Unit(id="u", document=document, kind="sentence", start=start, end=end, quote=quote, text=quote, score=0.0)


def test_what_no_unit_holds_is_listed_with_its_number_of_sentences() -> None:
    found = gaps([segment(TEXT)], [unit(TEXT, 10, 19)])
    assert [(gap.id, TEXT[gap.start : gap.end], gap.sentences) for gap in found] == [
        ("g1", "One here.", 1),
        ("g2", "Three here. Four here.", 2),
    ]


def test_what_a_fragment_leaves_of_its_sentence_is_a_gap() -> None:
    found = gaps([segment(TEXT)], [unit(TEXT, 14, 18)])
    assert [TEXT[gap.start : gap.end] for gap in found] == ["One here. Two", ". Three here. Four here."]


def test_gaps_are_numbered_through_the_documents() -> None:
    found = gaps([segment(TEXT), segment(TEXT)], [unit(TEXT, 0, 42), unit(TEXT, 0, 9, document=1)])
    assert [(gap.id, gap.document, gap.start, gap.end) for gap in found] == [("g1", 1, 10, 42)]


def test_nothing_kept_is_one_gap_and_nothing_there_none() -> None:
    assert [(gap.start, gap.end) for gap in gaps([segment(TEXT)], [])] == [(0, len(TEXT))]
    assert gaps([segment(" \n")], []) == ()


@given(text=st.text(st.sampled_from("aB1. \n-#|"), max_size=60), data=st.data())
def test_units_and_gaps_hold_every_letter_exactly_once(text: str, data: st.DataObject) -> None:
    segmentation = segment(text)
    units = []
    for sentence in segmentation.sentences:
        if data.draw(st.booleans()):
            start = data.draw(st.integers(sentence.start, sentence.end - 1))
            units.append(unit(text, start, data.draw(st.integers(start + 1, sentence.end))))
    found = gaps([segmentation], units)
    spans = sorted([(u.start, u.end) for u in units] + [(g.start, g.end) for g in found])
    held = [i for start, end in spans for i in range(start, end)]
    assert len(set(held)) == len(held)
    assert {i for i, c in enumerate(text) if c.isalnum()} <= set(held)
    assert all(text[g.start : g.end].strip() == text[g.start : g.end] for g in found)
