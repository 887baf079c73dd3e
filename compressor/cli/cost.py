"""`compress cost`: what compression saves, and where it saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from compressor.cli.group import SETTINGS, DefaultCommand, DefaultGroup
from compressor.cli.output import write

if TYPE_CHECKING:
    from compressor.cost import Tariff
    from compressor.records import Record, Report

FORMATS = ("text", "json")
DEFAULT_ARCHITECTURE = "llama-3-8b"
EPILOG = """\b
Examples:
  compress cost --tokens 32000 --to 2000 --architecture llama-3-8b --architecture llama-3-70b
  compress cost --tokens 32000 --to 2000 --calls 1000 --output-tokens 500 --model gpt-4o
  compress cost --tokens 32000 --to 6000 --input-price 2.5 --cached-price 0.25 --cache-hits 0.9
  compress report.pdf --budget 2000 --format json | compress cost -
  compress cost tuning --examples-tokens 800 --training-tokens 200000 --training-price 25 --model gpt-4o
"""


def _price_options(command: Callable[..., None]) -> Callable[..., None]:
    price = click.FloatRange(min=0)
    for option in (
        click.option(
            "-f",
            "--format",
            "cost_format",  # and so COMPRESS_COST_FORMAT: COMPRESS_FORMAT is the shape of a context
            type=click.Choice(FORMATS),
            default="text",
            show_default=True,
            help="A table, or a JSON object.",
        ),
        click.option("--cached-price", metavar="PRICE", type=price, help="The same for input read from the cache."),
        click.option("--output-price", metavar="PRICE", type=price, help="The same for output."),
        click.option("--input-price", metavar="PRICE", type=price, help="What a million tokens of input cost."),
    ):
        command = option(command)
    return command


@click.command("reading", cls=DefaultCommand, context_settings=SETTINGS)
@click.argument("result", required=False, type=click.Path(allow_dash=True, dir_okay=False))
@click.option("--tokens", metavar="N", type=click.IntRange(min=0), help="Tokens before compression.")
@click.option("--to", "after", metavar="N", type=click.IntRange(min=0), help="Tokens after compression.")
@click.option("--output-tokens", metavar="N", type=click.IntRange(min=0), default=0, help="Tokens of each answer.")
@click.option("--calls", metavar="N", type=click.IntRange(min=0), default=1, show_default=True, help="Number of calls.")
@click.option(
    "--architecture",
    "architectures",
    metavar="NAME",
    multiple=True,
    help=f"Transformer to state the cost of, e.g. llama-3-70b; may be repeated. [default: {DEFAULT_ARCHITECTURE}]",
)
@click.option(
    "-m", "--model", "models", metavar="NAME", multiple=True, help="Model to state the price of; may be repeated."
)
@click.option(
    "--cache-hits",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    default=1.0,
    show_default=True,
    help="Share of the calls that would find the document in the provider's cache.",
)
@_price_options
def reading_command(result: str | None, tokens: int | None, after: int | None, cost_format: str, **given: Any) -> None:
    """State what compression saves: computation and memory of a transformer, and money at a provider.

    Give --tokens and --to, or RESULT: what `compress --format json` wrote, - for standard input. Prices are of a
    million tokens: those of --model come from a table that is installed with the extra 'cost', in US dollars, and
    those given go before them.
    """
    from compressor.cost import Traffic, reading_cost
    from compressor.cost.tables import reading_lines

    report = None if result is None else _report(result)
    if report is not None and (tokens is not None or after is not None):
        raise click.UsageError("give either RESULT or --tokens and --to, not both")
    if report is not None:
        tokens, after = report.before.tokens, report.after.tokens
    if tokens is None or after is None:
        raise click.UsageError("give --tokens and --to, or a RESULT that `compress --format json` wrote")
    architectures = given["architectures"] or (report.architecture if report else DEFAULT_ARCHITECTURE,)
    found = reading_cost(
        tokens,
        after,
        architectures=architectures,
        tariffs=_tariffs(given["models"], given),
        traffic=Traffic(given["output_tokens"], given["calls"], given["cache_hits"]),
    )
    _print(found, reading_lines(found), cost_format)


@click.command("tuning", context_settings=SETTINGS)
@click.option(
    "--examples-tokens", metavar="N", type=click.IntRange(min=0), required=True, help="Tokens of examples in a prompt."
)
@click.option("--training-tokens", metavar="N", type=click.IntRange(min=0), required=True, help="Of all epochs.")
@click.option(
    "--training-price",
    metavar="PRICE",
    type=click.FloatRange(min=0),
    required=True,
    help="What a million of them cost.",
)
@click.option("--input-tokens", metavar="N", type=click.IntRange(min=0), default=0, help="Other tokens of a prompt.")
@click.option("--output-tokens", metavar="N", type=click.IntRange(min=0), default=0, help="Tokens of each answer.")
@click.option("-m", "--model", metavar="NAME", help="Model that reads the examples.")
@click.option(
    "--tuned-input-price", metavar="PRICE", type=click.FloatRange(min=0), help="Of the tuned model. [default: the same]"
)
@click.option(
    "--tuned-output-price",
    metavar="PRICE",
    type=click.FloatRange(min=0),
    help="Of the tuned model. [default: the same]",
)
@_price_options
def tuning_command(examples_tokens: int, cost_format: str, model: str | None, **given: Any) -> None:
    """State from how many calls on training a model costs less than examples in every prompt.

    Prices are of a million tokens. Neither the quality of the answers nor training anew is part of this.

    \b
    Examples:
      compress cost tuning --examples-tokens 800 --training-tokens 200000 --training-price 25 --model gpt-4o \\
        --tuned-input-price 3.75 --tuned-output-price 15 --input-tokens 100 --output-tokens 50
    """
    from compressor.cost import Training, tuning_cost
    from compressor.cost.tables import tuning_lines

    tariffs = _tariffs((model,) if model else (), given)
    if not tariffs:
        raise click.UsageError("give a --model, or a price with --input-price")
    found = tuning_cost(
        tariffs[0],
        examples=examples_tokens,
        training=Training(
            given["training_tokens"], given["training_price"], given["tuned_input_price"], given["tuned_output_price"]
        ),
        input=given["input_tokens"],
        output=given["output_tokens"],
    )
    _print(found, tuning_lines(found), cost_format)


def _tariffs(models: tuple[str, ...], given: dict[str, Any]) -> list[Tariff]:
    """Return the prices of the models, those given put over them; or those given alone."""
    from compressor.cost import tariff, tariff_of_own

    own = {name: given[f"{name}_price"] for name in ("input", "output", "cached") if given[f"{name}_price"] is not None}
    if models:
        return [tariff(model).with_prices(own) for model in models]
    if own and "input" not in own:
        raise click.UsageError("give the price of input too, with --input-price, or a --model")
    return [tariff_of_own(own["input"], own.get("output", 0.0), own.get("cached"))] if own else []


def _report(path: str) -> Report:
    from compressor.codec import decode
    from compressor.records import CompressionResult
    from compressor.text.loading import load_plain

    return decode(load_plain(path), CompressionResult).report


def _print(found: Record, lines: Iterable[str], cost_format: str) -> None:
    from compressor.codec import encode

    text = encode(found, indent=True) if cost_format == "json" else "".join(f"{line}\n" for line in lines).encode()
    write([text], None)


cost_command = DefaultGroup("cost", default=reading_command, epilog=EPILOG)
cost_command.add_command(tuning_command)
