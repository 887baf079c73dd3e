"""`compress` works without naming a command, teaches with its help, and ends with the right code."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from compressor.cli import main
from compressor.cli.group import DefaultCommand, DefaultGroup
from compressor.errors import BudgetError, CompressorError, InputError, MissingExtraError, OptionError


def sketch(error: BaseException | None = None) -> DefaultGroup:
    """Make a group of two commands that print what they were given, or raise."""

    @click.command("run", cls=DefaultCommand, context_settings={"auto_envvar_prefix": "SKETCH"})
    @click.argument("paths", nargs=-1)
    @click.option("--budget", required=True)
    def run(paths: tuple[str, ...], budget: str) -> None:
        """Run by default."""
        if error is not None:
            raise error
        click.echo(f"{budget}: {' '.join(paths)}")

    @click.command("other")
    @click.argument("paths", nargs=-1)
    def other(paths: tuple[str, ...]) -> None:
        """Run by name."""
        click.echo(f"other: {' '.join(paths)}")

    group = DefaultGroup("sketch", default=run, epilog="")
    group.add_command(other)
    return group


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        (["a.txt", "--budget", "9"], "9: a.txt"),
        (["--budget", "9", "a.txt", "b.txt"], "9: a.txt b.txt"),
        (["--budget", "9", "other"], "9: other"),
        (["./other", "--budget", "9"], "9: ./other"),
        (["--budget=9", "--", "--odd-name"], "9: --odd-name"),
        (["-", "--budget", "9"], "9: -"),
        (["other", "a.txt"], "other: a.txt"),
        (["other"], "other:"),
    ],
)
def test_runs_the_default_command_unless_another_is_named(arguments: list[str], output: str) -> None:
    result = CliRunner().invoke(sketch(), arguments)
    assert (result.exit_code, result.output.strip()) == (0, output)


def test_takes_options_from_variables() -> None:
    result = CliRunner().invoke(sketch(), ["a.txt"], env={"SKETCH_BUDGET": "7"})
    assert result.output == "7: a.txt\n"


def test_reads_standard_input_without_arguments() -> None:
    assert CliRunner().invoke(sketch(), [], env={"SKETCH_BUDGET": "7"}).output == "7: -\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CompressorError("It broke: mend it."), 1),
        (InputError("It broke: mend it."), 1),
        (OptionError("It broke: mend it."), 2),
        (BudgetError("It broke: mend it."), 3),
    ],
)
def test_turns_errors_into_one_line_and_a_code(error: CompressorError, code: int) -> None:
    result = CliRunner().invoke(sketch(error), ["--budget", "9"])
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", "Error: It broke: mend it.\n")


def test_names_a_missing_extra() -> None:
    result = CliRunner().invoke(sketch(MissingExtraError("Reading PDF files", "docs")), ["--budget", "9"])
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "pip install 'entity-compressor[docs]'" in result.stderr


def test_ends_with_130_when_interrupted() -> None:
    result = CliRunner().invoke(sketch(KeyboardInterrupt()), ["--budget", "9"])
    assert (result.exit_code, result.output) == (130, "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["a.txt", "--help"], ["--budget", "9", "-h"]])
def test_shows_one_help_page_for_the_group_and_its_default(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments, prog_name="compress")
    assert result.exit_code == 0
    assert result.stdout == CliRunner().invoke(main, ["--help"], prog_name="compress").stdout
    usage = "Usage: compress [OPTIONS] [PATHS]...\n       compress [OPTIONS] COMMAND [ARGS]...\n"
    assert result.stdout.startswith(usage)
    for expected in ["compress report.pdf --budget 2000", "-b, --budget TOKENS", "--version", "extract ", "Exit codes"]:
        assert expected in result.stdout


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_teaches_with_examples(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"], prog_name="compress")
    assert f"Examples:\n    compress {command}" in result.stdout


def test_usage_errors_show_the_plain_name() -> None:
    result = CliRunner().invoke(main, ["a.txt"], prog_name="compress")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[:2] == ["Usage: compress [OPTIONS] [PATHS]...", "Try 'compress --help' for help."]
    assert "Missing option '-b' / '--budget'" in result.stderr


def test_shows_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "version", {"entity-compressor": "1.2.3"}.__getitem__)
    result = CliRunner().invoke(main, ["--version"], prog_name="compress", env={"COMPRESS_VERSION": "9"})
    assert result.output == "compress, version 1.2.3\n"


@pytest.mark.parametrize(("value", "color"), [("1", False), ("", None)])
def test_honours_no_color(value: str, color: bool | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    assert main.make_context("compress", ["a.txt"]).color is color


@pytest.mark.parametrize(
    ("arguments", "incomplete", "expected"),
    [
        ([], "ext", {"extract", "ext"}),
        ([], "--bud", {"--budget"}),
        (["a.txt"], "--for", {"--format"}),
        (["a.txt", "--format"], "j", {"json", "jsonl"}),
        (["extract"], "--pipe", {"--pipeline"}),
    ],
)
def test_completes_commands_options_and_paths(arguments: list[str], incomplete: str, expected: set[str]) -> None:
    completion = ShellComplete(main, {}, "compress", "_COMPRESS_COMPLETE")
    assert {item.value for item in completion.get_completions(arguments, incomplete)} == expected


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nfrom compressor.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('pydantic', 'numpy', 'spacy', 'tiktoken', 'rich', 'orjson') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.splitlines()[-1] == "[]"
