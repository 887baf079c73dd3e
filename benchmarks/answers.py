"""Measure how often the answer to a question is found with no model, beside plain full-text search.

    python benchmarks/answers.py SETS --json figures.json

Every question is asked of all documents of its set at once. README.md has the format of a set.
"""

from __future__ import annotations

import json
import re
import string
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import click
from folders import QuestionSet, question_sets, read
from tables import markdown, number

from compressor.errors import CompressorError, PlanError
from compressor.ingestion import ingest
from compressor.pipeline import Compressor
from compressor.plans import Desk, Shelf, plan_for, run
from compressor.plans.asked import asked
from compressor.plans.kinds import LABELS
from compressor.plans.spans import LONGEST, candidates
from compressor.records import Document
from compressor.store import RecordStore

TOP = 5
_BEFORE = r"(?:(?:at|by|during|for|from|in|on|since|to|with) )?"
# The type of a question by its leading words; the first that fits counts.
TYPES = {
    "who": re.compile(rf"{_BEFORE}(?:who|whom|whose)\b"),
    "when": re.compile(rf"{_BEFORE}(?:when|(?:what|which) (?:year|day|date|month|century|decade|time))\b"),
    "where": re.compile(rf"{_BEFORE}(?:where|(?:what|which) (?:city|country|state|place|town|county|region))\b"),
    "how many": re.compile(r"how (?:many|much|long|old|far|large|big|tall|high|often|fast|deep|wide|heavy)\b"),
    "other": re.compile(""),
}
FACTOID = tuple(TYPES)[:-1]
Method = Callable[[Shelf, str], list[str]]


class Found(NamedTuple):
    """Whether the first result, or one of the first five, is right."""

    first_equal: bool
    first_holds: bool
    five_equal: bool
    five_hold: bool


def type_of(question: str) -> str:
    """Return the type of a question."""
    return next(name for name, form in TYPES.items() if form.match(question.strip().lower()))


def planned(shelf: Shelf, question: str) -> list[str]:
    """Return the answers of `compress plan`."""
    try:
        return [item.text for item in run(plan_for(question), Desk(shelf), question=question).answers[:TOP]]
    except PlanError:
        return []


def searched(shelf: Shelf, question: str) -> list[str]:
    """Return the best sentences of full-text search: long, and so easily right."""
    return [hit.quote for hit in shelf.store.search(question, limit=TOP)]


def searched_spans(shelf: Shelf, question: str) -> list[str]:
    """Return what is as short as an answer in these sentences, and of the type asked for, in the order of the text."""

    def spans() -> Iterator[str]:
        labels = LABELS.get(asked(question).kind)
        for hit in shelf.store.search(question, limit=TOP):
            volume = shelf.volume(hit.document)
            for span in sorted(candidates(volume, hit.start, hit.end)):
                if labels is None or span.label in labels:
                    yield volume.text[span.start : span.end]

    return list(islice(dict.fromkeys(spans()), TOP))


METHODS: dict[str, Method] = {
    "plan": planned,
    "full-text search, sentences": searched,
    "full-text search, spans of the type": searched_spans,
}


def normal(text: str) -> str:
    """Return a text as SQuAD compares it: lower case, no punctuation, no articles."""
    bare = "".join(letter for letter in text.lower() if letter not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", bare).split())


def judge(results: Sequence[str], answers: Iterable[str], longest: int | None) -> Found:
    """Tell where an accepted answer is: equal to a result, or whole words of one that is short."""
    wanted = [words for answer in answers if (words := normal(answer))]
    equal = [normal(result) in wanted for result in results[:TOP]]
    short = [longest is None or len(result.split()) <= longest for result in results[:TOP]]
    holds = [
        same or (is_short and any(f" {words} " in f" {normal(result)} " for words in wanted))
        for result, same, is_short in zip(results, equal, short, strict=False)
    ]
    return Found(equal[:1] == [True], holds[:1] == [True], any(equal), any(holds))


def measure(questions: QuestionSet) -> dict[str, dict[str, list[Found]]]:
    """Return for each method and type of question what was found."""
    found: dict[str, dict[str, list[Found]]] = {name: defaultdict(list) for name in METHODS}
    with tempfile.TemporaryDirectory() as folder, RecordStore.create(Path(folder) / "records.db") as store:
        documents = [Document(text=text, source=name) for name, text in questions.documents.items()]
        deque(ingest(documents, store, Compressor()), maxlen=0)
        shelf = Shelf(store)
        for question in questions.questions:
            if question.answer_kind == "verbatim" and question.answers:
                for name, method in METHODS.items():
                    longest = None if method is searched else LONGEST
                    judged = judge(method(shelf, question.question), question.answers, longest)
                    found[name][type_of(question.question)].append(judged)
    return found


def table(name: str, found: dict[str, dict[str, list[Found]]]) -> str:
    """Return a row for each type of question and method."""
    rows = [[name, "questions", "method", "first equal", "first holds", "five equal", "five hold"]]
    groups = {**{kind: (kind,) for kind in TYPES}, "the four": FACTOID}
    for title in (*FACTOID, "the four", "other"):
        for method, by_type in found.items():
            judged = [each for kind in groups[title] for each in by_type.get(kind, [])]
            if judged:
                shares = (number(sum(column) / len(judged)) for column in zip(*judged, strict=True))
                rows.append([title, str(len(judged)), method, *shares])
    return markdown(rows)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--limit", type=click.IntRange(1), help="Only the first questions of each set.")
@click.option("--json", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write every judgement, too.")
def main(folders: tuple[Path, ...], limit: int | None, target: Path | None) -> None:
    """Measure answers without a model on sets of questions, all documents of a set in one store."""
    figures = {}
    try:
        for folder in (each for given in folders for each in question_sets(given)):
            found = measure(read(folder, limit))
            click.echo(f"{table(folder.resolve().name, found)}\n")
            figures[folder.resolve().name] = found
    except CompressorError as error:
        raise click.ClickException(str(error)) from None
    if target:
        target.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
