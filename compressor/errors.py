"""Everything this package raises on purpose.

CompressorError
├── InputError          a document that cannot be read, decoded or used
├── OptionError         a value that is not a valid option (also a ValueError)
├── BudgetError         nothing useful fits the budget (strict mode), or what has to stay does not (messages)
├── StoreError          a record store that cannot be opened, read or written
├── PlanError           a plan that cannot be read, does not hold together or cannot be made
├── ModelError          a language model that failed, took too long or answered with no text
└── MissingExtraError   an optional dependency is not installed or too old (also an ImportError)

Each message says what was given, what was expected and how to mend it, in one line.
"""

from __future__ import annotations


class CompressorError(Exception):
    """Base of every error raised on purpose; `exit_code` is what the command line ends with."""

    exit_code = 1


class InputError(CompressorError):
    """A document cannot be read, decoded or used."""


class OptionError(CompressorError, ValueError):
    """An option has a value that is not valid."""

    exit_code = 2


class BudgetError(CompressorError):
    """What was asked for does not fit: one whole unit, in strict mode, or the messages that have to stay."""

    exit_code = 3


class StoreError(CompressorError):
    """A record store cannot be opened, read or written, or a query asks what it does not allow."""


class PlanError(CompressorError):
    """A plan cannot be read, does not hold together or cannot be made."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message if line is None else f"line {line}, column {column}: {message}")
        self.line = line
        self.column = column


class ModelError(CompressorError):
    """A language model failed, took too long or answered with no text."""


class MissingExtraError(CompressorError, ImportError):
    """An optional dependency is not installed, or is too old."""

    def __init__(self, purpose: str, extra: str, need: str | None = None) -> None:
        need = need or f"the extra '{extra}'"
        super().__init__(f"{purpose} needs {need}: pip install 'entity-compressor[{extra}]'")
