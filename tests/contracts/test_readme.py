"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def part(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- end -->", README, re.DOTALL)
    assert found, f"README.md has no part {name!r}"
    return re.sub(r"^```.*\n", "", found[1], flags=re.MULTILINE).strip()


def test_the_first_command_prints_what_the_readme_shows() -> None:
    command = part("commands").splitlines()[0].split("&&")[-1]
    words = shlex.split(command)
    assert words[0] == ".venv/bin/compress"
    run = subprocess.run(
        [sys.executable, "-m", "compressor", *words[1:]], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert f"{run.stdout}\n{run.stderr}".strip() == part("output")


def test_the_python_example_runs() -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    text = (ROOT / "samples" / "contract.txt").read_text(encoding="utf-8")
    names: dict[str, Any] = {"text": text}
    exec(code[1], names)  # the README is our own
    assert names["result"].tokens <= 2000
    assert all(text[unit.start : unit.end] == unit.quote for unit in names["result"].units)
    assert names["record"].entities
