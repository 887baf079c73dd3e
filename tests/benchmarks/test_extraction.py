"""The command that measures the records, from sets to tables, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import readme
import stock
from click.testing import CliRunner
from extraction import main, measured
from findings import load, save
from findings_tables import LABELS, headline, sections
from gold import FactText, LinkedText, NamedText, Review, gold_files, read_gold

from compressor.errors import InputError

ROOT = Path(__file__).parents[2]
NAMED = {
    "text": "Fridtjof Nansen left Oslo .",
    "entities": [{"start": 0, "end": 15, "type": "person"}, {"start": 21, "end": 25, "type": "location"}],
}
REVIEW = {
    "text": "The soup was delicious .",
    "tuples": [{"aspect": "soup", "opinion": "delicious", "polarity": "positive"}],
}
FACT = {"text": "Nansen crossed Greenland .", "tuples": [{"rel": "crossed", "args": ["Nansen", "Greenland"]}]}
LINKED = {
    "text": "Fridtjof Nansen sailed . Nansen returned to Norway .",
    "sentences": ["Fridtjof Nansen sailed .", "Nansen returned to Norway ."],
    "entities": [
        {"type": "PER", "mentions": ["Fridtjof Nansen", "Nansen"], "sent_ids": [0, 1]},
        {"type": "LOC", "mentions": ["Norway"], "sent_ids": [1]},
    ],
    "relations": [{"head": 0, "tail": 1}],
}


def made(path: Path, *rows: Any) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    folder = tmp_path / "sets"
    made(folder / "polar_men.jsonl", NAMED, NAMED)
    made(folder / "polar_ships.jsonl", NAMED)
    made(folder / "soups.jsonl", {"text": "It rained .", "tuples": []}, REVIEW)
    made(folder / "trips.jsonl", FACT)
    made(folder / "voyages.jsonl", LINKED)
    return folder


def test_runs_over_a_folder_of_sets_as_a_user_would_call_it(sets: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw.json"
    command = [sys.executable, "benchmarks/extraction.py", str(sets), "--no-speed", "--json", str(raw)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = load(raw)
    assert [(one.task, one.name, one.rows) for one in found.sets] == [
        ("entities", "polar_men", 2),
        ("entities", "polar_ships", 1),
        ("aspects", "soups", 2),
        ("facts", "trips", 1),
        ("resolution", "voyages", 1),
    ]
    assert found.pace is None
    men, _, soups, trips, voyages = found.sets
    assert men.tallies["ours"]["spans"].f1 == men.tallies["ours"]["types"].f1 == 1
    assert soups.tallies["ours"]["triplets"].f1 == 1
    assert (trips.tallies["ours"]["all"].f1, trips.tokens["ours"], trips.tokens["gold"]) == (1, 3, 3)
    assert ("textacy" in trips.tallies) is stock.has_triples()
    assert voyages.tallies["ours"]["MUC"].f1 == 1
    assert voyages.tallies["same words"]["MUC"].recall == 0
    judged = {kind: sum(one.number for one in bins) for kind, bins in found.calibration.items()}
    assert judged == {"aspects": 1, "entities": 6, "facts": 1, "properties": 0}
    for title, table in sections(found).items():
        assert f"{title}\n\n{table}" in run.stdout
    assert "| mean of 2 polar | 3 | 1.000 |" in run.stdout


def test_the_main_figures_stand_in_one_table(sets: Path) -> None:
    rows = headline(measured([sets], None, speed=False)).splitlines()[2:]
    assert [row.split(" | ")[0:2] for row in rows] == [
        ["| entities", "mean of 2 polar"],
        ["| aspects", "soups"],
        ["| facts", "trips"],
        ["| facts", "trips"],
        ["| resolution", "voyages"],
    ]
    assert f"{LABELS['spacy']} 1.000" in rows[0]


def test_the_limit_takes_the_first_rows_of_each_set(sets: Path) -> None:
    assert [one.rows for one in measured([sets], 1, speed=False).sets] == [1, 1, 1, 1, 1]


def test_reviews_of_domains_that_were_learned_stand_apart(tmp_path: Path) -> None:
    rows = [{**REVIEW, "domain": domain} for domain in ("home", "book", "toy")]
    found = measured([made(tmp_path / "shop.jsonl", *rows)], None, speed=False)
    assert [(one.name, one.rows) for one in found.sets] == [("shop, domains learned", 1), ("shop, other domains", 2)]


def test_figures_are_read_back_as_they_were_kept(sets: Path, tmp_path: Path) -> None:
    found = measured([sets / "trips.jsonl"], None, speed=False)
    save(found, tmp_path / "kept.json")
    assert load(tmp_path / "kept.json") == found


def test_without_triples_textacy_is_left_out_and_the_extra_named(sets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stock, "has_triples", lambda: False)
    done = CliRunner().invoke(main, [str(sets / "trips.jsonl"), "--no-speed"])
    assert done.exit_code == 0
    assert "left out: textacy; pip install 'entity-compressor[bench]'" in done.stderr
    assert LABELS["textacy"] not in done.stdout


def test_a_set_is_told_by_its_fields(sets: Path) -> None:
    kinds = [type(read_gold(path).rows[0]) for path in gold_files([sets])]
    assert kinds == [NamedText, NamedText, Review, FactText, LinkedText]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('{"text": "Oslo"', "line 1: the line: Invalid JSON"),
        ({"question": "Who?"}, "line 1: text: Field required"),
        (
            {**NAMED, "entities": [{"start": 5, "end": 99, "type": "person"}]},
            "entity 5:99 is no stretch of 27 characters",
        ),
        ({**NAMED, "text": " "}, "line 1: text: Value error, it is blank"),
        (
            {**REVIEW, "tuples": [{**REVIEW["tuples"][0], "polarity": "good"}]},
            "line 1: tuples.0.polarity: Input should",
        ),
        ({**REVIEW, "tuples": [{**REVIEW["tuples"][0], "aspect": "bread"}]}, "'bread' does not stand in the text"),
        ({**REVIEW, "tuples": [{**REVIEW["tuples"][0], "aspect_idx": [9]}]}, "'soup' is words 9 to 9 of a text of 5"),
        ({**FACT, "tuples": [{"rel": "crossed"}]}, "line 1: tuples.0.args: Field required"),
        ({**LINKED, "relations": [{"head": 0, "tail": 7}]}, "there is no entity 7: the document has 2"),
        ({**LINKED, "sentences": ["Fridtjof Nansen sailed ."]}, "there is no sentence 1: the document has 1"),
    ],
)
def test_the_command_says_in_one_line_what_is_wrong_with_a_row(row: Any, says: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [str(made(tmp_path / "set.jsonl", row)), "--no-speed"])
    assert done.exit_code == 1
    assert says in done.stderr.splitlines()[-1]
    assert "Error: " in done.stderr.splitlines()[-1]


def test_files_without_rows_and_folders_without_sets_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no rows"):
        read_gold(made(tmp_path / "empty.jsonl", ""))
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match=r"has no \.jsonl files"):
        list(gold_files([tmp_path / "folder"]))
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "binary.jsonl")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["no such file"], "does not exist"),
        (["--limit", "0"], "0 is not in the range"),
        (["--json", "no such folder/raw.json"], "'no such folder' is no folder"),
    ],
)
def test_wrong_calls_say_what_is_wrong(arguments: Sequence[str], says: str) -> None:
    done = CliRunner().invoke(main, [*arguments, "--no-speed"])
    assert done.exit_code > 0
    assert says in done.stderr.splitlines()[-1]


def test_the_kept_figures_are_of_all_kinds_and_the_pages_have_a_place_for_each() -> None:
    titles = {f"extraction-{title.lower()}" for title in sections(load(readme.EXTRACTION))}
    assert titles == {f"extraction-{n}" for n in ("entities", "aspects", "facts", "resolution", "calibration", "speed")}
    pages = "".join(page.read_text(encoding="utf-8") for page in readme.PAGES)
    assert all(f"<!-- {name} -->" in pages for name in (*titles, "records"))
