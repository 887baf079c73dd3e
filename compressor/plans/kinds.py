"""The kinds of answers: the nouns that ask for them and the types of entities that are of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from compressor.errors import PlanError
from compressor.extraction.wordsets import word_set

Kind = Literal["person", "organisation", "place", "date", "amount", "thing"]

NOUNS: Mapping[Kind, frozenset[str]] = {
    "person": word_set(
        """actor actress administrator artist author captain chairman child coach composer conductor daughter
        director doctor emperor engineer father founder general governor inventor judge king leader man manager
        mathematician member minister mother musician owner painter person philosopher physicist player poet
        pope president queen scientist senator singer son student teacher wife woman writer"""
    ),
    "organisation": word_set(
        """agency army association band bank church club college committee company corporation court department
        firm group institution manufacturer museum network organisation organization party school team union
        university"""
    ),
    "place": word_set(
        """area border building capital city continent country county district island lake location mountain
        nation place planet province region river sea state street town village"""
    ),
    "date": word_set("century date day decade hour month season time week year"),
    "amount": word_set(
        """age amount budget cost depth distance duration efficiency fee height income length number percent
        percentage population price rate salary score share size speed sum temperature total value weight width"""
    ),
}

DATES = frozenset({"DATE", "TIME"})
AMOUNTS = frozenset({"NUMBER", "QUANTITY", "PERCENT", "MONEY"})
LABELS: Mapping[Kind, frozenset[str]] = {
    "person": frozenset({"PERSON"}),
    "organisation": frozenset({"ORG", "FAC", "GPE"}),
    "place": frozenset({"GPE", "LOC", "FAC"}),
    "date": DATES,
    "amount": AMOUNTS,
}

_LISTED: Mapping[Kind, frozenset[str]] = {**LABELS, "organisation": frozenset({"ORG"})}  # a list of these has no doubt
_PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child"}


def kind_of(noun: str) -> Kind | None:
    """Return the kind that a noun asks for, also in the plural; None where it is none of these."""
    word = noun.lower()
    forms = {word, _PLURALS.get(word, word), word.removesuffix("s"), f"{word.removesuffix('ies')}y"}
    return next((kind for kind, nouns in NOUNS.items() if nouns & forms), None)


def listed(type: str) -> frozenset[str]:
    """Return the entity types that a word or a label means; raises PlanError for one that is neither."""
    if type.isupper():
        return frozenset({type})
    kind = kind_of(type)
    if kind is None:
        raise PlanError(f"there are no entities of type {type!r}; expected a label such as PERSON, or e.g. 'companies'")
    return _LISTED[kind]
