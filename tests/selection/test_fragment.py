from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compressor.selection.fragment import fragment

TEXT = "The ferry to the northern island leaves at noon"


def best(text: str, room: int, asked: set[str]) -> str | None:
    found = fragment(text, lambda words: len(words) <= room, lambda words: asked & set(words.split()))
    return found and text[found[0] : found[1]]


def test_the_stretch_with_most_of_what_was_asked_for_is_taken() -> None:
    assert best(TEXT, 14, {"leaves", "noon"}) == "leaves at noon"
    assert best(TEXT, 13, {"ferry"}) == "The ferry to"


def test_the_longest_stretch_is_taken_where_nothing_was_asked_for() -> None:
    assert best(TEXT, 16, set()) == "The ferry to the"
    assert best(TEXT, 100, set()) == TEXT


def test_a_word_is_cut_only_where_no_whole_word_fits() -> None:
    assert best("northern island", 7, set()) == "island"
    assert best("northern island", 4, set()) == "nort"


def test_nothing_fits_nowhere() -> None:
    assert best(TEXT, 0, set()) is None
    assert best("", 10, set()) is None


@given(text=st.text("ab cé\n", max_size=40), room=st.integers(0, 20))
def test_a_fragment_is_whole_words_that_fit_or_the_head_of_the_first(text: str, room: int) -> None:
    found = best(text, room, set())
    words = text.split()
    if found is None:
        assert not words or room == 0
    elif min(map(len, words)) <= room:
        assert len(found) <= room
        assert found.split() in [words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    else:
        assert found == words[0][:room]
