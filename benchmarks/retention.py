"""How much of what people ask about is still in a context that fits a budget: this package beside its peers.

    python benchmarks/retention.py                                        # samples/, which come with the project
    python benchmarks/retention.py MY_SET OTHER_SETS --limit 50           # your own questions, or a folder of sets
    python benchmarks/retention.py --without-question --svg curve.svg

README.md beside this file has the format of a set, what is measured and who the peers are.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: CPU times compare only on one thread

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import click
from curve import draw, panel
from folders import question_sets, read
from peers import METHODS, choose
from results import SetResult, average, save
from tables import table
from trial import try_methods

from compressor.errors import CompressorError

SAMPLES = Path(__file__).parents[1] / "samples"
FILE = click.Path(path_type=Path, dir_okay=False, writable=True)


def measured(
    folders: Sequence[Path], names: Sequence[str], shares: Sequence[float], asked: bool, limit: int | None
) -> list[SetResult]:
    """Run methods over all sets of some folders; a line for each set on standard error says how far it is."""
    methods = choose(names, asked)
    sets = [read(folder, limit) for folder in chain.from_iterable(map(question_sets, folders))]
    results = []
    for number, questions in enumerate(sets, 1):
        click.echo(f"{number} of {len(sets)}: {questions.name}, {len(questions.questions)} questions", err=True)
        results.append(try_methods(questions, methods, shares, asked))
    return results


def missing(asked: bool) -> list[str]:
    """Return the methods whose packages are not installed."""
    return [name for name, method in METHODS.items() if method.suits(asked) and not method.installed()]


def _shares(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[float, ...]:
    try:
        shares = tuple(float(part) for part in value.split(","))
    except ValueError:
        shares = (0.0,)
    if not all(0 < share <= 100 for share in shares):
        raise click.BadParameter(f"{value!r}; expected numbers over 0 and up to 100, such as 5,10,20")
    return tuple(dict.fromkeys(shares))


def _names(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in value.split(","))) if value else ()


def checked_file(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    """Refuse a file in a folder that does not exist."""
    if value and not value.parent.is_dir():  # better known before the run than after it
        raise click.BadParameter(f"{str(value.parent)!r} is no folder")
    return value


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--shares", default="5,10,20", callback=_shares, help="Budgets, in percent of a document's tokens.")
@click.option("--methods", callback=_names, help=f"Some of {', '.join(METHODS)}. [default: all that are installed]")
@click.option("--limit", type=click.IntRange(min=1), help="Take the first questions of each set only.")
@click.option("--without-question", is_flag=True, help="Compress without the questions, then look for their answers.")
@click.option(
    "--svg",
    type=FILE,
    callback=checked_file,
    help="Draw the curve of evidence against budget (of the mean, over several sets).",
)
@click.option(
    "--json", "raw", type=FILE, callback=checked_file, help="Keep the figures, a JSON object a line for each set."
)
def main(
    folders: tuple[Path, ...],
    shares: tuple[float, ...],
    methods: tuple[str, ...],
    limit: int | None,
    without_question: bool,
    **files: Path | None,
) -> None:
    """Print what each method keeps of the evidence and the answers: evidence / order / answer.

    FOLDERS are sets, or folders of sets: questions.jsonl beside documents.jsonl or beside the documents
    themselves. Without any, the samples of the project are taken.
    """
    asked = not without_question
    if not methods and missing(asked):
        click.echo(f"left out: {', '.join(missing(asked))}; pip install 'entity-compressor[bench]' adds them", err=True)
    try:
        results = measured(folders or (SAMPLES,), methods, shares, asked, limit)
        shown = [*results, average(results)] if len(results) > 1 else results
        for result in shown:
            click.echo(f"\n{result.name}: {result.questions} questions on {result.documents} documents\n")
            click.echo(table(result, shares))
        if files["raw"]:
            save(results, files["raw"])
        if files["svg"]:
            files["svg"].write_text(draw([panel(shown[-1], shown[-1].name)]), encoding="utf-8")
    except (CompressorError, OSError) as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    main()
