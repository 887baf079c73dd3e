"""`compress train-aspects DATA.jsonl`: an engine for opinions, trained on reviews of one's own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compressor.cli.group import SETTINGS

if TYPE_CHECKING:
    from compressor.training.aspects import Scores

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("train-aspects", context_settings=SETTINGS)
@click.argument("data", type=FILE)
@click.option(
    "-o",
    "--output",
    "folder",  # and so COMPRESS_FOLDER: COMPRESS_OUTPUT is a file
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Folder to write the model to. [default: DATA's name without its ending]",
)
@click.option("--dev", metavar="FILE", type=FILE, help="Reviews to score on; none of their sentences is learned from.")
@click.option(
    "--epochs", metavar="N", type=click.IntRange(min=1), help="Times to read DATA. [default: more the smaller it is]"
)
@click.option("--broad", is_flag=True, help="Make it fit for other kinds of text than DATA, with what the rules find.")
@click.option(
    "--neutral",
    metavar="FILE",
    type=FILE,
    multiple=True,
    help="A document without opinions, to find none in such; may be given more than once.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print no notes or progress, only the scores.")
def train_aspects_command(
    data: Path, folder: Path | None, dev: Path | None, neutral: tuple[Path, ...], quiet: bool, **settings: Any
) -> None:
    """Train an engine for opinions on reviews that people marked.

    DATA is a file of JSON Lines, its words parted by one blank. A term is where its words stand first, or where
    'aspect_idx' and 'opinion_idx' number them, from 0; null stands for an aspect without words of its own.

    \b
      {"text": "The soup was delicious .", "tuples": [{"aspect": "soup", "opinion": "delicious",
       "polarity": "positive"}]}

    \b
    Examples:
      compress train-aspects hotels.jsonl --dev hotels-held-back.jsonl -o hotels-model
      compress extract reviews/ --aspects hotels-model
    """
    from compressor.extraction.aspects.model import check_place, save_model
    from compressor.text.loading import load
    from compressor.training.aspects import Settings, check_reviews, train_aspects
    from compressor.training.reviews import read_reviews

    folder = folder or data.with_suffix("")
    check_place(folder)
    reviews, held = read_reviews(data), read_reviews(dev) if dev else []
    check_reviews(reviews, str(data))
    texts = [document.text for document in load([str(path) for path in neutral])] if neutral else []
    with _progress(quiet) as step:
        training = train_aspects(reviews, held, settings=Settings(**settings, neutral=texts), step=step)
    save_model(training.engine, folder, sentences=training.sentences, opinions=training.opinions)
    if not quiet:
        if dev:
            click.echo(f"Left out: {training.dropped:,} sentences of {data} that stand in {dev} too", err=True)
        learned = f"{training.opinions:,} opinions in {training.sentences:,} sentences"
        click.echo(f"{folder}: a model that learned from {learned}", err=True)
    if training.scores:
        click.echo(f"{dev}: {_line(training.scores)}")


def _line(scores: Scores) -> str:
    shares = f"precision {scores.precision:.3f}, recall {scores.recall:.3f}, F1 {scores.f1:.3f}"
    return f"{shares} ({scores.right:,} right of {scores.found:,} found and {scores.wanted:,} marked triplets)"


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """Show on a terminal how far the training is."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading", total=None)
        yield lambda steps: progress.update(task, description="Training", total=steps, advance=1)
