"""How well in-context examples suit an input: by the labels they share with it, and what choosing them costs.

    python benchmarks/examples.py MY_SET OTHER_SETS --limit 200
    python benchmarks/examples.py MY_SET --text-key sentence --label-key polarity
    python benchmarks/examples.py MY_SET --pool 10000 --limit 20      # the time over so many examples

README.md beside this file has the format of a set and what is measured.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: CPU times compare only on one thread

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import click
from choosers import CHOOSERS, YARDSTICK, Choose
from folders import Words, rows
from pydantic import BaseModel, Field, create_model
from speed import cpu_seconds
from tables import markdown, number
from texts import content_words, count, words

from compressor.errors import CompressorError, InputError

KS = (1, 5)  # examples whose labels vote
SEED = 20


class Labelled(NamedTuple):
    """A text and what it was labelled."""

    text: str
    label: str


class LabelledSet(NamedTuple):
    """Examples to choose from, and texts to choose them for."""

    name: str
    train: list[Labelled]
    test: list[Labelled]


class Score(NamedTuple):
    """What a way to choose comes to on a set."""

    right: tuple[float, ...]  # share of the texts whose label the examples agree on, for each of KS
    covered: float  # share of the content words of a text that its examples hold
    tokens: float  # of the examples
    seconds: float  # of CPU a text


def read(folder: Path, text_key: str, label_key: str, limit: int | None) -> LabelledSet:
    """Read train.jsonl and test.jsonl; test texts that are among the examples are left out."""
    train = list(_rows(folder / "train.jsonl", text_key, label_key))
    known = {row.text for row in train}
    test = [row for row in _rows(folder / "test.jsonl", text_key, label_key) if row.text not in known][:limit]
    if not train or not test:
        raise InputError(f"{folder} has no examples, or no test texts apart from them; expected lines in both files")
    return LabelledSet(folder.resolve().name, train, test)


def _rows(path: Path, text_key: str, label_key: str) -> Iterator[Labelled]:
    text, label = (Words, Field(alias=text_key)), (Words, Field(alias=label_key))
    kind: type[BaseModel] = create_model("Labelled", text=text, label=label)
    yield from (Labelled(**row.model_dump()) for row in rows(path, kind))


def try_choosers(labelled: LabelledSet, names: Sequence[str], pool: int | None = None) -> dict[str, Score]:
    """Run ways to choose over a set, its examples multiplied to `pool` of them where that is given."""
    train = labelled.train if pool is None else multiplied(labelled.train, pool)
    texts = [row.text for row in train]
    return {name: _score(CHOOSERS[name].over(texts), train, labelled.test) for name in names}


def multiplied(train: Sequence[Labelled], size: int) -> list[Labelled]:
    """Put examples together from the first half of one and the second half of another, to time a larger pool."""
    draw = random.Random(SEED)
    made: dict[str, Labelled] = {}
    while len(made) < size:
        one, other = draw.choice(train), draw.choice(train)
        left, right = one.text.split(" "), other.text.split(" ")
        text = " ".join([*left[: len(left) // 2], *right[len(right) // 2 :], str(len(made))])
        made[text] = Labelled(text, one.label)
    return list(made.values())


def _score(choose: Choose, train: Sequence[Labelled], test: Sequence[Labelled]) -> Score:
    most = max(KS)
    chosen = list[list[int]]()

    def work() -> None:
        chosen.extend(choose(row.text, most) for row in test)

    choose(test[0].text, most)  # what is loaded at first use is no part of the time
    seconds = cpu_seconds(work) / len(test)
    right = tuple(
        fmean(vote([train[i].label for i in places[:k]]) == row.label for places, row in zip(chosen, test, strict=True))
        for k in KS
    )
    shown = [[train[i].text for i in places] for places in chosen]
    covered = fmean(_covered(row.text, texts) for row, texts in zip(test, shown, strict=True))
    return Score(right, covered, fmean(count("\n\n".join(texts)) for texts in shown), seconds)


def vote(labels: Sequence[str]) -> str | None:
    """Return the label that most examples have; of several, the one whose example comes first."""
    return max(dict.fromkeys(labels), key=Counter(labels).__getitem__, default=None)


def _covered(text: str, examples: Sequence[str]) -> float:
    asked = set(content_words(words(text)))
    return len(asked & set(words(" ".join(examples)))) / len(asked) if asked else 1.0


def average(scores: Sequence[dict[str, Score]]) -> dict[str, Score]:
    """Return the mean over sets; the times are added."""
    return {
        name: Score(
            tuple(fmean(shares) for shares in zip(*(score[name].right for score in scores), strict=True)),
            fmean(score[name].covered for score in scores),
            fmean(score[name].tokens for score in scores),
            sum(score[name].seconds for score in scores),
        )
        for name in scores[0]
    }


def table(scores: dict[str, Score], timed_only: bool = False) -> str:
    """Return the figures; times as multiples of the yardstick's."""
    header = [""] if timed_only else ["", *(f"k = {k}" for k in KS), "covered", "tokens"]
    rows = [_row(CHOOSERS[name].label, score, scores) for name, score in scores.items()]
    return markdown([[*header, "CPU"], *([row[0], row[-1]] if timed_only else row for row in rows)])


def _row(label: str, score: Score, scores: dict[str, Score]) -> list[str]:
    times = f"{score.seconds / scores[YARDSTICK].seconds:.2f}" if YARDSTICK in scores else "–"
    return [label, *map(number, score.right), number(score.covered), f"{score.tokens:.0f}", times]


def _names(_context: click.Context, _parameter: click.Parameter, value: str | None) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in value.split(","))) if value else list(CHOOSERS)
    unknown = [name for name in names if name not in CHOOSERS]
    if unknown:
        raise click.BadParameter(f"unknown method {unknown[0]!r}; expected some of {', '.join(CHOOSERS)}")
    missing = [name for name in names if not CHOOSERS[name].installed()]
    if missing:
        click.echo(f"left out: {', '.join(missing)}; pip install 'entity-compressor[bench]' adds them", err=True)
    return [name for name in names if name not in missing]


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--methods", callback=_names, help=f"Some of {', '.join(CHOOSERS)}. [default: all that are installed]")
@click.option("--limit", type=click.IntRange(min=1), help="Take the first test texts of each set only.")
@click.option("--pool", type=click.IntRange(min=1), help="Multiply the examples to so many, for their time alone.")
@click.option("--text-key", default="text", help="Key of the text.")
@click.option("--label-key", default="label", help="Key of the label.")
def main(folders: tuple[Path, ...], methods: list[str], limit: int | None, pool: int | None, **keys: str) -> None:
    """Print how often the examples chosen for a text agree on its label, and what choosing them costs.

    FOLDERS are sets: train.jsonl, the examples, beside test.jsonl, the texts they are chosen for.
    """
    try:
        sets = [read(folder, **keys, limit=limit) for folder in folders]
        scores = []
        for labelled in sets:
            scores.append(try_choosers(labelled, methods, pool))
            click.echo(f"\n{labelled.name}: {len(labelled.test)} texts, {pool or len(labelled.train)} examples\n")
            click.echo(table(scores[-1], timed_only=pool is not None))
        if len(sets) > 1:
            click.echo(f"\nMean over {len(sets)} sets\n\n{table(average(scores), timed_only=pool is not None)}")
    except (CompressorError, OSError) as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    main()
