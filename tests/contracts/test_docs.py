"""What the pages in docs/ show is what their examples print; `python docs/refresh.py` writes it anew."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
refresh = runpy.run_path(str(DOCS / "refresh.py"))
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}


@pytest.mark.parametrize(
    ("code", "output"),
    [
        pytest.param(found["code"], found["output"], id=f"{name}-{number}")
        for name, page in PAGES.items()
        for number, found in enumerate(refresh["EXAMPLE"].finditer(page), 1)
    ],
)
def test_an_example_prints_what_its_page_shows(code: str, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAYSTACK_TELEMETRY_ENABLED", "False")
    assert refresh["printed"](code) == output


@pytest.mark.parametrize("name", PAGES)
def test_every_example_is_run(name: str) -> None:
    assert PAGES[name].count("```python") == len(list(refresh["EXAMPLE"].finditer(PAGES[name])))
