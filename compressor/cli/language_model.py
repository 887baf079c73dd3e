"""The options of commands that a language model works for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from compressor.plans.asking import Model

Command = TypeVar("Command", bound=Callable[..., None])


def model_options(*, required: bool) -> Callable[[Command], Command]:
    """Add the name of a model, its endpoint and the budget of a step to a command."""
    options = [
        click.option(
            "--model",
            "language_model",  # and so COMPRESS_LANGUAGE_MODEL: COMPRESS_MODEL is the one that tokens are counted for
            metavar="NAME",
            required=required,
            help="Plan and answer with this language model; needs the extra 'openai'. The key is read from "
            "OPENAI_API_KEY.",
        ),
        click.option("--base-url", metavar="URL", help="Endpoint of the model, OpenAI-compatible. [default: OpenAI's]"),
        click.option(
            "--budget",
            "step_budget",  # and so COMPRESS_STEP_BUDGET: that of a context may be a share, too
            metavar="TOKENS",
            type=click.IntRange(1),
            default=1000,
            show_default=True,
            help="Most tokens of context that the model reads in a step.",
        ),
    ]

    def decorated(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


def named_model(name: str | None, base_url: str | None) -> Model | None:
    """Return the model of that name, None without one."""
    if name is None:
        if base_url is not None:
            raise click.UsageError("--base-url needs --model: the name of the model there")
        return None
    from compressor.plans.endpoint import endpoint

    return endpoint(name, base_url)
