"""The filters of `compress query`, one option each."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

_OPTIONS = (
    click.option("--kind", metavar="KIND", help="Records of a kind: entity, property, fact or aspect."),
    click.option(
        "--entity", metavar="NAME", help="About the entity of this name or alias; * stands for any characters."
    ),
    click.option("--type", metavar="TYPE", help="About an entity of this type, e.g. ORG."),
    click.option("--key", metavar="KEY", help="Properties of this name, e.g. founded."),
    click.option("--predicate", metavar="VERB", help="Facts with this verb, as written or in its base form."),
    click.option("--polarity", metavar="POLARITY", help="Opinions: positive, negative or neutral."),
    click.option("--category", metavar="NAME", help="Opinions on this kind of aspect, e.g. price."),
    click.option("--min", "minimum", metavar="NUMBER", help="Properties of at least this amount."),
    click.option("--max", "maximum", metavar="NUMBER", help="Properties of at most this amount."),
    click.option("--unit", metavar="UNIT", help="Amounts in this unit or currency, e.g. USD, km or %."),
    click.option("--after", metavar="DATE", help="Dated on the first day of DATE or later, e.g. 2020 or 2020-01-31."),
    click.option("--before", metavar="DATE", help="Dated before the first day of DATE."),
    click.option("--source", metavar="PATTERN", help="From documents whose source matches, e.g. 'contracts/*'."),
    click.option("--search", metavar="WORDS", help="From sentences that have all these words."),
    click.option("--confidence", metavar="SHARE", help="Right with at least this probability, from 0 to 1."),
)
_NAMES = frozenset(
    {"kind", "entity", "type", "key", "predicate", "polarity", "category", "minimum", "maximum", "unit", "after"}
    | {"before", "source", "search", "confidence"}
)


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the filters to a command, which takes those that were given as its argument `filters`."""

    @functools.wraps(command)
    def with_filters(*arguments: Any, **given: Any) -> None:
        filters = {name: given.pop(name) for name in _NAMES & set(given)}
        given["filters"] = {name: value for name, value in filters.items() if value is not None}
        command(*arguments, **given)

    decorated: Callable[..., None] = with_filters
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated
