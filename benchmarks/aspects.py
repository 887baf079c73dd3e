"""How well models do that `compress train-aspects` trains on reviews of the domain they are used on.

    python benchmarks/aspects.py absa/train/14res.jsonl absa/dev/14res.jsonl
    python benchmarks/aspects.py TRAIN.jsonl DEV.jsonl --epochs 8

Each sentence of the second file that stands in the first is left out of the first.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: CPU times compare only on one thread

import time
from pathlib import Path

import click
from tables import markdown, number

from compressor.errors import CompressorError
from compressor.extraction.aspects.engines import aspect_engine
from compressor.training.aspects import Scores, Settings, score, train_aspects
from compressor.training.reviews import read_reviews

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("train", type=FILE)
@click.argument("dev", type=FILE)
@click.option("--epochs", type=click.IntRange(min=1), help="Times to read TRAIN. [default: more the smaller it is]")
def main(train: Path, dev: Path, epochs: int | None) -> None:
    """Train on TRAIN, and print the triplet scores on DEV beside those of the engines that are installed."""
    try:
        reviews, held = read_reviews(train), read_reviews(dev)
        start = time.process_time()
        training = train_aspects(reviews, held, settings=Settings(epochs=epochs))
        seconds = time.process_time() - start
        assert training.scores is not None
        scores = {f"trained on {train.stem}": training.scores}
        scores |= {name: score(aspect_engine(name), held) for name in ("trained", "rules")}
    except CompressorError as error:
        raise click.ClickException(str(error)) from None
    rows = [["Triplets", "precision", "recall", "F1"], *([name, *_three(one)] for name, one in scores.items())]
    click.echo(markdown(rows))
    click.echo(f"\n{training.sentences:,} sentences, {training.dropped:,} left out, {seconds:.0f} CPU seconds")


def _three(scores: Scores) -> list[str]:
    return [number(scores.precision), number(scores.recall), number(scores.f1)]


if __name__ == "__main__":
    main()
