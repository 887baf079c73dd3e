from __future__ import annotations

import pytest
from folders import Question, QuestionSet
from hypothesis import given
from hypothesis import strategies as st
from peers import METHODS, bm25, choose
from texts import count, cut
from trial import try_methods

from compressor.errors import MissingExtraError, OptionError

TEXT = """Ferries cross the bay every hour. The night boat sails at eleven and carries no cars. It is slow.
Tickets are sold on board. A return costs nine pounds; children under five travel free.
The harbour master closes the gates in a storm. Passengers then wait in the old customs house, which has a stove."""
PLAIN = ("bm25-sentences", "bm25-chunks-100", "bm25-chunks-200", "random", "head")
WORDS = st.sampled_from([*TEXT.split(), "\n", "...", "«été»", "漢字", "😀", "3.5%"])


@pytest.mark.parametrize("method", PLAIN)
@given(text=st.lists(WORDS, max_size=120).map(" ".join).filter(str.strip), budget=st.integers(1, 60))
def test_plain_peers_keep_the_budget_and_take_from_the_text(method: str, text: str, budget: int) -> None:
    context = METHODS[method].run(text, "When does the night boat sail?", budget)
    assert count(context) <= budget
    assert all(line in text for line in context.split("\n"))


@given(found=st.lists(WORDS, max_size=80), budget=st.integers(1, 90))
def test_cut_gives_the_longest_beginning_that_fits(found: list[str], budget: int) -> None:
    text = " ".join(found)
    kept = cut(text, budget)
    assert text.startswith(kept)
    assert count(kept) <= budget
    assert kept == text or count(text[: len(kept) + 1]) > budget


@pytest.mark.parametrize("size", [0, 20])
def test_bm25_finds_the_sentence_by_its_stems(size: int) -> None:
    assert "A return costs nine pounds" in bm25(size)(TEXT, "cost of returns", 20)


def test_what_bm25_keeps_stands_in_the_order_of_the_document() -> None:
    context = METHODS["bm25-sentences"].run(TEXT, "storms, and boats at night", 40).split("\n")
    assert len(context) > 1
    assert sorted(context, key=TEXT.index) == context


def test_a_chunk_that_does_not_fit_gives_its_leading_sentences() -> None:
    assert METHODS["bm25-chunks-200"].run(TEXT, "stove", 30).startswith("Ferries cross the bay every hour.")


def test_methods_that_suit_are_chosen_without_names() -> None:
    assert {"ours", "bm25-sentences", "random", "head"} <= set(choose((), asked=True))
    assert {"ours", "random", "head"} <= set(choose((), asked=False))
    assert not {"bm25-sentences", "bm25-chunks-100", "bm25-chunks-200"} & set(choose((), asked=False))


def test_a_missing_package_is_an_error_only_where_its_method_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(METHODS, "llmslim", METHODS["llmslim"]._replace(package="not_installed_here"))
    assert "llmslim" not in choose((), asked=True)
    with pytest.raises(MissingExtraError, match=r"'llmslim' needs the extra 'bench': pip install"):
        choose(["llmslim"], asked=True)


@pytest.mark.parametrize(
    ("name", "asked", "says"),
    [
        ("bm26", True, "unknown method 'bm26'; expected some of ours, "),
        ("bm25-sentences", False, "needs a question"),
        ("lexrank", True, "takes no question"),
    ],
)
def test_methods_that_cannot_be_compared_are_errors(name: str, asked: bool, says: str) -> None:
    with pytest.raises(OptionError, match=says):
        choose([name], asked)


@pytest.mark.parametrize(("method", "kept"), [("head", 0), ("ours", 1)])
def test_what_is_over_the_budget_is_counted_and_only_a_peers_is_cut(
    method: str, kept: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(METHODS, method, METHODS[method]._replace(run=lambda text, _question, _budget: text))
    asked = Question(id="1", doc_id="d", question="What has the house?", answers=["a stove"], evidence=[])
    outcome = try_methods(QuestionSet("s", {"d": TEXT}, [asked]), [method], [10.0, 20.0], asked=True).outcomes[method]
    assert outcome.over == 2
    assert [figures.answer for figures in outcome.figures.values()] == [kept, kept]
