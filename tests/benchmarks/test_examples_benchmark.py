from __future__ import annotations

import json
from pathlib import Path

import pytest
from choosers import CHOOSERS
from click.testing import CliRunner
from examples import Score, average, main, multiplied, read, table, try_choosers, vote

TRAIN = [
    ("The soup was cold.", "food"),
    ("The soup was warm and rich.", "food"),
    ("Our waiter was rude.", "service"),
    ("A friendly waiter brought the bill.", "service"),
]
TEST = [("My soup was cold again.", "food"), ("The waiter was slow.", "service")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, rows in (("train", TRAIN), ("test", [*TEST, TRAIN[0]])):
        lines = (json.dumps({"text": text, "label": label}) for text, label in rows)
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", CHOOSERS)
def test_every_way_finds_the_nearest_example(name: str) -> None:
    choose = CHOOSERS[name].over([text for text, _ in TRAIN])
    assert choose("The soup was cold.", 2)[0] == 0
    assert sorted(choose("A rude waiter and a cold soup", 4)) == [0, 1, 2, 3]


@pytest.mark.parametrize("query", ["The soup was cold and rich.", "A rude waiter", "soup and waiter and bill", "xyz"])
def test_both_ways_of_mmr_choose_the_same(query: str) -> None:
    texts = [text for text, _ in TRAIN]
    assert CHOOSERS["mmr"].over(texts)(query, 4) == CHOOSERS["mmr-incremental"].over(texts)(query, 4)


def test_mmr_takes_what_is_new() -> None:
    texts = ["cold soup", "cold soup indeed", "rude waiter", "rude waiter indeed"]
    assert CHOOSERS["mmr"].over(texts)("cold soup and a rude waiter", 2) == [0, 2]


@pytest.mark.parametrize(
    ("labels", "expected"), [(["a"], "a"), (["a", "b", "b"], "b"), (["a", "b", "b", "a"], "a"), ([], None)]
)
def test_labels_vote_and_the_first_breaks_a_tie(labels: list[str], expected: str | None) -> None:
    assert vote(labels) == expected


def test_texts_among_the_examples_are_left_out(folder: Path) -> None:
    found = read(folder, "text", "label", None)
    assert [row.text for row in found.test] == [text for text, _ in TEST]


def test_scores_count_labels_words_and_tokens(folder: Path) -> None:
    found = try_choosers(read(folder, "text", "label", None), ["jaccard", "ours"])
    assert found["ours"].right[0] == 1.0
    assert 0 < found["ours"].covered <= 1
    assert found["ours"].tokens > 10


def test_examples_are_multiplied_to_different_ones_the_same_each_time(folder: Path) -> None:
    train = read(folder, "text", "label", None).train
    made = multiplied(train, 50)
    assert len({row.text for row in made}) == 50
    assert made == multiplied(train, 50)


def test_the_table_shows_times_as_multiples_of_jaccard() -> None:
    scores = {"jaccard": Score((0.5, 0.25), 0.5, 10.0, 0.2), "ours": Score((1.0, 0.75), 0.9, 12.4, 0.1)}
    assert table(scores).splitlines()[2:] == [
        "| Jaccard of words | .500 | .250 | .500 | 10 | 1.00 |",
        "| entity-compressor, coverage | 1.000 | .750 | .900 | 12 | 0.50 |",
    ]
    assert average([scores, scores])["ours"] == Score((1.0, 0.75), 0.9, 12.4, 0.2)


def test_the_command_prints_a_table_for_each_set_and_their_mean(folder: Path) -> None:
    result = CliRunner().invoke(main, [str(folder), str(folder), "--methods", "jaccard,ours", "--limit", "1"])
    assert result.exit_code == 0, result.output
    assert result.output.count("| entity-compressor, coverage |") == 3
    assert "Mean over 2 sets" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--methods", "magic"], "unknown method 'magic'; expected some of jaccard"),
        (["--label-key", "polarity"], "line 1: polarity: Field required"),
    ],
)
def test_mistakes_are_named(folder: Path, arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(main, [str(folder), *arguments])
    assert result.exit_code != 0
    assert message in result.output
