"""`compress refine-plans QUESTIONS.jsonl STORE`: keep the plans that answer questions rightly, as examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from compressor.cli.group import SETTINGS
from compressor.cli.language_model import model_options, named_model


@click.command("refine-plans", context_settings=SETTINGS)
@click.argument("questions", metavar="QUESTIONS.jsonl", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("store", type=click.Path(dir_okay=False))
@click.option(
    "--library",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False),
    help="File to keep the plans in; what it holds already is shown to the model and stays.",
)
@click.option("--source", metavar="PATTERN", help="Only documents whose source matches, with * and ?.")
@model_options(required=True)
def refine_plans_command(questions: Path, store: str, library: str, source: str | None, **settings: Any) -> None:
    """Let a language model plan questions whose answers are known, and keep the plans that answer rightly.

    Each line of QUESTIONS.jsonl is an object with a question and its accepted answers. A plan is kept when its first
    answer says one of them; `compress plan --library FILE` shows the model those of the questions most alike.

    \b
      {"question": "Who designed the bridge?", "answers": ["Ada Holm"]}

    \b
    Examples:
      compress refine-plans questions.jsonl records.db --library plans.jsonl --model gpt-4o
      compress plan "Who built the pier?" records.db --library plans.jsonl --model gpt-4o
    """
    from compressor.plans import Desk, Library, Shelf
    from compressor.plans.refinement import read_questions, refine
    from compressor.store import RecordStore

    asked = read_questions(questions)
    model = named_model(settings["language_model"], settings["base_url"])
    with RecordStore.open(store) as opened:
        kept = refine(asked, Desk(Shelf(opened, source), model, settings["step_budget"]), Library(library))
    click.echo(f"{kept:,} of {len(asked):,} questions answered rightly; their plans are in {library}")
