"""`compress cost` states what compression saves, and where it saves nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compressor import CompressorOptions, compress
from compressor.cli import main
from compressor.rendering.structured import structured

SAMPLE = Path(__file__).parents[2] / "samples" / "encyclopedia.txt"


def invoke(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["cost", *arguments], input=stdin, prog_name="compress", catch_exceptions=False)


def test_a_table_of_hardware() -> None:
    result = invoke("--tokens", "32000", "--to", "2000")
    assert result.stdout.splitlines() == [
        "32,000 to 2,000 tokens, a compression rate of 6.2%",
        "",
        "llama-3-8b, a call     before       after  less",
        "prefill             715 TFLOP    29 TFLOP   25x",
        "  of it attention   268 TFLOP  1.05 TFLOP  256x",
        "KV cache              4.19 GB      262 MB   16x",
    ]


def test_a_table_of_money_with_its_caveats() -> None:
    prices = ("--input-price", "2.5", "--output-price", "10", "--cached-price", "0.25")
    result = invoke("--tokens", "32000", "--to", "6000", "--calls", "1000", "--output-tokens", "500", *prices)
    assert result.stdout.splitlines()[7:] == [
        "your prices, 1,000 calls with 500 tokens of output  before  after  saved",
        "price                                                85.00  20.00  65.00",
        "price, document found in the cache always            13.00  20.00  -7.00",
        "Prices: as given; input 2.50, output 10.00, cached 0.25 a million tokens.",
        "Compressing anew for each call pays against the cached document to a rate of 10.0%: at 18.8% it loses 7.00. "
        "A context made once, without a question, can be cached as well.",
        "",
        "API prices are linear in tokens, 5.3x fewer of input. What attention saves, 28x, shows in latency and on "
        "hardware of one's own, not on the bill.",
    ]


def test_architectures_and_models_can_be_several() -> None:
    names = ("--architecture", "llama-3-70b", "--architecture", "gpt-3-175b", "-m", "gpt-4o", "-m", "claude-sonnet-4-5")
    found = json.loads(invoke("--tokens", "9000", "--to", "900", *names, "-f", "json").stdout)
    assert [hardware["architecture"] for hardware in found["hardware"]] == ["llama-3-70b", "gpt-3-175b"]
    assert [bill["model"] for bill in found["bills"]] == ["gpt-4o", "claude-sonnet-4-5"]
    assert all(0 < bill["after"] < bill["before"] for bill in found["bills"])


def test_a_price_given_goes_before_that_of_the_table() -> None:
    found = json.loads(invoke("--tokens", "9", "--to", "1", "-m", "gpt-4o", "--input-price", "7", "-f", "json").stdout)
    assert found["bills"][0]["prices"]["input"] == 7


@pytest.mark.parametrize("piped", [False, True])
def test_a_result_is_read_from_a_file_or_standard_input(piped: bool, tmp_path: Path) -> None:
    options = CompressorOptions(records=False, format="json", architecture="qwen2.5-7b")
    result = compress(SAMPLE.read_text(encoding="utf-8"), budget=200, query="Who made H4?", options=options)
    text = structured(result, "json")
    (tmp_path / "result.json").write_text(text, encoding="utf-8")
    arguments = ["-"] if piped else [str(tmp_path / "result.json")]
    found = json.loads(invoke(*arguments, "--format", "json", stdin=text).stdout)
    assert found["hardware"][0]["before"] == result.report.before.model_dump()
    assert found["hardware"][0]["after"] == result.report.after.model_dump()
    assert found["hardware"][0]["architecture"] == "qwen2.5-7b"


def test_examples_beside_tuning() -> None:
    prices = ("--input-price", "2.5", "--output-price", "10", "--cached-price", "1.25")
    tuned = ("--training-tokens", "200000", "--training-price", "25", "--tuned-input-price", "3.75")
    usage = ("--examples-tokens", "800", "--input-tokens", "100", "--output-tokens", "50", "--tuned-output-price", "15")
    assert invoke("tuning", *prices, *tuned, *usage).stdout.splitlines() == [
        "your prices               price of a call  training pays from",
        "examples in the prompt            0.00275         3,077 calls",
        "examples in the cache             0.00175         8,000 calls",
        "tuned model, no examples         0.001125       training 5.00",
        "Prices: as given. How well the tuned model answers, and how soon it is trained anew, is not in them.",
    ]
    assert json.loads(invoke("tuning", *prices, *tuned, *usage, "-f", "json").stdout)["break_even"] == 3077


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 1, "not a valid CompressionResult"),  # standard input, which is empty
        (["--tokens", "10"], 2, "give --tokens and --to, or a RESULT"),
        (["--tokens", "10", "--to", "20"], 2, "to 20 tokens is more than the 10 there are"),
        (["--tokens", "10", "--to", "-2"], 2, "-2 is not in the range x>=0"),
        (["--tokens", "10", "--to", "2", "--input-price", "-1"], 2, "-1.0 is not in the range x>=0"),
        (["--tokens", "10", "--to", "2", "--input-price", "nan"], 2, "input price nan; expected the price"),
        (["--tokens", "10", "--to", "2", "--output-price", "1"], 2, "give the price of input too, with --input-price"),
        (["--tokens", "10", "--to", "2", "-m", "gpt-40"], 2, "did you mean gpt-4"),
        (["--tokens", "10", "--to", "2", "--architecture", "bert"], 2, "unknown architecture 'bert'"),
        (["--tokens", "10", "--to", "2", "--cache-hits", "2"], 2, "2.0 is not in the range 0<=x<=1"),
        (["-", "--tokens", "10"], 1, "not a valid CompressionResult"),
        (["none.json"], 1, "cannot read 'none.json'"),
        (["tuning", "--examples-tokens", "8"], 2, "Missing option '--training-tokens'"),
        (
            ["tuning", "--examples-tokens", "8", "--training-tokens", "9", "--training-price", "1"],
            2,
            "give a --model, or a price with --input-price",
        ),
    ],
)
def test_errors_say_what_to_mend(arguments: list[str], code: int, message: str) -> None:
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_help_shows_both_commands() -> None:
    page = invoke("--help").stdout
    assert page.startswith("Usage: compress cost [OPTIONS] [RESULT]\n")
    assert "compress cost tuning --examples-tokens 800" in page
    assert "Usage: compress cost tuning [OPTIONS]" in invoke("tuning", "--help").stdout
