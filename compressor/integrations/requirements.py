"""Say which framework is missing or too old before its names are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version

from compressor.errors import MissingExtraError


@contextmanager
def required(package: str, least: str, extra: str) -> Iterator[None]:
    """Import a package inside of this; raises MissingExtraError where there is none, or one older than `least`."""
    purpose = f"compressor.integrations for {package}"
    try:
        found = version(package)
    except PackageNotFoundError:
        raise MissingExtraError(purpose, extra) from None
    if _release(found) < _release(least):
        raise MissingExtraError(purpose, extra, f"{package} {least} or newer, and {found} is installed")
    yield


def _release(number: str) -> tuple[int, ...]:
    """Return the release of a version as numbers: (1, 8, 3) of '1.8.3rc1'."""
    found = re.match(r"\d+(?:\.\d+)*", number)
    return tuple(map(int, found[0].split("."))) if found else ()
