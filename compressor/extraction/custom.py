"""Types of entities that users define, with no code: term lists and patterns in a TOML or JSON file.

    [types.MATERIAL]
    terms = ["oak", "stainless steel"]
    patterns = ['S\\d{3}']
    ignore_case = true

A term is found as whole words, a line break within it no matter; a pattern is a Python regular
expression, whose own `\\b` and lookarounds say where it may stand. What these find goes before every
other entity. Terms are looked up, so that their number costs no time. A pattern costs what it costs:
Python sets no bound, so nested repetitions such as `(a+)+` do not belong in one.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from compressor.errors import OptionError
from compressor.extraction.patterns import Match

_TOKEN = re.compile(r"\w+|[^\w\s]")
_PROBE = "word 1-2.\n"  # a pattern that matches nothing is told by these: it would match everywhere


class TypeDefinition(BaseModel):
    """What one type looks like."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    terms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    ignore_case: bool = False


class TypesFile(BaseModel):
    """The file as a whole: types by their labels."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    types: dict[Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,63}$")], TypeDefinition] = Field(min_length=1)


class Term(NamedTuple):
    """A term of a type, by the number of its label; `words` is None where case does not matter."""

    order: int
    words: str | None


@dataclass(frozen=True, slots=True)
class UserTypes:
    """Types made ready to be looked for; the labels are in the order of the file."""

    labels: tuple[str, ...]
    terms: dict[str, list[Term]] = field(default_factory=dict)  # by their words in lower case, blanks folded
    lengths: dict[str, set[int]] = field(default_factory=dict)  # of the terms that begin with a word, in tokens
    patterns: list[tuple[int, re.Pattern[str]]] = field(default_factory=list)  # by the numbers of their labels


class _Found(NamedTuple):
    start: int
    end: int
    order: int


def find_types(text: str, types: UserTypes) -> list[Match]:
    """Return what the types say is theirs, in text order; of overlapping matches the earliest, then the longest."""
    found = [_Found(*match.span(), order) for order, pattern in types.patterns for match in pattern.finditer(text)]
    found += _find_terms(text, types)
    matches, last = list[Match](), 0
    for start, end, order in sorted(found, key=lambda one: (one.start, -one.end, one.order)):
        if last <= start < end:
            matches.append(Match(start, end, types.labels[order]))
            last = end
    return matches


def _find_terms(text: str, types: UserTypes) -> Iterator[_Found]:
    tokens = list(_TOKEN.finditer(text)) if types.terms else []
    for number, token in enumerate(tokens):
        for length in types.lengths.get(token[0].lower(), ()):
            end = tokens[min(number + length, len(tokens)) - 1].end()
            words = " ".join(text[token.start() : end].split())
            for term in types.terms.get(words.lower(), ()):
                if term.words is None or term.words == words:
                    yield _Found(token.start(), end, term.order)


def load_types(path: str | Path) -> UserTypes:
    """Read a file of types; raises OptionError that names the type, the entry and what is wrong with it."""
    file = Path(path)
    try:
        state = file.stat()
        return _load(file, state.st_mtime_ns, state.st_size)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OptionError(f"types file {str(path)!r} cannot be read: {reason}; expected TOML or JSON") from None


@lru_cache(maxsize=8)
def _load(file: Path, _modified: int, _size: int) -> UserTypes:
    """Read a file anew when it has changed."""
    definitions = _checked(file).types
    types = UserTypes(tuple(definitions))
    for order, (label, definition) in enumerate(definitions.items()):
        where = f"types file {str(file)!r}: type {label}"
        if not definition.terms and not definition.patterns:
            raise OptionError(f"{where} has neither terms nor patterns; give it one of these, or leave it out")
        for term in definition.terms:
            _add(types, term, Term(order, None if definition.ignore_case else " ".join(term.split())), where)
        flags = re.IGNORECASE if definition.ignore_case else re.NOFLAG
        types.patterns.extend((order, _pattern(expression, flags, where)) for expression in definition.patterns)
    return types


def _checked(file: Path) -> TypesFile:
    readers = {".toml": tomllib.loads, ".json": json.loads}
    if file.suffix.lower() not in readers:
        raise OptionError(f"types file {str(file)!r} is of no known kind; expected a name that ends in .toml or .json")
    try:
        return TypesFile.model_validate(readers[file.suffix.lower()](file.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise OptionError(f"types file {str(file)!r}: {place}: {first['msg']}") from None
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, RecursionError) as error:
        kind = file.suffix[1:].upper()
        raise OptionError(f"types file {str(file)!r} is not valid {kind}: {error}") from None


def _add(types: UserTypes, words: str, term: Term, where: str) -> None:
    tokens = _TOKEN.findall(words.lower())
    if not tokens:
        raise OptionError(f"{where}: the term {words!r} is blank; leave it out")
    types.terms.setdefault(" ".join(words.lower().split()), []).append(term)
    types.lengths.setdefault(tokens[0], set()).add(len(tokens))


def _pattern(expression: str, flags: re.RegexFlag, where: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(expression, flags)
    except (re.error, OverflowError, RecursionError) as error:
        raise OptionError(f"{where}: the pattern {expression!r} is no regular expression: {error}") from None
    if any(match.start() == match.end() for text in ("", _PROBE) for match in pattern.finditer(text)):
        raise OptionError(
            f"{where}: the pattern {expression!r} matches where there is nothing; make a part of it required"
        )
    return pattern
