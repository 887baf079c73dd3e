"""What only a real process shows: exit codes, pipes, signals, the state that is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "compressor"]
TEXT = "The harbour of Ærøskøbing opened in 1897. " + " ".join(f"Ship {n} arrived on time." for n in range(99))


def environment(**variables: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


def run(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, check=False, env=environment(**variables)
    )


def test_compresses_a_pipe_to_utf_8_whatever_the_locale() -> None:
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run("--budget", "30", "--query", "When did the harbour open?", stdin=TEXT.encode(), **locale)
    assert done.returncode == 0, done.stderr
    assert "The harbour of Ærøskøbing opened in 1897." in done.stdout.decode("utf-8")
    assert b" of 30 tokens" in done.stderr.splitlines()[0]


@pytest.mark.parametrize(
    ("arguments", "code", "says"), [(["gone.txt", "--budget", "9"], 1, b"'gone.txt'"), (["--budget"], 2, b"--budget")]
)
def test_ends_with_the_documented_codes_and_no_traceback(arguments: list[str], code: int, says: bytes) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert says in done.stderr
    assert b"Traceback" not in done.stderr


def test_says_that_the_disk_is_full() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "schema"], stdout=full, stderr=subprocess.PIPE, check=False, env=environment())
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_quiet() -> None:
    process = subprocess.Popen(
        [*COMMAND, "schema", "document-record"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_an_interrupt_is_quiet_and_leaves_nothing_behind(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [*COMMAND, str(pipe), "--budget", "9", "-o", str(tmp_path / "out.txt")],
        stderr=subprocess.PIPE,
        env=environment(),
    )
    with pipe.open("wb"):  # opens when the process does, which then waits for what is written
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert (process.returncode, errors) == (130, b"")
    assert list(tmp_path.iterdir()) == [pipe]
