"""`compress plan QUESTION STORE`: answer a question by planned steps over a record store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compressor.cli.group import SETTINGS
from compressor.cli.language_model import model_options, named_model
from compressor.cli.output import write

if TYPE_CHECKING:
    from compressor.plans import Plan, PlanResult
    from compressor.plans.asking import Model
    from compressor.plans.results import Item

SHOWN = 3  # items of each step


@click.command("plan", context_settings=SETTINGS)
@click.argument("question")
@click.argument("store", type=click.Path(dir_okay=False))
@click.option("--show", is_flag=True, help="Print the plan, what each step gave, and the evidence of the answers.")
@click.option("--top", metavar="N", type=click.IntRange(1), default=5, show_default=True, help="Most answers to print.")
@click.option(
    "-f",
    "--format",
    "answer_format",  # and so COMPRESS_ANSWER_FORMAT: COMPRESS_FORMAT is the shape of a context
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json: the plan, every step and every answer.",
)
@click.option(
    "--plan", "file", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True), help="Run this plan instead."
)
@click.option("--source", metavar="PATTERN", help="Only documents whose source matches, with * and ?.")
@click.option(
    "--library",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Examples of plans for the model, as `compress refine-plans` keeps them.",
)
@model_options(required=False)
def plan_command(question: str, store: str, **settings: Any) -> None:
    """Answer a question by planned steps over the records of a store, with no model unless one is named.

    \b
    Questions:
      who, when, where, what, which, how many    short answers, best first
      what do people say about ...               opinions
      list people ..., compare ... and ...       what the records hold
      timeline of ..., how is ... related to ... what happened, what connects two

    A plan is a step a line, e.g. `found = FIND("Who built it?")`, and ends with `answers = ANSWER("...", found)`;
    --show prints the one that was made.

    \b
    Examples:
      compress plan "Who designed the bridge?" records.db
      compress plan "What do guests say about the breakfast?" records.db --show
      compress plan "Compare Arran and Bute" records.db --format json
      compress plan "Why did it fail?" records.db --model qwen3 --base-url http://localhost:8000/v1
    """
    from compressor.plans import Desk, Shelf, run
    from compressor.store import RecordStore

    model = named_model(settings["language_model"], settings["base_url"])
    made = _plan(question, settings["file"], model, settings["library"])
    with RecordStore.open(store) as opened:
        result = run(made, Desk(Shelf(opened, settings["source"]), model, settings["step_budget"]), question=question)
    result = result.model_copy(update={"answers": result.answers[: settings["top"]]})
    if settings["answer_format"] == "json":
        from compressor.codec import encode

        write([encode(result, indent=True)], None)
    else:
        write((f"{line}\n".encode() for line in _lines(result, settings["show"])), None)


def _plan(question: str, file: str | None, model: Model | None, library: str | None) -> Plan:
    from compressor.plans import Library, plan_for

    if file is None:
        return plan_for(question, model, Library(library) if library else None)
    from compressor.plans.checking import read_plan
    from compressor.plans.syntax import from_json

    try:
        text = (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"cannot read {file!r}: {error}", param_hint="--plan") from None
    return from_json(text) if text.lstrip().startswith("{") else read_plan(text)


def _lines(result: PlanResult, show: bool) -> Iterator[str]:
    if show:
        for line, step in zip(result.plan.splitlines(), result.steps, strict=True):
            yield line
            yield from (f"    {_shown(item)}" for item in step.items[:SHOWN])
            if len(step.items) > SHOWN:
                yield f"    ... {len(step.items) - SHOWN:,} more"
        yield ""
    if not result.answers:
        yield "No answer was found in the records."
    for number, answer in enumerate(result.answers, 1):
        yield f"{number}. {answer.text}" + (f"  ({answer.score:.2f})" if show else "")
        if show:
            for place in answer.evidence[:SHOWN]:
                yield f"   {place.source or 'document'}:{place.start}-{place.end}  {' '.join(place.quote.split())}"


def _shown(item: Item) -> str:
    return f"{item.score:.2f}  {' '.join(item.text.split())[:100]}"
