"""Writes into the pages of docs/ what their examples print: python docs/refresh.py."""

from __future__ import annotations

import contextlib
import io
import os
import re
from pathlib import Path

DOCS = Path(__file__).parent
EXAMPLE = re.compile(
    r"```python\n(?P<code>.*?)```\n\n<!-- output -->\n```text\n(?P<output>.*?)```\n<!-- end -->", re.DOTALL
)


def printed(code: str) -> str:
    """Return what an example prints, run in the root of the repository as users run it."""
    out = io.StringIO()
    with contextlib.chdir(DOCS.parent), contextlib.redirect_stdout(out):
        exec(code, {"__name__": "example"})  # the pages are our own
    return out.getvalue().rstrip() + "\n"


def refreshed(page: str) -> str:
    """Return a page with the present output of its examples."""
    return EXAMPLE.sub(
        lambda found: found[0].replace(f"```text\n{found['output']}", f"```text\n{printed(found['code'])}"), page
    )


if __name__ == "__main__":
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
    for path in DOCS.glob("*.md"):
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
